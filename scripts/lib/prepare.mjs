/** Brings a checkout to where it can run: installs and builds what is missing or stale, and nothing else. Needs Node and npm only. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { withLock } from './lock.mjs';
import { at, ROOT } from './paths.mjs';
import { filesBelow, isCurrent, stampOf, writeStamp } from './stamp.mjs';

const INSTALL_STAMP = at('node_modules/.wirecat-stamp');
const CLI_STAMP = at('dist/cli/.stamp');
const PAGE_STAMP = at('dist/.page-stamp');

/**
 * Installs the development packages if needed, then builds the program if needed, and the page where somebody wants it. Progress goes to
 * standard error.
 * @param {{ page?: boolean }} [what]
 */
export const prepare = async ({ page = false } = {}) => {
  checkNode();
  await ensureInstalled();
  await ensureBuilt(CLI_STAMP, cliInputs, 'building the program', async () => (await import('./build-cli.mjs')).buildCli());
  if (page) await ensureBuilt(PAGE_STAMP, pageInputs, 'building the page', async () => (await import('./build-page.mjs')).buildPage());
};

export const ensureInstalled = async () => {
  const files = [at('package-lock.json')];
  if (isCurrent(INSTALL_STAMP, files)) return;
  if (hasLockedPackages()) return writeStamp(INSTALL_STAMP, stampOf(files));
  await withLock(at('.install-lock'), () => {
    if (isCurrent(INSTALL_STAMP, files)) return;
    step('installing the development packages (npm ci)', install);
    writeStamp(INSTALL_STAMP, stampOf(files));
  });
};

/**
 * @param {string} stamp
 * @param {() => string[]} inputs
 * @param {string} what
 * @param {() => Promise<void>} build
 */
const ensureBuilt = async (stamp, inputs, what, build) => {
  if (isCurrent(stamp, inputs())) return;
  mkdirSync(at('dist'), { recursive: true });
  await withLock(at('dist/.lock'), async () => {
    // Another process may have built meanwhile, and files may have changed.
    const now = inputs();
    if (isCurrent(stamp, now)) return;
    const made = stampOf(now);
    await stepAsync(what, build);
    writeStamp(stamp, made);
  });
};

/** What the program is made from. */
const cliInputs = () => [
  ...filesBelow(['src'], (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('/web/app/')),
  ...filesBelow(['scripts/lib', 'package.json', 'package-lock.json', 'tsconfig.base.json']),
];

/** What the page is made from; the one that is saved takes captures apart by itself. */
const pageInputs = () => [
  ...filesBelow(
    ['core', 'wire', 'protocols', 'formats', 'analysis', 'view', 'web'].map((floor) => `src/${floor}`),
    (path) => /\.(tsx?|css|html)$/.test(path) && !/\.test\.tsx?$/.test(path),
  ),
  ...filesBelow(['scripts/lib/build-page.mjs', 'package-lock.json']),
];

const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`wirecat: expected Node 20.19 or newer, got ${process.versions.node}`);
  process.exit(2);
};

/** Whether what npm says it has installed is what the lock file asks for, as after an `npm ci` of the user's own. */
const hasLockedPackages = () => {
  try {
    const locked = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(at('node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(locked).every(([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version);
  } catch {
    return false;
  }
};

const install = () => {
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--ignore-scripts', '--include=dev', '--loglevel=error', '--no-progress'];
  // Standard input belongs to the program that runs afterwards.
  const run = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] })
    : spawnSync('npm', args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  if (run.status !== 0) throw new Error(`npm ci ended with ${run.status ?? run.signal ?? run.error?.message}`);
};

/**
 * @param {string} what
 * @param {() => void} work
 */
const step = (what, work) => {
  const done = announce(what);
  work();
  done();
};
/**
 * @param {string} what
 * @param {() => Promise<void>} work
 */
const stepAsync = async (what, work) => {
  const done = announce(what);
  await work();
  done();
};

/** @param {string} what */
const announce = (what) => {
  const started = performance.now();
  process.stderr.write(`wirecat: ${what} … `);
  return () => process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
};
