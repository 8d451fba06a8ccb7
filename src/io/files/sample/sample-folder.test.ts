/** The sample site: what it holds can be read, its program runs, and it goes away. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { openFiles } from '../files.ts';
import { type SampleFolder, sampleFolder } from './sample-folder.ts';

let folder: SampleFolder;
afterEach(() => folder.remove());

it('is a small site with a large file, which goes when it is no more wanted', () => {
  folder = sampleFolder();
  const files = openFiles(folder.path);
  expect(files.list('/').map(({ name }) => name)).toEqual(['cgi-bin', 'form.html', 'index.html', 'large.bin', 'text', 'wire.png']);
  expect(files.look('/large.bin').size).toBe(40 << 20);
  folder.remove();
  folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

it('has a program that answers its form, with what came escaped', () => {
  folder = sampleFolder();
  const program = openFiles(folder.path, { programs: 'cgi-bin' }).program('/cgi-bin/form');
  const run = (env: Readonly<Record<string, string>>, input = ''): string =>
    spawnSync(program, {
      env: { PATH: process.env['PATH'] ?? '', SCRIPT_NAME: '/cgi-bin/form', REMOTE_ADDR: '::1', ...env },
      input,
    }).stdout.toString();
  expect(run({ REQUEST_METHOD: 'GET', QUERY_STRING: 'name=A%26B+%3Cc%3E&none&x=1%3D1%zz' })).toContain(
    '<tr><th>name<td>A&amp;B &lt;c&gt;\n<tr><th>none<td>\n<tr><th>x<td>1=1%zz\n',
  );
  const body = 'name=J%C3%B6rg';
  const posted = run({ REQUEST_METHOD: 'POST', CONTENT_LENGTH: String(body.length) }, `${body}&more=no`);
  expect(posted).toContain('<tr><th>name<td>Jörg\n</table>');
});
