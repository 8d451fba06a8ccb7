/** What attacks on version 0.1.0 found, played again at the program; README.md says which of it is played elsewhere. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Running, scratch, start, startOther, WIRECAT, wirecat } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { ask, call, serveWith, until } from './side.ts';

const folder = scratch();
const word = (...n: readonly number[]): Buffer => Buffer.from(Uint32Array.from(n).buffer);

describe('1: a service over datagrams', () => {
  it.each([1900, 11_211])('does not answer port %i, which others would have to bear', async (from) => {
    const service = start(['serve', 'echo', 'udp:127.0.0.1:0']);
    const port = Number((await service.says(/echo on 127\.0\.0\.1:(\d+)/))[1]);
    const [reflector, client] = [createSocket('udp4'), createSocket('udp4')];
    const heard: string[] = [];
    reflector.on('message', (bytes) => heard.push(`reflector ${bytes}`));
    client.on('message', (bytes) => heard.push(`client ${bytes}`));
    await once(reflector.bind(from, '127.0.0.1'), 'listening');
    // What was said before is answered before.
    await new Promise((resolve) => reflector.send('x', port, '127.0.0.1', resolve));
    client.send('y', port, '127.0.0.1');
    await expect.poll(() => heard).toEqual(['client y']);
    reflector.close();
    client.close();
  });
});

describe('2, 13: a capture that begins with a packet without a time', () => {
  const section = word(0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xffff_ffff, 0xffff_ffff, 28);
  const description = word(1, 20, 1, 0, 20);
  const frame = Buffer.alloc(60);
  const simple = Buffer.concat([word(3, 76, 60), frame, word(76)]);
  const micros = 1_340_954_905_298_858n;
  const timed = Buffer.concat([word(6, 92, 0, Number(micros >> 32n), Number(micros & 0xffff_ffffn), 60, 60), frame, word(92)]);
  const path = join(folder, 'no-time.pcapng');
  writeFileSync(path, Buffer.concat([section, description, simple, timed, timed]));

  it.each([[[]], [['-Y', 'frame.number > 0']], [['--json']], [['--verify']]])('has rows of text alone: %j', (words: readonly string[]) => {
    const { code, out } = wirecat(['read', path, ...words]);
    expect([code, out.match(/\n/g)?.length]).toEqual([words[0] === '--verify' ? expect.any(Number) : 0, 3]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('and its later times are right', () => {
    const times = wirecat(['read', path, '--json', '--fields', 'frame.time_epoch']).out;
    expect(times.match(/1340954905\.298858/g)).toHaveLength(2);
  });
});

describe('4: a signal ends a persona and its program', () => {
  it.each([
    [['ncat', '-l', '-k', '-v', '-e', '/bin/cat', '127.0.0.1', 'PORT'], 'SIGINT'],
    [['ncat', '-l', '-v', '-c', 'cat', '127.0.0.1', 'PORT'], 'SIGTERM'],
    [['nc', '-lkv', '-e', '/bin/cat', '127.0.0.1', 'PORT'], 'SIGINT'],
  ] as const)('%j by %s', async (words, signal) => {
    const port = await freePort();
    const server = start(words.map((w) => w.replace('PORT', port)));
    await server.says(/istening on/);
    const client = await call(Number(port));
    client.socket.write('here');
    await until(() => String(client.got()) === 'here', 'an echo');
    const children = childrenOf(server);
    expect(children.length).toBeGreaterThan(0);
    server.child.kill(signal);
    await server.exit;
    await until(() => children.every(isGone), 'its program to be gone');
  });

  const childrenOf = ({ child }: Running): readonly string[] =>
    readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'latin1').trim().split(' ').filter(Boolean);
  const isGone = (pid: string): boolean => {
    try {
      return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    } catch {
      return true;
    }
  };
});

describe('5: a password in an address', () => {
  it.each([
    ['connect', 'tcp:127.0.0.1:1?auth=user:s3cret'],
    ['connect', 'user:s3cret@127.0.0.1:1'],
    ['connect', '--debug', 'http-connect?auth=me:s3cret:far:80:127.0.0.1:1'],
    ['link', '--explain', '-', 'socks5?user=me&password=s3cret:far:1:127.0.0.1:1'],
    ['get', 'http://user:s3cret@127.0.0.1:1/'],
    ['http://user:s3cret@127.0.0.1:1/'],
    ['imap', 'user:s3cret@127.0.0.1:1'],
  ])('is not said again: %s %s %s', (...words) => {
    const { out, err } = wirecat(words.filter((w) => w !== undefined));
    expect(err).toMatch(/^wirecat/);
    expect(out + err).not.toContain('s3cret');
  });
});

describe('6: a small file that unfolds to two million empty frames', () => {
  it.each(['--ladder', '--conversations'])(
    '%s takes no memory for them',
    async (view) => {
      const records = Buffer.concat(Array.from({ length: 10_000 }, () => word(1, 0, 0, 0)));
      const path = join(folder, `bomb${view}.pcap.gz`);
      const head = word(0xa1b2c3d4, 0x0004_0002, 0, 0, 65_535, 1);
      writeFileSync(path, gzipSync(Buffer.concat([head, ...Array.from({ length: 200 }, () => records)]), { level: 9 }));
      const reading = start(['read', path, view]);
      let most = 0;
      let over = false;
      void reading.exit.then(() => {
        over = true;
      });
      await until(() => {
        most = Math.max(most, peakOf(reading));
        return over;
      }, 'it to end');
      expect(most).toBeGreaterThan(30);
      expect(most).toBeLessThan(200);
    },
    120_000,
  );

  const peakOf = ({ child }: Running): number => {
    try {
      return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'latin1'))?.[1] ?? 0) / 1024;
    } catch {
      return 0;
    }
  };
});

describe('7: places that silent clients hold', () => {
  it('ncat -m: the next one is turned away as by the original, and let in when one of them has gone', async () => {
    const port = await freePort();
    const server = start(['ncat', '-l', '-k', '-v', '-m', '2', '-e', '/bin/cat', '127.0.0.1', port]);
    await server.says(/Listening on/);
    const [one, other] = [await call(Number(port)), await call(Number(port))];
    await until(() => server.err.match(/Connection from 127\.0\.0\.1:/g)?.length === 2, 'two connections');
    expect(await ask(Number(port), 'third')).toBe('');
    one.socket.destroy();
    await until(async () => (await ask(Number(port), 'fourth')) === 'fourth', 'an answer');
    other.socket.destroy();
  });

  it('of native verbs: what one address holds keeps nobody else out, and a handshake has its time', async () => {
    const target = await serveWith((socket) => socket.pipe(socket));
    const relay = start(['link', '--max-per-address', '2', '-l', '127.0.0.1:0', `127.0.0.1:${target}`]);
    const port = Number((await relay.says(/listening on 127\.0\.0\.1:(\d+)/))[1]);
    const silent = [await call(port), await call(port)];
    await until(() => relay.err.match(/→/g)?.length === 2, 'two links');
    expect(await ask(port, 'me')).toBe('');
    const elsewhere = startOther('sh', [
      '-c',
      `printf me | '${process.execPath}' '${WIRECAT}' connect 'tcp:127.0.0.1:${port}?bind=127.0.0.2'`,
    ]);
    await elsewhere.exit;
    expect(elsewhere.out.toString()).toBe('me');
    for (const { socket } of silent) socket.destroy();
  });
});

needs('script').describe('16: a terminal after a signal', () => {
  it.each([
    ['connect 127.0.0.1 PORT', 'QUIT'],
    ['connect 127.0.0.1 PORT', 'USR2'],
    ['listen 0', 'QUIT'],
    ['start', 'USR2'],
  ])('%s, SIG%s: it is as before', async (words, signal) => {
    const port = await serveWith((socket) => socket.write('hello\n'));
    const line = `'${process.execPath}' '${WIRECAT}' ${words.replace('PORT', String(port))}`;
    const terminal = startOther('script', ['-qfec', `stty -g; ${line}; echo; stty -g`, '/dev/null']);
    await terminal.shows(words === 'listen 0' ? 'listening on' : 'you ›');
    const [pid] = startedBy(terminal, words.split(' ')[0] ?? '');
    process.kill(Number(pid), `SIG${signal}`);
    await terminal.exit;
    const lines = terminal.out.toString().trimEnd().split(/\r?\n/);
    expect(lines.at(-1)).toBe(lines[0]);
  });

  /** Processes below it that run this command of ours. */
  const startedBy = ({ child }: Running, command: string): readonly string[] => {
    const found: string[] = [];
    const look = (pid: string): void => {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (words.includes(WIRECAT) && words.includes(command)) found.push(pid);
      for (const next of readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim().split(' ').filter(Boolean)) look(next);
    };
    look(String(child.pid));
    return found;
  };
});
