/** `npm test`: prepares the checkout, runs every test, and ends with the line `N passed, N failed, N skipped`. Words go to vitest. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCounts } from './lib/counts.mjs';
import { at } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { run } from './lib/run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'wirecat-test-'));
const countsFile = process.env['WIRECAT_COUNTS'] ?? join(folder, 'counts.json');
try {
  // Tests that open browsers need what a browser gets.
  await prepare({ page: process.argv.includes('vitest.page.config.ts') });
  const vitest = [at('node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)];
  const { code } = await run(process.execPath, vitest, { env: { ...process.env, WIRECAT_COUNTS: countsFile } });
  if (readCounts(countsFile) === undefined) closeWithFailure(`vitest ended with ${code} before it could count`);
  else process.exitCode = code;
} catch (error) {
  closeWithFailure(error instanceof Error ? error.message : String(error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} why */
function closeWithFailure(why) {
  console.error(`wirecat: ${why}`);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exitCode = 1;
}
