import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAll } from '../../../../test/conformance/endpoint/suite.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { FtpBench } from '../../../../test/ftp-client.ts';
import { fc, runs } from '../../../../test/property.ts';
import { writePort } from '../../../protocols/ftp/data-ports.ts';
import { ftp } from './ftp.ts';

serviceConformance(ftp);

let on: FtpBench;
beforeEach(() => {
  on = new FtpBench();
});
afterEach(() => on.close());

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
      'commands without their argument, and those of the papers that are not done here',
      ['CWD', 'TYPE', 'SIZE', 'RETR', 'STOR', 'PORT', 'SMNT /', 'LANG en', 'LIST', 'XYZZY'],
      ['501 Say CWD FOLDER.', '501', '501', '501', '501', '501', '502', '502', '425', '500'],
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
    ['TLS without TLS', ['PBSZ 0', 'PROT P', 'AUTH GSSAPI', 'AUTH SSL', 'CCC'], ['503', '503', '504', '504', '533']],
    ['a transfer without a connection', ['RETR hello.txt', 'STOR new', 'LIST'], ['425', '425', '425']],
  ])('%s', async (_what, lines, replies) => {
    const client = await on.guest();
    for (const [i, line] of lines.entries()) expect(await client.say(line), line).toContain(replies[i] ?? '?');
    expect(await client.say('QUIT')).toMatch(/^221 /);
    expect(await readAll(client.channel)).toHaveLength(0);
  });

  it('FEAT and HELP say what there is (RFC 2389)', async () => {
    const client = await on.called();
    expect(await client.say('FEAT')).toMatch(/^211-.*\n( [A-Z].*\n)+211 End\.$/);
    expect(await client.say('HELP')).toMatch(/ABOR .*STOR/s);
  });

  it('nothing is told and nothing given before the login, and a wrong password lets nobody in', async () => {
    const client = await on.called({ user: ['ada:love:lace'] });
    expect(await client.codes('PWD', 'RETR hello.txt', 'PASV', 'PASS x', 'USER guest', 'PASS guest')).toEqual([
      530, 530, 530, 503, 331, 530,
    ]);
    expect(await client.codes('USER ada', 'PASS love', 'USER ada', 'PASS love:lace', 'PWD')).toEqual([331, 530, 331, 230, 257]);
    expect(await client.codes('USER ada', 'PASS', 'USER', 'REIN', 'PWD')).toEqual([331, 530, 501, 220, 530]);
    expect(await client.codes('USER ada', 'PASS 4', 'USER ada', 'PASS 5')).toEqual([331, 530, 331, 421]);
  });

  it('who is anonymous may read only, and nobody writes unless it was allowed', async () => {
    const client = await on.called();
    expect(await client.codes('USER anonymous', 'PASS me@', 'MKD x', 'STOR x', 'DELE hello.txt')).toEqual([331, 230, 550, 550, 550]);
    expect((await client.get('RETR hello.txt')).text).toBe('hello\r\nthere\r\n');
    expect(await (await on.guest({ write: false })).codes('MKD x', 'STOR x', 'APPE hello.txt', 'DELE hello.txt', 'RNFR hello.txt')).toEqual(
      [550, 550, 550, 550, 550],
    );
  });

  it('a line that is too long, and too many that are wrong', async () => {
    const client = await on.guest();
    expect(await client.say('x'.repeat(100_000))).toMatch(/^500 .*8192/);
    await client.send('NO\r\n'.repeat(30));
    expect((await readAll(client.channel)).toString()).toMatch(/421 .*goodbye.\r\n$/);
  });
});

describe('lets no one in', () => {
  it('goes to the client’s own machine alone, and to no port of the system (T-B7)', async () => {
    const other = await on.listen('tcp:127.0.0.2:0');
    let came = 0;
    void (async () => {
      for await (const _ of other) came++;
    })();
    const port = Number(other.addresses[0]?.replace(/.*:/, ''));
    const client = await on.guest();
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
    expect([came, on.said.filter((line) => line.includes('another machine')).length]).toEqual([0, 5]);
    expect(await client.codes('EPSV ALL', 'PASV', 'PORT 127,0,0,1,200,1', 'EPRT |1|127.0.0.1|2000|', 'EPSV')).toEqual([
      200, 503, 503, 503, 229,
    ]);
  });

  it('takes a data connection of the client alone, and one', async () => {
    const client = await on.guest();
    const port = /\|\|\|(\d+)\|/.exec(await client.say('EPSV'))?.[1];
    const thief = await on.open(`tcp:127.0.0.1:${port}?bind=127.0.0.2`);
    await readAll(thief).catch(() => {});
    const own = await on.open(`tcp:127.0.0.1:${port}`);
    expect(await client.say('NLST docs')).toMatch(/^150/);
    expect((await readAll(own)).toString()).toBe('docs/a.txt\r\n');
    await expect.poll(() => on.said.filter((line) => line.includes('127.0.0.2')).length).toBe(1);
    await expect(on.open(`tcp:127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('has nothing outside the folder, and no hidden names', async () => {
    const client = await on.guest();
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
    for (const path of ['link/x', '.hidden', 'a\\b']) expect((await client.put(`STOR ${path}`, 'x'))[0], path).toMatch(/^550/);
  });

  it('bears any lines (F-37)', async () => {
    const client = await on.guest();
    const word = fc.constantFrom(
      'USER',
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
          if (reply.startsWith('421')) throw new Error(JSON.stringify([text, reply]));
          expect(reply).toMatch(/^[1-5]\d\d[ -]/);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
