/** Services under attack, through the program: who is slow, who types anything, and who asks for what lies elsewhere (F-34, F-37, T-B3, T-B5). */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch, start, startOther, WIRECAT } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { fc } from '../property.ts';
import { ask, call, filesOf, memoryOf, portOf, until } from './side.ts';

const folder = scratch();

describe('F-34, T-B5: who is slow is cut off, and who is not is served meanwhile', () => {
  const HOST = 'Host: a\r\n';
  const kinds: readonly { readonly begin: string; readonly more?: string; readonly reads?: false }[] = [
    { begin: '' },
    { begin: `GET / HTTP/1.1\r\n${HOST}`, more: 'X-a: b\r\n' },
    { begin: `PUT /slow-NUMBER HTTP/1.1\r\n${HOST}Content-Length: 100000\r\n\r\n`, more: 'x' },
    { begin: `GET /large HTTP/1.1\r\n${HOST}\r\n`, reads: false },
  ];

  it('100 each of silent ones, slow heads, slow bodies, and readers that take nothing', { timeout: 120_000 }, async () => {
    const site = join(folder, 'site');
    mkdirSync(site, { recursive: true });
    writeFileSync(join(site, 'large'), Buffer.alloc(32 << 20));
    const words = ['--files', site, '--write', '--max-per-address', '450', '--max-conns', '450'];
    const server = start(['serve', 'http', '127.0.0.1:0', ...words]);
    const port = await portOf(server);
    const good = (): Promise<string> => ask(port, `GET / HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`);
    await good();
    const [files, memory] = [filesOf(server), memoryOf(server)];
    const dripping: { readonly socket: Socket; readonly more: string }[] = [];
    for (const { begin, more, reads } of kinds)
      for (let i = 0; i < 100; i++) {
        const { socket } = await call(port);
        if (reads === false) socket.pause();
        socket.write(begin.replace('NUMBER', String(i)));
        if (more !== undefined) dripping.push({ socket, more });
      }
    await until(() => filesOf(server) >= files + 380, 'all of them');
    while (filesOf(server) > files) {
      expect(await good()).toMatch(/^HTTP\/1.1 200 /);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      for (const { socket, more } of dripping) if (socket.writable) socket.write(more);
    }
    expect(memoryOf(server) - memory).toBeLessThan(150);
  });
});

needs('strace')('T-B3: nothing outside the folder is opened, whatever is asked for', async () => {
  const [site, log] = [join(folder, 'strict'), join(folder, 'opened')];
  mkdirSync(join(site, 'docs'), { recursive: true });
  writeFileSync(join(site, 'here.txt'), 'here');
  writeFileSync(join(folder, 'outside.txt'), 'SECRET');
  symlinkSync(join(folder, 'outside.txt'), join(site, 'link'));
  symlinkSync(folder, join(site, 'docs', 'up'));
  const serve = [WIRECAT, 'serve', 'http', '127.0.0.1:0', '--files', site];
  const server = startOther('strace', ['-D', '-f', '-qq', '-e', 'trace=open,openat,openat2', '-o', log, process.execPath, ...serve]);
  const port = await portOf(server);
  const get = (target: string): Promise<string> => ask(port, `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  for (const target of ['/here.txt', '/', '/none']) await get(target);
  const before = readFileSync(log, 'latin1').length;
  const up = ['..', '%2e%2e', '.%2e', '..%2f', '..%5c', '%5c..', '....//', '%252e%252e', '..%c0%af', '..;', '%uff0e%uff0e'];
  const outside = up.flatMap((dots) => [`/${dots}/outside.txt`, `/docs/${dots}/${dots}/outside.txt`, `//${dots}//outside.txt`]);
  for (const target of [...outside, '/link', '/docs/up/outside.txt', '/docs/up/', '/etc/passwd', '//etc/passwd', '/%2fetc/passwd']) {
    const reply = await get(target);
    expect(reply, target).not.toContain('SECRET');
    expect(reply, target).toMatch(/^HTTP\/1.1 [34]/);
  }
  writeFileSync(join(site, 'later.txt'), 'later');
  expect(await get('/later.txt')).toMatch(/later$/);
  await until(() => readFileSync(log, 'latin1').includes('later.txt'), 'what strace saw');
  const opened = readFileSync(log, 'latin1')
    .slice(before)
    .split('\n')
    .filter((line) => / = \d+$/.test(line));
  expect(opened.filter((line) => line.includes('later.txt'))).not.toEqual([]);
  expect(opened.filter((line) => !line.includes(site) && /outside|passwd/.test(line))).toEqual([]);
});

describe('F-37: 100,000 lines of anything', () => {
  const printable = fc.string({ maxLength: 40 });
  const bytes = fc.uint8Array({ maxLength: 40 }).map((some) => Buffer.from(some).toString('latin1'));
  const verbs: Readonly<Record<string, { readonly words: readonly string[]; readonly legal: RegExp; readonly rounds?: number }>> = {
    ftp: {
      words: ['USER guest', 'PASS guest', 'LIST', 'RETR', 'REST', 'PORT', 'EPRT', 'TYPE', 'STAT', 'OPTS', 'MLST'],
      legal: /^(\d{3}[ -]| )/,
    },
    smtp: {
      words: ['EHLO a', 'MAIL FROM:<a@lab>', 'RCPT TO:<guest@lab>', 'RSET', 'AUTH PLAIN', 'VRFY', 'BDAT 3', 'NOOP'],
      legal: /^\d{3}[ -]/,
    },
    imap: {
      words: ['a LOGIN guest guest', 'a SELECT INBOX', 'a FETCH 1', 'a SEARCH', 'a LIST', 'a STORE 1', 'a {3}', 'a NOOP'],
      legal: /^(\*|\+|\S{1,60}) /,
    },
    pop3: { words: ['USER guest', 'PASS guest', 'STAT', 'LIST', 'TOP', 'RETR', 'DELE', 'UIDL', 'CAPA', 'NOOP'], legal: /^[\x20-\x7e]*$/ },
    telnet: { words: ['help', 'date', 'echo', 'mode', 'ports', 'options', '\xff\xfd\x01', '\xff\xfa\x18', '\xff\xf0'], legal: /^/ },
    // Each hears what all others say: fewer lines are as much work.
    chat: { rounds: 25, words: ['/join', '/nick', '/msg', '/who', '/topic', 'hello', '/help'], legal: /^/ },
  };

  it.each(Object.entries(verbs))(
    '%s answers as it should, lives, and keeps its memory',
    { timeout: 120_000 },
    async (service, { words, legal, rounds = 100 }) => {
      const server = start(['serve', service, '127.0.0.1:0', '--max-per-address', '1000']);
      const port = await portOf(server);
      const line = fc.oneof(
        fc.tuple(fc.constantFrom(...words), fc.oneof(printable, bytes)).map((parts) => parts.join(' ')),
        printable,
        bytes,
        fc.constantFrom(...words),
      );
      const lines = fc.sample(line, { numRuns: 100_000, seed: 37 });
      let before = 0;
      for (let round = 0; round < rounds; round++) {
        if (round === Math.floor(rounds / 10)) before = memoryOf(server);
        const some = lines.slice(round * 1000, (round + 1) * 1000);
        // Some connections end after ten errors: the rest goes in others.
        const replies = await Promise.all(Array.from({ length: 200 }, (_, i) => said(port, some.slice(i * 5, i * 5 + 5))));
        for (const reply of replies.flatMap((text) => text.split('\r\n')).filter((text) => text !== '')) expect(reply).toMatch(legal);
      }
      expect(memoryOf(server) - before).toBeLessThan(100);
      expect(await said(port, ['hello', words[0] ?? ''])).not.toBe('');
      expect(server.err).not.toMatch(/ {4}at /);
    },
  );

  /** What a client gets that types this and leaves. */
  const said = (port: number, lines: readonly string[]): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let got = '';
      socket.on('data', (chunk) => {
        got += chunk.toString('latin1');
      });
      socket.on('error', () => {}).on('close', () => resolve(got));
      socket.end(Buffer.from(lines.map((text) => `${text}\r\n`).join(''), 'latin1'));
    });
});
