import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pattern, readAll } from '../../../../test/conformance/endpoint/suite.ts';
import { FtpBench } from '../../../../test/ftp-client.ts';
import { writePort } from '../../../protocols/ftp/data-ports.ts';
import { tlsClient } from '../../tls/client.ts';

let on: FtpBench;
beforeEach(() => {
  on = new FtpBench();
});
afterEach(() => on.close());

/** Some file of the service holds it. */
const arrived = (text: string): Promise<void> =>
  vi.waitFor(
    () =>
      expect(
        readdirSync(on.root)
          .filter((name) => name !== 'docs')
          .map((name) => readFileSync(join(on.root, name), 'utf8')),
      ).toContain(text),
    { timeout: 120_000, interval: 10 },
  );

describe('transfers', () => {
  it.each([['127.0.0.1'], ['[::1]']])('come over each kind of data connection on %s', async (host) => {
    const client = await on.guest({ host });
    const { localIp } = client.channel.facts;
    const data = await on.listen(`tcp:${host}:0`);
    const port = Number(data.addresses[0]?.replace(/.*:/, ''));
    const coming = async (): Promise<string> => {
      const { value } = await data[Symbol.asyncIterator]().next();
      return (await readAll(value)).toString();
    };
    const [family, how] = host === '[::1]' ? ([2, 'PASV'] as const) : ([1, 'PORT'] as const);
    expect(await client.say(`EPRT |${family}|${localIp?.address}|${port}|`)).toMatch(/^200/);
    expect(await client.say('NLST')).toMatch(/^150/);
    expect(await coming()).toBe('docs\r\nhello.txt\r\n');
    expect(await client.reply()).toMatch(/^226/);
    if (how === 'PASV') expect(await client.codes('PASV')).toEqual([425]);
    else {
      expect(await client.say(`PORT ${writePort(Uint8Array.of(127, 0, 0, 1), port)}`)).toMatch(/^200/);
      expect(await client.say('RETR docs/a.txt')).toMatch(/^150 .*\(1 bytes\)/);
      expect([await coming(), (await client.reply()).slice(0, 3)]).toEqual(['a', '226']);
      const [, numbers = ''] = /\(([\d,]+)\)/.exec(await client.say('PASV')) ?? [];
      const n = numbers.split(',').map(Number);
      const passive = await on.open(`tcp:${n.slice(0, 4).join('.')}:${(n[4] ?? 0) * 256 + (n[5] ?? 0)}`);
      expect(await client.say('LIST docs')).toMatch(/^150/);
      expect((await readAll(passive)).toString()).toMatch(/^-rw-r--r-- {3}1 ftp {6}ftp {17}1 [A-Z][a-z]{2} \d\d \d\d:\d\d a.txt\r\n$/);
      expect(await client.reply()).toMatch(/^226/);
    }
    expect(await client.codes(`EPRT |${3 - family}|${host === '[::1]' ? '127.0.0.1' : '::1'}|${port}|`, 'EPRT |3|x|1|', 'EPSV 3')).toEqual([
      504, 522, 522,
    ]);
  });

  it.each([
    ['LIST *.txt', /^-.* hello.txt\r\n$/],
    ['LIST -la docs', /^-.* a.txt\r\n$/],
    ['NLST docs', /^docs\/a.txt\r\n$/],
    ['NLST docs/?.*', /^docs\/a.txt\r\n$/],
    ['MLSD', /^type=dir;modify=\d{14};perm=elcdfmp; docs\r\ntype=file;size=12;modify=\d{14};perm=radfw; hello.txt\r\n$/],
  ])('%s', async (command, expected) => {
    const { text, replies } = await (await on.guest()).get(command);
    expect([text, replies.map((r) => r.slice(0, 3))]).toEqual([expect.stringMatching(expected), ['150', '226']]);
  });

  it('a file from a place on, as text, to its end, in place of another, and under a name of its own', async () => {
    const client = await on.guest();
    const big = pattern(3_000_000);
    writeFileSync(join(on.root, 'big'), big);
    expect((await client.get('RETR big')).text).toBe(Buffer.from(big).toString());
    expect(await client.codes('REST 6')).toEqual([350]);
    expect((await client.get('RETR hello.txt')).text).toBe('there\n');
    expect((await client.get('RETR hello.txt')).text).toBe('hello\nthere\n');
    await client.say('REST 13');
    expect((await client.get('RETR hello.txt')).replies[0]).toMatch(/^554/);
    expect((await client.put('STOR new', 'one\r\ntwo')).map((r) => r.slice(0, 3))).toEqual(['150', '226']);
    await client.put('APPE new', '!');
    expect(readFileSync(join(on.root, 'new'), 'utf8')).toBe('one\r\ntwo!');
    await client.say('REST 3');
    await client.put('STOR new', '+');
    expect(readFileSync(join(on.root, 'new'), 'utf8')).toBe('one+');
    await client.say('TYPE A');
    await client.put('STOR new', 'one\r\ntwo\r\r\nthree\r');
    expect(readFileSync(join(on.root, 'new'), 'utf8')).toBe('one\ntwo\r\nthree\r');
    expect((await client.get('RETR new')).text).toBe('one\r\ntwo\r\nthree\r');
    const [first] = await client.put('STOU new', 'x');
    expect(first).toBe('150 FILE: new.1');
    expect(statSync(join(on.root, 'new.1')).mode & 0o777).toBe(0o600);
  });

  it('what breaks off is not taken for all: the old file stays, of a new one the beginning', async () => {
    const client = await on.guest();
    for (const [name, reply] of [
      ['hello.txt', /^426 .*broke off.$/],
      ['new', /^426 .* 5 bytes of it are kept.$/],
    ] as const) {
      const data = await client.passive();
      await client.say(`STOR ${name}`);
      await data.write(Buffer.from('12345'));
      await arrived('12345'); // a reset takes what was not read yet with it
      data.abort(new Error('cut'));
      expect(await client.reply()).toMatch(reply);
    }
    expect([readFileSync(join(on.root, 'hello.txt'), 'utf8'), readFileSync(join(on.root, 'new'), 'utf8')]).toEqual([
      'hello\nthere\n',
      '12345',
    ]);
    expect(readdirSync(on.root).filter((name) => name.includes('part'))).toEqual([]);
  });

  it.each([
    ['as a line', 'ABOR\r\n'],
    ['as clients of telnet send it, without the urgent bytes', '\xff\xf4\xffABOR\r'],
    ['with the IAC of its data mark as the urgent byte', '\xff\xf4\xf2ABOR\r\n'],
    ['with its data mark', '\xff\xf4\xff\xf2ABOR\r\n'],
  ])('ABOR %s ends a transfer, and STAT tells of it', async (_what, abort) => {
    writeFileSync(join(on.root, 'big'), pattern(64 << 20));
    const client = await on.guest();
    const data = await client.passive();
    expect(await client.say('RETR big')).toMatch(/^150/);
    expect(await client.say('STAT')).toMatch(/a transfer goes on, \d+ bytes/);
    await client.send(abort);
    expect(await client.reply()).toMatch(/^426/);
    expect(await client.reply()).toMatch(/^226/);
    data.close();
    expect((await client.get('RETR hello.txt')).text).toBe('hello\nthere\n');
  });

  it('commands wait for the end of a transfer, and a client who has ended gets all that it asked for', async () => {
    const client = await on.guest();
    const data = await client.passive();
    await client.send('RETR hello.txt\r\nPWD\r\nQUIT\r\n');
    await client.channel.end();
    expect((await readAll(data)).toString()).toBe('hello\nthere\n');
    data.close();
    const replies = [await client.reply(), await client.reply(), await client.reply(), await client.reply()];
    expect(replies.map((r) => r.slice(0, 3))).toEqual(['150', '226', '257', '221']);
  });
});

describe('TLS (RFC 4217)', () => {
  const secure = (channel: Parameters<typeof tlsClient>[0]) => tlsClient(channel, { insecure: true }, on.stop.signal);

  it('begins on the control connection and on those for data, and what was said before counts for nothing', async () => {
    const client = await on.called();
    await client.send('AUTH TLS\r\nUSER evil\r\n');
    expect(await client.reply()).toMatch(/^234/);
    await client.goOn(secure);
    expect(await client.codes('PASS evil', 'AUTH TLS', 'USER guest', 'PASS guest', 'PROT P', 'PBSZ 0', 'PROT E', 'PROT P')).toEqual([
      503, 503, 331, 230, 503, 200, 536, 200,
    ]);
    const below = await client.passive();
    expect(await client.say('NLST')).toMatch(/^150/);
    const data = await secure(below);
    expect((await readAll(data)).toString()).toBe('docs\r\nhello.txt\r\n');
    data.close();
    expect(await client.codes('NOOP')).toEqual([226]);
    await client.reply();
    expect(await client.say('PROT C')).toMatch(/^200/);
    expect((await client.get('NLST docs')).text).toBe('docs/a.txt\r\n');
  });

  it('an upload is sent nothing until it has ended: who closes unread bytes throws away what is on its way', async () => {
    const client = await on.called();
    await client.say('AUTH TLS');
    await client.goOn(secure);
    await client.codes('USER guest', 'PASS guest', 'PBSZ 0', 'PROT P');
    const below = await client.passive();
    await client.say('STOR hello.txt');
    const data = await secure(below);
    const before = below.ledger.received;
    await data.write(Buffer.from('half'));
    await arrived('half');
    expect([data.facts.tls?.protocol, below.ledger.received]).toEqual(['TLSv1.3', before]);
    await data.end();
    expect(await client.reply()).toMatch(/^226 It is here, 4 bytes\.$/);
    expect((await readAll(data)).length).toBe(0);
    expect(below.ledger.received).toBeGreaterThan(before);
  });

  it.each([
    ['ended without close_notify is taken, and the doubt told', 'end', /^226 .*close_notify/, 'half'],
    ['cut is not taken', 'abort', /^426/, 'hello\nthere\n'],
  ] as const)('a file whose connection was %s', async (_what, how, reply, content) => {
    const client = await on.called();
    await client.say('AUTH TLS');
    await client.goOn(secure);
    await client.codes('USER guest', 'PASS guest', 'PBSZ 0', 'PROT P');
    const below = await client.passive();
    await client.say('STOR hello.txt');
    const data = await secure(below);
    await data.write(Buffer.from('half'));
    await arrived('half'); // a reset takes what was not read yet with it
    if (how === 'end') await below.end();
    else below.abort(new Error('cut'));
    expect(await client.reply()).toMatch(reply);
    expect(readFileSync(join(on.root, 'hello.txt'), 'utf8')).toBe(content);
  });
});
