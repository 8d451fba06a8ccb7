import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isCurrent, stampOf, writeStamp } from '../../scripts/lib/stamp.mjs';

it('what was edited while something was made from it counts as changed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wirecat-stamp-'));
  const [file, stamp] = [join(folder, 'source'), join(folder, 'stamp')];
  writeFileSync(file, 'before');
  const made = stampOf([file]);
  writeFileSync(file, 'after');
  writeStamp(stamp, made);
  expect(isCurrent(stamp, [file])).toBe(false);
  writeStamp(stamp, stampOf([file]));
  expect(isCurrent(stamp, [file])).toBe(true);
  writeFileSync(file, 'after'); // touched
  expect(isCurrent(stamp, [file])).toBe(true);
  rmSync(folder, { recursive: true });
});
