import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OPENBSD, OURS, serverOf, shell, untilBound, untilListening } from '../e2e/nc-programs.ts';
import { scratch } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';

/** Under the name nc, for it stands before every complaint. */
const REAL = `exec -a nc '${OPENBSD}'`;

/** What both say and end with; `-v` of ours adds a line for each copy. */
const both = async (words: string, limit = 15): Promise<readonly [ours: object, real: object]> => {
  const run = async (nc: string): Promise<object> => {
    const { code, out, err } = await shell(`${nc} ${words} </dev/null`, limit);
    return { code, out, err: err.replace(/^(sent|received) \d+ B, sha256 [0-9a-f]{64}\n/gm, '') };
  };
  return Promise.all([run(OURS), run(REAL)]);
};

const LOOPS = scratch();
symlinkSync('loop', join(LOOPS, 'loop'));

const MISTAKES = [
  '',
  '-x',
  '-Q',
  '--name',
  '-l',
  '-l -p',
  'localhost',
  '-lk',
  '-k localhost 1',
  '-z -l 5',
  '-U',
  '-lU',
  "-U ''",
  '-l no-such-service',
  'localhost no-such-service',
  'localhost 99999',
  'localhost 0',
  'localhost 1-70000',
  '-w x localhost 1',
  '-w -1 localhost 1',
  '-i 1x localhost 1',
  '-q x localhost 1',
  '-W 0 localhost 1',
  '-I 0 localhost 1',
  '-O 99999999999 localhost 1',
  '-T no-such-tos localhost 1',
  '-M 256 localhost 1',
  '-m -1 localhost 1',
  '-V 1 localhost 1',
  '-X 6 localhost 1',
  '-x [::1 localhost 1',
  '-x [::1]z1 localhost 1',
  '-x a:b host 1',
  '-u -x a localhost 1',
  '-l -x a 1',
  '-U -x a b',
  '-s 10.1.2.3 -x a localhost 1',
  '-F -U b',
  '-Z -U b',
  '-U -p 3 b',
  '-l -p 3 localhost',
  '-l -s 127.0.0.1',
  '-l 5 6 7',
  '-l -U a b',
  '-N',
  '-S localhost 1',
  '-S -U /nonexistent/socket',
  '-n host.invalid 1',
  '-6 127.0.0.1 1',
  '-4 ::1 1',
  '-l -n localhost 5',
  "-l '' 5",
  '-s ::1 127.0.0.1 1',
  '-s localhost -4 ::1 1',
  '-p 2147483648 -z 127.0.0.1 1',
  '-p x1 -z 127.0.0.1 1',
  "-l -p ' '",
];

const REFUSALS = [
  '-z 127.0.0.1 1',
  '-zv 127.0.0.1 1',
  '-zv localhost 1',
  '-nzv 127.0.0.1 1-3',
  '-zv 127.0.0.1 3-1 http 7',
  '-zv 127.1 2',
  '-nzv 0x7f.1 2',
  '-zuv 127.0.0.1 9-10',
  '-zu 127.0.0.1 9',
  '127.0.0.1 1',
  '-v 127.0.0.1 -N 1',
  '-s 192.0.2.77 127.0.0.1 1',
  '-s 127.0.0.1 -v 127.0.0.1 1',
  '-p no-such-service 127.0.0.1 1',
  '-U /nonexistent/socket',
  '-lU /nonexistent/socket',
  '-lU /usr',
  '-l 192.0.2.77 5555',
  '-v -x 127.0.0.1:9 host 1',
  `-U ${'x'.repeat(200)}`,
  `-lU ${'x'.repeat(200)}`,
  "-z -v -w 1 127.0.0.1 '1' 2",
  "-p '' -z -v 127.0.0.1 1",
  '-p +0 -z -v 127.0.0.1 1',
  '-x 127.0.0.1: host 1',
  '-4 -z -v ::ffff:127.0.0.1 1',
  '-v ::1%lo 1',
  '-z -v fe80::1%no-such-card 1',
  '-x 127.0.0.1:discard -v host 1',
  '-x 127.0.0.1:65545 -v host 1',
  '-x : -v host 1',
  '-F -u 127.0.0.1 9',
  '-v 127.0.0.1%lo 1',
  `-z -v ${'x'.repeat(300)} 1`,
  '-u -v 127.255.255.255 9',
  '-u -z 127.255.255.255 9',
  '-u -z -v -s 192.0.2.77 127.0.0.1 9',
  '-u -z -v -M 0 127.0.0.1 9',
  '-u -z -v -M 0 ::1 9',
];

needs('nc.openbsd').describe('the words and codes of nc.openbsd', () => {
  it.concurrent.each(MISTAKES)('for the mistake: nc %s', async (words) => {
    const [ours, real] = await both(words);
    expect(ours).toEqual(real);
  });

  it.concurrent.each(REFUSALS)('where the answer is no: nc %s', async (words) => {
    const [ours, real] = await both(words);
    expect(ours).toEqual(real);
  });

  it.concurrent.each(['-v -N 127.0.0.1', '-vN localhost', '-4vN localhost', '-zv localhost', '-nzv 127.0.0.1', '-v -d 127.1'])(
    'where the answer is yes: nc %s PORT',
    async (words) => {
      const { port, server } = await serverOf((socket) => socket.end('hello'));
      const [ours, real] = await both(`${words} ${port}`);
      server.close();
      expect(ours).toEqual(real);
    },
  );

  it.concurrent.each(['-lU', '-luU', '-U', '-uU'])('where a path leads nowhere: nc %s', async (options) => {
    const [ours, real] = await both(`${options} ${join(LOOPS, 'loop', 'socket')}`);
    expect(ours).toEqual(real);
  });

  it('for a host that does not answer', { timeout: 30_000 }, async () => {
    const [ours, real] = await both('-v -w 1 192.0.2.1 9');
    expect(ours).toEqual(real);
  });
});

const UNMARKED = /\d{4,5}$/gm;

needs('nc.openbsd').describe('a listener of nc.openbsd', () => {
  const listen = async (nc: string, options: string, client: (port: string) => string): Promise<string> => {
    const port = await freePort();
    const listener = shell(`${nc} ${options.replace('PORT', port)} </dev/null`);
    await (options.includes('u') ? untilBound(port) : untilListening(port));
    await shell(client(port));
    const { err, code } = await listener;
    return `${err.replace(/^received .*\n/m, '').replace(UNMARKED, 'PORT')}${code}`;
  };

  it.concurrent.each([
    ['-v -l PORT', (port: string) => `echo x | ${OPENBSD} -N 127.0.0.1 ${port}`],
    ['-n -v -l PORT', (port: string) => `echo x | ${OPENBSD} -N 127.0.0.1 ${port}`],
    ['-v -l 127.0.0.1 PORT', (port: string) => `echo x | ${OPENBSD} -N 127.0.0.1 ${port}`],
    ['-v -l -p PORT -s localhost', (port: string) => `echo x | ${OPENBSD} -N 127.0.0.1 ${port}`],
    ['-6 -v -l PORT', (port: string) => `echo x | ${OPENBSD} -N ::1 ${port}`],
    ['-6 -n -v -l PORT', (port: string) => `echo x | ${OPENBSD} -N 127.0.0.1 ${port}`],
    ['-v -u -l -w 1 PORT', (port: string) => `echo x | ${OPENBSD} -u -q 0 127.0.0.1 ${port}`],
  ])('says the same: nc %s', async (options, client) => {
    const [ours, real] = [await listen(OURS, options, client), await listen(REAL, options, client)];
    expect(ours).toBe(real);
  });
});

describe('what ours says beside', () => {
  it('refuses what cannot be done, in a sentence, with exit code 1', async () => {
    for (const [words, sentence] of [
      ['-Z 127.0.0.1 1', 'nc: no DCCP support available (Linux 6.16 has dropped it too)\n'],
      ['-g 10.0.0.1 127.0.0.1 1', 'nc: -g: loose source routing is not supported (routers have dropped such packets for decades)\n'],
      ['-o /nonexistent/log 127.0.0.1 1', 'nc: /nonexistent/log: No such file or directory\n'],
    ] as const)
      expect(await shell(`${OURS} ${words}`)).toMatchObject({ code: 1, out: '', err: sentence });
  });

  it('explains with -v -v how it reads what others read otherwise', async () => {
    const { err } = await shell(`${OURS} -vv -i 3 -q 2 -w 1 127.0.0.1 1`);
    expect(err).toMatch(/^nc: -i 3: 3 s between lines sent .*\nnc: -q 2: .*\nnc: -w 1: .*\nnc: connect to 127.0.0.1 port 1/);
  });

  it('helps on standard error with exit code 0, as the original does', async () => {
    const { code, out, err } = await shell(`${OURS} -h`);
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain('usage: nc [-46CDdFhklNnrStUuvZz]');
    expect(await shell(`${OURS} -v -h`)).toMatchObject({ code: 0, err });
  });
});
