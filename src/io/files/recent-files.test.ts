/** Short files are kept, and never given when the path leads to something else by then. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFiles } from './files.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wirecat-recent-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Written, and left alone for so long that it may be kept. */
const settled = async (path: string, text: string): Promise<void> => {
  writeFileSync(join(root, path), text);
  await expect.poll(() => Date.now() - statSync(join(root, path)).ctimeMs).toBeGreaterThan(150);
};

it('follows every change of a file, its name and the way there', async () => {
  mkdirSync(join(root, 'a'));
  mkdirSync(join(root, 'b'));
  await settled('a/x', 'old a');
  await settled('b/x', 'old b');
  symlinkSync('a', join(root, 'way'));
  const files = openFiles(root);
  const read = async (path: string): Promise<string> => {
    await nextTurn();
    try {
      const file = files.open(path);
      const bytes = new Uint8Array(file.size);
      file.readNow(bytes, 0);
      file.close();
      return Buffer.from(bytes).toString();
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const both = async (): Promise<readonly string[]> => [await read('/way/x'), await read('/way/x')];
  expect(await both()).toEqual(['old a', 'old a']);
  unlinkSync(join(root, 'way'));
  symlinkSync('b', join(root, 'way'));
  expect(await both()).toEqual(['old b', 'old b']);
  const { mtime } = statSync(join(root, 'b/x'));
  writeFileSync(join(root, 'b/x'), 'new b');
  utimesSync(join(root, 'b/x'), mtime, mtime);
  expect(await both()).toEqual(['new b', 'new b']);
  writeFileSync(join(root, 'b/y'), 'other');
  renameSync(join(root, 'b/y'), join(root, 'b/x'));
  expect(await both()).toEqual(['other', 'other']);
  unlinkSync(join(root, 'way'));
  symlinkSync('/etc', join(root, 'way'));
  expect(await both()).toEqual(['ENOENT', 'ENOENT']);
  expect(await read('/way/hostname')).toBe('ENOENT');
  unlinkSync(join(root, 'b/x'));
  expect(await read('/b/x')).toBe('ENOENT');
});

it('gives no kept file by a name that is not served', async () => {
  await settled('x', 'here');
  const files = openFiles(root);
  files.open('/x').close();
  for (const path of ['/../x', '/y/../x', `/../${root.split('/').at(-1)}/x`]) expect(() => files.open(path)).toThrow(/ENOENT/);
});
