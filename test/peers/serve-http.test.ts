/** `wirecat serve http` as its users run it: the samples, with a browser's requests and with curl. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { scratch, start } from '../e2e/program.ts';
import { needs } from '../needs.ts';

const folder = scratch();
const samples = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('wirecat-files-'));

needs('curl')('serves the samples, runs their program, resumes for curl, and leaves nothing behind', async () => {
  const server = start(['serve', 'http', '0', '--cgi'], { TMPDIR: folder });
  const port = (await server.says(/http on 127\.0\.0\.1:(\d+)/))[1] ?? '';
  const at = (path: string): string => `http://127.0.0.1:${port}${path}`;
  expect(samples()).toHaveLength(1);

  expect(await (await fetch(at('/'))).text()).toContain('<h1>Wirecat serves this page</h1>');
  const posted = await fetch(at('/cgi-bin/form'), { method: 'POST', body: new URLSearchParams({ name: 'Ada & <co>' }) });
  expect(await posted.text()).toContain('<tr><th>name<td>Ada &amp; &lt;co&gt;');

  const file = join(folder, 'large.bin');
  execFileSync('curl', ['-s', '-r', '0-999999', '-o', file, at('/large.bin')]);
  execFileSync('curl', ['-s', '-C', '-', '-o', file, at('/large.bin')]);
  expect(statSync(file).size).toBe(40 << 20);
  await server.says(/"GET \/large\.bin HTTP\/1\.1" 206 40943040/);

  server.child.kill('SIGINT');
  expect(await server.exit).toBe(0);
  expect(samples()).toEqual([]);
});
