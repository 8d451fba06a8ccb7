import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pattern, readAll } from '../../../../test/conformance/endpoint/suite.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { FtpClient } from '../../../../test/ftp-client.ts';
import { fc, runs } from '../../../../test/property.ts';
import { writePort } from '../../../protocols/ftp/data-ports.ts';
import { acceptAddress, openAddress, parseAddress } from '../../address/address.ts';
import type { Listener } from '../../base/endpoint.ts';
import { openFiles } from '../../files/files.ts';
import { serve } from '../../serve/serve.ts';
import type { Given } from '../../serve/service.ts';
import { serviceContext } from '../../serve/service-context.ts';
import { tlsClient } from '../../tls/client.ts';
import { ftp } from './ftp.ts';

serviceConformance(ftp);

let stop: AbortController;
let base: string;
let root: string;
let said: string[];
beforeEach(() => {
  stop = new AbortController();
  base = mkdtempSync(join(tmpdir(), 'wirecat-ftp-'));
  root = join(base, 'site');
  mkdirSync(join(root, 'docs'), { recursive: true });
  writeFileSync(join(root, 'hello.txt'), 'hello\nthere\n');
  writeFileSync(join(root, 'docs/a.txt'), 'a');
  writeFileSync(join(root, '.secret'), 'SECRET');
  writeFileSync(join(base, 'outside'), 'SECRET');
  symlinkSync('../outside', join(root, 'link'));
  said = [];
});
afterEach(() => {
  stop.abort();
  rmSync(base, { recursive: true });
});

const listen = (address = 'tcp:127.0.0.1:0'): Promise<Listener> => acceptAddress(parseAddress(address), {}, stop.signal);
const open = (address: string) => openAddress(parseAddress(address), {}, stop.signal);

/** A client that has been greeted. */
const called = async (given: Given & { readonly host?: string; readonly write?: boolean } = {}): Promise<FtpClient> => {
  const { host = '127.0.0.1', write = false, ...options } = given;
  const listener = await listen(`tcp:${host}:0`);
  const context = serviceContext(ftp.parse(options), { files: openFiles(root, { write }), say: (text) => said.push(text) }, stop.signal);
  serve(ftp, listener, { context }, stop.signal);
  const client = new FtpClient(await open(`tcp:${listener.addresses[0]}`), stop.signal);
  expect(await client.reply()).toMatch(/^220 .*FTP/);
  return client;
};

/** One who has logged in. */
const guest = async (given: Parameters<typeof called>[0] = { write: true }): Promise<FtpClient> => {
  const client = await called(given);
  expect(await client.codes('USER guest', 'PASS guest', 'TYPE I')).toEqual([331, 230, 200]);
  return client;
};

describe('commands', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'the working directory',
      ['PWD', 'CWD docs', 'XPWD', 'CDUP', 'PWD', 'CWD ../..', 'CWD /docs/../docs', 'PWD', 'CWD hello.txt', 'CWD no'],
      ['257 "/"', '250', '257 "/docs"', '250', '257 "/"', '250', '250', '257 "/docs"', '550', '550'],
    ],
    [
      'folders',
      ['MKD new', 'MKD new', 'CWD new', 'MKD a"b', 'CWD a"b', 'CDUP', 'RMD a"b', 'CDUP', 'RMD new', 'RMD new', 'RMD hello.txt'],
      ['257 "/new"', '550', '250', '257 "/new/a""b"', '250', '250', '250', '250', '250', '550', '550'],
    ],
    [
      'names',
      ['RNTO x', 'RNFR no', 'RNFR hello.txt', 'RNTO docs/x', 'SIZE docs/x', 'DELE docs/x', 'DELE docs/x', 'DELE docs'],
      ['503', '550', '350', '250', '213 12', '250', '550', '550'],
    ],
    [
      'facts',
      [
        'MFMT 20260102030405 hello.txt',
        'MDTM hello.txt',
        'MFMT 20261302030405 hello.txt',
        'MLST hello.txt',
        'OPTS MLST type;perm;',
        'MLST',
        'SIZE docs',
      ],
      [
        '213 Modify=20260102030405; hello.txt',
        '213 20260102030405',
        '501',
        '250-Its facts:\n type=file;size=12;modify=20260102030405;perm=radfw; /hello.txt\n250',
        '200 MLST OPTS type;perm;',
        '250-Its facts:\n type=dir;perm=elcdfmp; /\n',
        '550',
      ],
    ],
    [
      'forms',
      ['TYPE A', 'SIZE hello.txt', 'REST 3', 'TYPE L 8', 'REST 3', 'TYPE E', 'TYPE L 7', 'MODE S', 'MODE B', 'STRU F', 'STRU R', 'ALLO 10'],
      ['200', '550', '504', '200', '350', '504', '504', '200', '504', '200', '504', '202'],
    ],
    [
      'what it is',
      ['SYST', 'NOOP', 'HELP RETR', 'HELP NO', 'SITE CHMOD 1 x', 'SITE HELP', 'OPTS UTF8 ON', 'XYZZY', 'STAT docs', 'ABOR', 'ACCT x'],
      [
        '215 UNIX Type: L8',
        '200',
        '214 RETR FILE',
        '502',
        '504',
        '214',
        '200',
        '500',
        '212-What is in /docs:\n -rw-r--r--   1 ftp',
        '226',
        '202',
      ],
    ],
    ['TLS without TLS', ['PBSZ 0', 'PROT P', 'AUTH GSSAPI', 'CCC'], ['503', '503', '504', '533']],
    ['a transfer without a connection', ['RETR hello.txt', 'STOR new', 'LIST'], ['425', '425', '425']],
  ])('%s', async (_what, lines, replies) => {
    const client = await guest();
    for (const [i, line] of lines.entries()) expect(await client.say(line), line).toContain(replies[i] ?? '?');
    expect(await client.say('QUIT')).toMatch(/^221 /);
    expect(await readAll(client.channel)).toHaveLength(0);
  });

  it('FEAT and HELP say what there is (RFC 2389)', async () => {
    const client = await called();
    expect(await client.say('FEAT')).toMatch(/^211-.*\n( [A-Z].*\n)+211 End\.$/);
    expect(await client.say('HELP')).toMatch(/ABOR .*STOR/s);
  });

  it('nothing is told and nothing given before the login, and a wrong password lets nobody in', async () => {
    const client = await called({ user: ['ada:love:lace'] });
    expect(await client.codes('PWD', 'RETR hello.txt', 'PASV', 'PASS x', 'USER guest', 'PASS guest')).toEqual([
      530, 530, 530, 503, 331, 530,
    ]);
    expect(await client.codes('USER ada', 'PASS love', 'USER ada', 'PASS love:lace', 'PWD')).toEqual([331, 530, 331, 230, 257]);
    expect(await client.codes('USER ada', 'PASS', 'USER', 'REIN', 'PWD')).toEqual([331, 530, 501, 220, 530]);
    expect(await client.codes('USER ada', 'PASS 4', 'USER ada', 'PASS 5')).toEqual([331, 530, 331, 421]);
  });

  it('who is anonymous may read only, and nobody writes unless it was allowed', async () => {
    const client = await called({ write: true });
    expect(await client.codes('USER anonymous', 'PASS me@', 'MKD x', 'STOR x', 'DELE hello.txt')).toEqual([331, 230, 550, 550, 550]);
    expect((await client.get('RETR hello.txt')).text).toBe('hello\r\nthere\r\n');
    expect(await (await guest({})).codes('MKD x', 'STOR x', 'APPE hello.txt', 'DELE hello.txt', 'RNFR hello.txt')).toEqual([
      550, 550, 550, 550, 550,
    ]);
  });

  it('a line that is too long, and too many that are wrong', async () => {
    const client = await guest();
    expect(await client.say('x'.repeat(100_000))).toMatch(/^500 .*8192/);
    await client.send('NO\r\n'.repeat(30));
    expect((await readAll(client.channel)).toString()).toMatch(/421 .*goodbye.\r\n$/);
  });
});

describe('transfers', () => {
  it.each([['127.0.0.1'], ['[::1]']])('come over each kind of data connection on %s', async (host) => {
    const client = await guest({ host });
    const { localIp } = client.channel.facts;
    const data = await listen(`tcp:${host}:0`);
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
      const passive = await open(`tcp:${n.slice(0, 4).join('.')}:${(n[4] ?? 0) * 256 + (n[5] ?? 0)}`);
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
    const { text, replies } = await (await guest()).get(command);
    expect([text, replies.map((r) => r.slice(0, 3))]).toEqual([expect.stringMatching(expected), ['150', '226']]);
  });

  it('a file from a place on, as text, to its end, in place of another, and under a name of its own', async () => {
    const client = await guest();
    const big = pattern(3_000_000);
    writeFileSync(join(root, 'big'), big);
    expect((await client.get('RETR big')).text).toBe(Buffer.from(big).toString());
    expect(await client.codes('REST 6')).toEqual([350]);
    expect((await client.get('RETR hello.txt')).text).toBe('there\n');
    expect((await client.get('RETR hello.txt')).text).toBe('hello\nthere\n');
    await client.say('REST 13');
    expect((await client.get('RETR hello.txt')).replies[0]).toMatch(/^554/);
    expect((await client.put('STOR new', 'one\r\ntwo')).map((r) => r.slice(0, 3))).toEqual(['150', '226']);
    await client.put('APPE new', '!');
    expect(readFileSync(join(root, 'new'), 'utf8')).toBe('one\r\ntwo!');
    await client.say('REST 3');
    await client.put('STOR new', '+');
    expect(readFileSync(join(root, 'new'), 'utf8')).toBe('one+');
    await client.say('TYPE A');
    await client.put('STOR new', 'one\r\ntwo\r\r\nthree\r');
    expect(readFileSync(join(root, 'new'), 'utf8')).toBe('one\ntwo\r\nthree\r');
    expect((await client.get('RETR new')).text).toBe('one\r\ntwo\r\nthree\r');
    const [first] = await client.put('STOU new', 'x');
    expect(first).toBe('150 FILE: new.1');
    expect(statSync(join(root, 'new.1')).mode & 0o777).toBe(0o600);
  });

  it('what breaks off is not taken for all: the old file stays, of a new one the beginning', async () => {
    const client = await guest();
    for (const [name, reply] of [
      ['hello.txt', /^426 .*broke off.$/],
      ['new', /^426 .* 5 bytes of it are kept.$/],
    ] as const) {
      const data = await client.passive();
      await client.say(`STOR ${name}`);
      await data.write(Buffer.from('12345'));
      await new Promise((resolve) => setTimeout(resolve, 50)); // a reset takes what was not read yet with it
      data.abort(new Error('cut'));
      expect(await client.reply()).toMatch(reply);
    }
    expect([readFileSync(join(root, 'hello.txt'), 'utf8'), readFileSync(join(root, 'new'), 'utf8')]).toEqual(['hello\nthere\n', '12345']);
    expect(readdirSync(root).filter((name) => name.includes('part'))).toEqual([]);
  });

  it.each([
    ['as a line', 'ABOR\r\n'],
    ['as clients of telnet send it, without the urgent bytes', '\xff\xf4\xffABOR\r'],
    ['with its data mark', '\xff\xf4\xff\xf2ABOR\r\n'],
  ])('ABOR %s ends a transfer, and STAT tells of it', async (_what, abort) => {
    writeFileSync(join(root, 'big'), pattern(64 << 20));
    const client = await guest();
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
    const client = await guest();
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
  const secure = (channel: Parameters<typeof tlsClient>[0]) => tlsClient(channel, { insecure: true }, stop.signal);

  it('begins on the control connection and on those for data, and what was said before counts for nothing', async () => {
    const client = await called();
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

  it('a file that was cut inside TLS is not taken for whole', async () => {
    const client = await called({ write: true });
    await client.say('AUTH TLS');
    await client.goOn(secure);
    await client.codes('USER guest', 'PASS guest', 'PBSZ 0', 'PROT P');
    const below = await client.passive();
    await client.say('STOR hello.txt');
    const data = await secure(below);
    await data.write(Buffer.from('half'));
    await below.end();
    expect(await client.reply()).toMatch(/^426/);
    expect(readFileSync(join(root, 'hello.txt'), 'utf8')).toBe('hello\nthere\n');
  });
});

describe('lets no one in', () => {
  it('goes to the client’s own machine alone, and to no port of the system (T-B7)', async () => {
    const other = await listen('tcp:127.0.0.2:0');
    let came = 0;
    void (async () => {
      for await (const _ of other) came++;
    })();
    const port = Number(other.addresses[0]?.replace(/.*:/, ''));
    const client = await guest();
    expect(
      await client.codes(
        `PORT ${writePort(Uint8Array.of(127, 0, 0, 2), port)}`,
        `EPRT |1|127.0.0.2|${port}|`,
        'PORT 127,0,0,1,0,25',
        'EPRT |1|127.0.0.1|1023|',
        'EPRT |2|::1|2000|',
        'PORT 1,2,3',
        'NLST',
      ),
    ).toEqual([504, 504, 504, 504, 504, 501, 425]);
    expect([came, said.filter((line) => line.includes('another machine')).length]).toEqual([0, 5]);
    expect(await client.codes('EPSV ALL', 'PASV', 'PORT 127,0,0,1,200,1', 'EPRT |1|127.0.0.1|2000|', 'EPSV')).toEqual([
      200, 503, 503, 503, 229,
    ]);
  });

  it('takes a data connection of the client alone, and one', async () => {
    const client = await guest();
    const port = /\|\|\|(\d+)\|/.exec(await client.say('EPSV'))?.[1];
    const thief = await open(`tcp:127.0.0.1:${port}?bind=127.0.0.2`);
    await readAll(thief).catch(() => {});
    const own = await open(`tcp:127.0.0.1:${port}`);
    expect(await client.say('NLST docs')).toMatch(/^150/);
    expect((await readAll(own)).toString()).toBe('docs/a.txt\r\n');
    await expect.poll(() => said.filter((line) => line.includes('127.0.0.2')).length).toBe(1);
    await expect(open(`tcp:127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('has nothing outside the folder, and no hidden names', async () => {
    const client = await guest();
    for (const path of [
      '../outside',
      '/../outside',
      '..\\outside',
      'link',
      '.secret',
      'docs/../../outside',
      '/etc/passwd',
      'hello.txt\0',
      '%2e%2e/outside',
    ])
      expect((await client.get(`RETR ${path}`)).replies[0], path).toMatch(/^550/);
    expect((await client.get('LIST -a')).text).not.toMatch(/secret|link/);
    for (const path of ['../new', 'link/x', '.hidden', 'a\\b']) expect((await client.put(`STOR ${path}`, 'x'))[0], path).toMatch(/^550/);
  });

  it('bears any lines (F-37)', async () => {
    const client = await guest();
    const word = fc.constantFrom(
      'USER',
      'PASS',
      'LIST',
      'RETR',
      'REST',
      'PORT',
      'EPRT',
      'OPTS',
      'MLST',
      'TYPE',
      'STAT',
      'ABOR',
      'HELP',
      'SITE',
      'NOOP',
    );
    const line = fc
      .oneof(
        fc.tuple(word, fc.string()).map((parts) => parts.join(' ')),
        fc.string(),
      )
      .map((text) => text.replace(/[\r\n]/g, ''));
    await fc.assert(
      fc.asyncProperty(line, async (text) => {
        await client.send(`${text}\r\nNOOP\r\n`);
        for (let reply = ''; !reply.startsWith('200 Still'); ) {
          reply = await client.reply();
          expect(reply).toMatch(/^[1-5]\d\d[ -]/);
          if (reply.startsWith('230')) continue;
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
