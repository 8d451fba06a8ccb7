/**
 * Completes package-lock.json after `npm install`, so that `npm ci` accepts it everywhere.
 *
 * Packages with native parts name one optional package a platform. npm leaves those out of the lock file that its registry did not
 * have at that time (mirrors often carry a few platforms only), and `npm ci` then refuses the whole file. Each that is missing gets an
 * entry with the version its parent asks for and the platform its name tells; npm skips it on any other platform without asking for it.
 *
 * `node scripts/lock.mjs` writes; `--check` only says what is missing and fails.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { at } from './lib/paths.mjs';

/** @typedef {{ version: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Locked */

const OS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const CPU = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** @param {Record<string, Locked>} packages */
const missingPlatforms = (packages) => {
  /** @type {[path: string, entry: Locked][]} */
  const missing = [];
  for (const parent of Object.values(packages))
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const known = Object.keys(packages).some((path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`));
      if (!known) missing.push([`node_modules/${name}`, platformEntry(name, version, parent.dev === true)]);
    }
  return missing;
};

/**
 * @param {string} name
 * @param {string} version
 * @param {boolean} dev
 * @returns {Locked}
 */
const platformEntry = (name, version, dev) => {
  const words = name.split(/[/-]/).map((word) => (word === 'gnueabihf' || word === 'musleabihf' || word === 'eabi' ? '' : word));
  const os = words.filter((word) => OS.includes(word));
  const cpu = words.filter((word) => CPU.includes(word));
  if (!/^\d+\.\d+\.\d+$/.test(version) || os.length !== 1 || cpu.length !== 1)
    throw new Error(`package-lock.json: expected one platform and one version of ${name}, got "${version}"`);
  const libc = /musl/.test(name) ? ['musl'] : /gnu/.test(name) ? ['glibc'] : undefined;
  return { version, cpu, ...(dev ? { dev } : {}), ...(libc === undefined ? {} : { libc }), optional: true, os };
};

const file = at('package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingPlatforms(lock.packages);
if (process.argv.includes('--check')) {
  for (const [path, { version }] of missing)
    console.error(`package-lock.json: ${path}@${version} is missing; node scripts/lock.mjs adds it`);
  process.exitCode = missing.length === 0 ? 0 : 1;
} else if (missing.length > 0) {
  const packages = { ...lock.packages, ...Object.fromEntries(missing) };
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.error(`package-lock.json: ${missing.length} platforms added`);
}
