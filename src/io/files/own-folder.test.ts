import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownFolder } from './own-folder.ts';

it('removes the folder of a process that is gone, and none of one that lives', () => {
  const mine = ownFolder('test');
  expect(mine.startsWith(join(tmpdir(), 'wirecat-test-'))).toBe(true);
  const gone = spawnSync('true').pid;
  const stale = mine.replace(`.${process.pid}-`, `.${gone}-`);
  mkdirSync(stale);
  writeFileSync(join(stale, 'file'), '');
  const second = ownFolder('test');
  expect([mine, stale, second].map(existsSync)).toEqual([true, false, true]);
  rmSync(mine, { recursive: true });
  rmSync(second, { recursive: true });
});
