/** FTP and telnet services with the clients that people have: curl, wget, lftp, tnftp, Python's ftplib, telnet. */
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';
import { serve } from '../../src/io/serve/serve.ts';
import { telnet } from '../../src/io/services/telnet/telnet.ts';
import { pattern } from '../conformance/endpoint/suite.ts';
import { FtpBench } from '../ftp-client.ts';
import { needs } from '../needs.ts';

const run = promisify(execFile);
let on: FtpBench;
let port: string;
beforeEach(async () => {
  on = new FtpBench();
  writeFileSync(join(on.root, 'big'), pattern(3_000_000));
  port = (await on.served()).replace(/.*:/, '');
});
afterEach(() => on.close());

/** Standard output. */
const said = async (program: string, ...args: readonly string[]): Promise<string> =>
  (await run(program, [...args], { cwd: on.base, maxBuffer: 1 << 24 })).stdout;

needs('curl').describe('curl', () => {
  needs('curl')('takes files in every way', async () => {
    const url = `ftp://127.0.0.1:${port}/hello.txt`;
    for (const words of [[], ['-P', '-'], ['--disable-epsv'], ['--disable-eprt', '-P', '-'], ['-k', '--ssl-reqd'], ['-r', '0-11']])
      expect(await said('curl', '-sS', ...words, url), words.join(' ')).toBe('hello\nthere\n');
    expect(await said('curl', '-sS', '-l', `ftp://127.0.0.1:${port}/docs/`)).toBe('a.txt\n');
  });

  needs('curl')('goes on where it stopped, and sends', async () => {
    writeFileSync(join(on.base, 'part'), pattern(3_000_000).subarray(0, 1_000_000));
    await said('curl', '-sS', '-C', '-', '-o', 'part', `ftp://127.0.0.1:${port}/big`);
    expect(readFileSync(join(on.base, 'part')).equals(Buffer.from(pattern(3_000_000)))).toBe(true);
    await said('curl', '-sS', '-T', 'part', '-Q', '-RNFR up', '-Q', '-RNTO up2', `ftp://guest:guest@127.0.0.1:${port}/up`);
    await said('curl', '-sSk', '--ssl-reqd', '-T', 'part', `ftp://guest:guest@127.0.0.1:${port}/up3`);
    for (const name of ['up2', 'up3']) expect(readFileSync(join(on.root, name)).length).toBe(3_000_000);
  });
});

needs('wget')('wget takes a whole tree', async () => {
  await said('wget', '-q', '-nH', '-r', `ftp://127.0.0.1:${port}/`);
  expect(['hello.txt', 'docs/a.txt', 'big'].filter((name) => !existsSync(join(on.base, name)))).toEqual([]);
});

needs('lftp')('lftp mirrors both ways, inside TLS', async () => {
  mkdirSync(join(on.base, 'up/sub'), { recursive: true });
  writeFileSync(join(on.base, 'up/sub/x'), 'x');
  const secure = 'set ssl:verify-certificate no; set ftp:ssl-force true; set ftp:ssl-protect-data true; set net:max-retries 1;';
  await said('lftp', '-e', `${secure} open -u guest,guest 127.0.0.1:${port}; mirror / down; mirror -R up up; mv up/sub/x y; rm -r up; bye`);
  expect(readFileSync(join(on.base, 'down/docs/a.txt'), 'utf8')).toBe('a');
  expect([readFileSync(join(on.root, 'y'), 'utf8'), existsSync(join(on.root, 'up'))]).toEqual(['x', false]);
});

needs('tnftp')('tnftp, passive and active', async () => {
  for (const mode of ['-p', '-A']) {
    await said('tnftp', mode, '-V', '-o', `got${mode}`, `ftp://127.0.0.1:${port}/hello.txt`);
    expect(readFileSync(join(on.base, `got${mode}`), 'utf8')).toBe('hello\nthere\n');
  }
});

needs('python3')('ftplib: lists, facts, places, texts, an abort as urgent data, TLS', async () => {
  const script = `
import ftplib, io, ssl
f = ftplib.FTP(); f.connect('127.0.0.1', ${port}, timeout=20); f.login('guest', 'guest')
print(f.nlst('docs'), sorted(n for n, _ in f.mlsd()), f.mkd('q"q'), f.cwd('q"q'), f.pwd(), f.cwd('..'), f.rmd('q"q'))
b = io.BytesIO(); f.retrbinary('RETR big', b.write, rest=2999990); print(len(b.getvalue()))
lines = []; f.retrlines('RETR hello.txt', lines.append); print(lines)
f.storlines('STOR t', io.BytesIO(b'x\\ny')); f.set_pasv(False); print(f.nlst('t')); f.set_pasv(True)
f.voidcmd('TYPE I'); c = f.transfercmd('RETR big'); c.recv(10); print(f.abort()[:3]); c.close(); print(f.getresp()[:3], f.quit()[:3])
t = ftplib.FTP_TLS(context=ssl._create_unverified_context()); t.connect('127.0.0.1', ${port}, timeout=20); t.login('guest', 'guest'); t.prot_p()
b = io.BytesIO(); t.retrbinary('RETR big', b.write); t.storbinary('STOR s', io.BytesIO(b'q' * 100000)); print(len(b.getvalue()), t.size('s'), t.quit()[:3])
`;
  const lines = (await said('python3', '-W', 'ignore', '-c', script)).trim().split('\n');
  expect(lines).toEqual([
    `['docs/a.txt'] ['big', 'docs', 'hello.txt'] /q"q 250 You are in "/q""q". /q"q 250 You are in "/". 250 It is gone.`,
    '10',
    "['hello', 'there']",
    "['t']",
    '426',
    '226 221',
    '3000000 100000 221',
  ]);
});

needs('telnet')('telnet negotiates, and types', async () => {
  const listener = await on.listen();
  serve(telnet, listener, {}, on.stop.signal);
  const child = spawn('telnet', ['127.0.0.1', listener.addresses[0]?.replace(/.*:/, '') ?? ''], { env: { ...process.env, TERM: 'vt220' } });
  let text = '';
  child.stdout.on('data', (bytes: Uint8Array) => {
    text += Buffer.from(bytes);
  });
  await expect.poll(() => text).toContain('wirecat> ');
  // It tells its terminal when it is asked, which takes a while.
  const ask = (): string => {
    child.stdin.write('terminal\n');
    return text;
  };
  await expect.poll(ask, { interval: 200 }).toContain('VT220');
  child.stdin.write('options\n');
  await expect.poll(() => text).toContain('client Will   Terminal Type');
  child.stdin.write('quit\n');
  await expect.poll(() => text).toContain('Goodbye.');
  child.kill();
});
