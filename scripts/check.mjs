/**
 * `npm run check`: everything that is checked without running the tests, two parts at a time; what CI runs.
 * `npm run check -- NAME…` runs only those parts. Ends with `N passed, N failed, N skipped`.
 */
import { writeFileSync } from 'node:fs';
import { countsLine } from './lib/counts.mjs';
import { at } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { collect } from './lib/run.mjs';

/** @typedef {{ name: string, does: string, args: readonly string[] }} Part */

/** @param {string} name */
const tool = (name) => at(`node_modules/${name}`);
const tsc = tool('typescript/bin/tsc');

/** The longest first. @type {readonly Part[]} */
const PARTS = [
  { name: 'package', does: 'what users install runs, loads and compiles', args: [at('scripts/check-package.mjs')] },
  { name: 'unused', does: 'no unused file or dependency (knip)', args: [tool('knip/bin/knip.js'), '--no-progress'] },
  { name: 'lint', does: 'format and lint (biome)', args: [tool('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings'] },
  { name: 'types-pure', does: 'pure floors compile without any host', args: [tsc, '-p', 'tsconfig.pure.json'] },
  { name: 'types', does: 'all sources compile', args: [tsc, '-p', 'tsconfig.json'] },
  { name: 'types-page', does: 'the page compiles for browsers', args: [tsc, '-p', 'tsconfig.page.json'] },
  { name: 'types-test', does: 'tests, benches and examples compile', args: [tsc, '-p', 'tsconfig.test.json'] },
  { name: 'types-scripts', does: 'scripts compile', args: [tsc, '-p', 'tsconfig.scripts.json'] },
  { name: 'imports', does: 'imports go down the floors', args: [at('scripts/check-imports.mjs')] },
  { name: 'source', does: 'sources say nothing they must not', args: [at('scripts/check-source.mjs')] },
  { name: 'docs', does: 'generated documentation is current', args: [at('scripts/docs.mjs'), '--check'] },
  { name: 'links', does: 'links between documents lead somewhere', args: [at('scripts/check-links.mjs')] },
  { name: 'lock', does: 'the lock file is complete', args: [at('scripts/lock.mjs'), '--check'] },
];

/** @param {Part} part */
const runPart = async (part) => {
  const started = performance.now();
  const { code, text } = await collect(process.execPath, part.args, { env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined } });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${part.name.padEnd(13)} ${seconds.padStart(5)} s  ${part.does}`);
  if (code !== 0) console.log(text.trimEnd().replace(/^/gm, '       | '));
  return code === 0;
};

/** @param {readonly Part[]} parts */
const runAll = async (parts) => {
  const waiting = [...parts];
  const counts = { passed: 0, failed: 0, skipped: 0, failures: /** @type {string[]} */ ([]) };
  const worker = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const passed = await runPart(part);
      counts[passed ? 'passed' : 'failed']++;
      if (!passed) counts.failures.push(`check ${part.name}`);
    }
  };
  await Promise.all([worker(), worker()]);
  return counts;
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !PARTS.some((part) => part.name === name));
const counts = { passed: 0, failed: 1, skipped: 0 };
if (unknown.length > 0) console.error(`check: expected ${PARTS.map((part) => part.name).join(', ')}, got ${unknown.join(', ')}`);
else {
  try {
    await prepare();
    if (chosen.length === 0 || chosen.includes('package')) await collect(process.execPath, [at('scripts/build.mjs')]);
    Object.assign(counts, await runAll(PARTS.filter((part) => chosen.length === 0 || chosen.includes(part.name))));
  } catch (error) {
    console.error(`check: ${error instanceof Error ? error.message : error}`);
  }
}
const file = process.env['WIRECAT_COUNTS'];
if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
console.log(`\n${countsLine(counts)}`);
process.exitCode = counts.failed === 0 ? 0 : 1;
