/** What Ncat says to words that make no sense, or no connection: standard output, standard error and exit code, beside the real one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { start, startOther, wirecat } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { NCAT } from './ncat-side.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-ncat-words-'));
  writeFileSync(join(folder, 'hosts'), '10.0.0.1 nope.invalid\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Each a line as typed; nobody listens on port 1, and FOLDER has a file `hosts` with a bad name. */
const LINES = `
-y
--foo
--ver
--s
--de=/x
-p
--proxy
--listen=3
--version
--version -y
-v --version
-w 0 127.0.0.1 1
-w 1d 127.0.0.1 1
-w 1S 127.0.0.1 1
-w 0.5 127.0.0.1 1
-w 2147483 127.0.0.1 1
-i 200 127.0.0.1 1
-d -5 127.0.0.1 1
127.0.0.1 1
-v 127.0.0.1 1
-z 127.0.0.1 1
-vz 127.0.0.1 1
8080
127.0.0.1 65536
127.0.0.1 http
127.0.0.1 1 2
127.0.0.1 1 -- -v
-l -p 5 127.0.0.1 1x
-p 70000 127.0.0.1 1
-p -5 127.0.0.1 1
-p 5x 127.0.0.1 1
-c a -e b
-G 5 127.0.0.1 1
-g 1,2,3,4,5,6,7,8,9 127.0.0.1 1
-g foo.invalid 127.0.0.1 1
-z -l 1111
-z -t 127.0.0.1 1
-z -e /x 127.0.0.1 1
-l -s 1.2.3.4
-s foo.invalid 127.0.0.1 1
--chat 127.0.0.1 1
-k 127.0.0.1 1
-m 3 127.0.0.1 1
-m -1 127.0.0.1 1
-l -m -1 -k -u 61999
--allow 10.0.0.1 127.0.0.1 1
--deny 10.0.0.1 127.0.0.1 1
-U
-l -U
-U /nonexistent
-U -l /nonexistent/x
-U --ssl x
-U --proxy a x
-U -p 3 x
-U -l --broker x
--vsock --ssl 1
--proxy-type http 127.0.0.1 1
-l --proxy-type socks4
--proxy a --proxy b c
--proxy-auth a --proxy-auth b
--proxy-dns foo
--proxy 127.0.0.1 --proxy-type foo 127.0.0.1 1
--proxy nope.invalid 127.0.0.1 1
--proxy [::1 127.0.0.1 1
--proxy 127.0.0.1:x 127.0.0.1 1
--proxy 127.0.0.1:1 127.0.0.1 1
--proxy 127.0.0.1:1 --proxy-type socks5 -z 127.0.0.1 1
--proxy 127.0.0.1:1 -6 ::1 1
-u --ssl -s 192.0.2.77 127.0.0.1 1
--proxy 127.0.0.1:1 -l
-u -l -k 61999
-l --broker -e /bin/true
-t --proxy-type http -l
-l --allow 1.2.3.4/33 61999
-l --allow 127.0.0.1/a 61999
-l --allow 127.0.0.3-1 61999
-l --allow nope.invalid 61999
-l -6 --allow localhost 61999
-l -n --allow localhost 61999
-l --allow 127.0.0.1,nope.invalid 61999
-l --allow 127.0.0.1-3/33 61999
-l --allow 127.0.0.256 61999
-l --allow * 61999
-l --allowfile /nonexistent 61999
-l --denyfile FOLDER/hosts 61999
-u --ssl -l 61999
-l --ssl-alpn foo 61999
--ssl-alpn , 127.0.0.1 1
--ssl-trustfile /nonexistent 127.0.0.1 1
--ssl-verify --ssl-trustfile /dev/null 127.0.0.1 1
--ssl-key /nonexistent 127.0.0.1 1
-l --ssl --ssl-cert /nonexistent --ssl-key /nonexistent 61999
-l --ssl --ssl-ciphers NOPE 61999
--nsock-engine foo 127.0.0.1 1
nope.invalid 1
-n localhost 1
-n 127.1 1
-6 127.0.0.1 1
-l -4 ::1 1
-l 192.0.2.1 61999
-o FOLDER/no/x 127.0.0.1 1
--lua-exec a --exec b 127.0.0.1 1
-s 127.0.0.1 ::1 1
--ssl --ssl-ciphers ALL 127.0.0.1 1
--proxy [::1]x 127.0.0.1 1
--proxy [::1]x:y 127.0.0.1 1
-l --allow ::1%lo 192.0.2.1 1
-l --allow localhost/999 192.0.2.1 1
-l --denyfile FOLDER 192.0.2.1 1
-G 4 127.0.0.1 1
-g 127.0.0.1 127.0.0.1 1
-n 0x 1
-x FOLDER 127.0.0.1 1
`;

const AT_ONCE = 4;

needs('ncat').describe('ncat: the same words', () => {
  it('as the real one says', async () => {
    const lines = LINES.trim().split('\n');
    const run = async (program: 'real' | 'ours', line: string): Promise<string> => {
      const words = line.replaceAll('FOLDER', folder).split(' ');
      const running = program === 'real' ? startOther(NCAT, words) : start(['ncat', ...words]);
      await running.end();
      const code = await running.exit;
      return `${line}: ${code} ${running.out} ${running.err.replace(/^(libnsock|NCAT DEBUG).*\n/gm, '')}`;
    };
    const both = async (line: string): Promise<readonly [string, string]> => Promise.all([run('ours', line), run('real', line)]);
    for (let i = 0; i < lines.length; i += AT_ONCE)
      for (const [ours, real] of await Promise.all(lines.slice(i, i + AT_ONCE).map(both))) expect(ours).toBe(real);
  }, 120_000);
});

it('refuses in a sentence what cannot be had here', () => {
  const refusal = (...words: string[]): string => {
    const { code, out, err } = wirecat(['ncat', ...words]);
    expect([code, out]).toEqual([2, '']);
    return err;
  };
  expect(refusal('-4', '-g', '127.0.0.1', '127.0.0.1', '1')).toMatch(/^Ncat: Sorry, source routing .* QUITTING\.\n$/);
  expect(refusal('--sctp', '127.0.0.1', '1')).toMatch(/^Ncat: SCTP is not supported here: .* QUITTING\.\n$/);
  expect(refusal('--vsock', '1', '1')).toMatch(/^Ncat: vsock sockets are not supported here: .* QUITTING\.\n$/);
  expect(refusal('--lua-exec', 'x.lua', '127.0.0.1', '1')).toMatch(/^Ncat: --lua-exec is not supported here: .* QUITTING\.\n$/);
  expect(refusal('-u', '-l', '--broker')).toMatch(/^Ncat: UDP mode does not support connection brokering/);
});

it('shows what steers a terminal as text, whoever typed it', () => {
  const { err } = wirecat(['ncat', '--proxy', '[\x1b[0;owned\x07', 'h', '1']);
  expect(err).toBe('Ncat: Invalid proxy IPv6 address "[\\x1b[0;owned\\x07". QUITTING.\n');
});
