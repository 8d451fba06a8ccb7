/**
 * `npm run test:nodes`: the suites of endpoints, overlays and links on every Node that we support, which npm brings into a temporary folder,
 * one at a time. `npm run test:nodes -- 22 24` takes only those. Ends with `N passed, N failed, N skipped`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countsLine, readCounts } from './lib/counts.mjs';
import { HOST_SUITES } from './lib/host-suites.mjs';
import { at, ROOT } from './lib/paths.mjs';
import { ensureInstalled } from './lib/prepare.mjs';

/** @typedef {import('./lib/counts.mjs').Counts} Counts */

const VERSIONS = ['20', '22', '24', '26'];
/** Milliseconds. */
const LIMITS = { install: 300_000, run: 900_000 };
const REPORTERS = ['--reporter=dot', '--reporter=./test/reporter.ts'];

/**
 * A program with our output; rejects where it ends badly or takes too long.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ ms: number, env?: NodeJS.ProcessEnv, quiet?: boolean }} how
 * @returns {Promise<void>}
 */
const finish = (program, args, { ms, env = process.env, quiet = false }) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'], timeout: ms });
    child.once('error', reject);
    child.once('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(`got ${signal ?? `exit code ${code}`}`))));
  });

/**
 * @param {string} version
 * @param {string} folder
 * @returns {Promise<string>}
 */
const install = async (version, folder) => {
  const name = `node-${process.platform}-${process.arch}`;
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const npm = process.env['npm_execpath'];
  const words = ['install', `--prefix=${folder}`, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${version}`];
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  await finish(program, [...first, ...words], { ms: LIMITS.install, quiet: true }).catch((cause) => {
    throw new Error(`expected npm to bring ${name}@${version}, ${cause.message}`);
  });
  return join(folder, 'node_modules', name, 'bin/node');
};

/**
 * @param {string} version
 * @returns {Promise<Counts>}
 */
const testOn = async (version) => {
  const folder = mkdtempSync(join(tmpdir(), 'wirecat-node-'));
  const file = join(folder, 'counts.json');
  try {
    const node = await install(version, folder);
    await finish(node, ['--version'], { ms: 10_000 });
    const words = [at('node_modules/vitest/vitest.mjs'), 'run', ...REPORTERS, ...HOST_SUITES];
    await finish(node, words, { ms: LIMITS.run, env: { ...process.env, WIRECAT_COUNTS: file } });
    return readCounts(file) ?? FAILED;
  } catch (cause) {
    console.error(`Node ${version}: ${cause instanceof Error ? cause.message : cause}`);
    const counts = readCounts(file) ?? FAILED;
    return counts.failed > 0 ? counts : FAILED;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** @type {Counts} */
const FAILED = { passed: 0, failed: 1, skipped: 0 };

const wanted = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0, failures: /** @type {string[]} */ ([]) };
await ensureInstalled();
for (const version of wanted.length > 0 ? wanted : VERSIONS) {
  const counts = await testOn(version);
  console.log(`Node ${version}: ${countsLine(counts)}`);
  sum.passed += counts.passed;
  sum.failed += counts.failed;
  sum.skipped += counts.skipped;
  sum.failures.push(...(counts.failures ?? []).map((name) => `Node ${version}: ${name}`));
}
const file = process.env['WIRECAT_COUNTS'];
if (file !== undefined) writeFileSync(file, JSON.stringify(sum));
console.log(`\n${countsLine(sum)}`);
process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;
