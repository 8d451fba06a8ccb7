/**
 * Checks what users of the package get: packs it, unpacks it into a project of its own, and there runs the program,
 * imports the library by name and compiles against its declarations.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from './lib/npm.mjs';
import { at } from './lib/paths.mjs';
import { collect } from './lib/run.mjs';

/** @type {string[]} */
const complaints = [];
const { bin, engines, exports, files, version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

/** @param {string} folder */
const install = async (folder) => {
  const packed = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  const [{ filename, size }] = JSON.parse(packed.text.slice(packed.text.indexOf('[')));
  if (size > PACKAGE_LIMIT) complaints.push(`the package: expected at most ${PACKAGE_LIMIT} B, got ${size}`);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }));
  const installed = await npm(['install', '--ignore-scripts', '--offline', '--no-audit', '--no-fund', `./${filename}`], { cwd: folder });
  if (installed.code !== 0) complaints.push(`npm install of the package: ${installed.text}`);
};

/** @param {string} folder */
const runProgram = async (folder) => {
  const link = join(folder, 'node_modules/.bin/wirecat');
  const said = await collect(process.execPath, [link, '--version'], { cwd: folder });
  if (said.text !== `wirecat ${version}\n`) complaints.push(`wirecat --version: expected wirecat ${version}, got ${said.text}`);
  const help = await collect(process.execPath, [link, '-h'], { cwd: folder });
  if (help.code !== 0 || !help.text.includes('wirecat COMMAND …')) complaints.push(`wirecat -h: ${help.text}`);
};

/** Every module can be loaded by its subpath, and the declarations stand on their own. @param {string} folder */
const useLibrary = async (folder) => {
  const root = join(folder, 'node_modules/wirecat/dist/lib');
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
  const names = paths.map((path) => `wirecat/${path.replaceAll('\\', '/').slice(0, -'.js'.length)}`);
  if (names.length === 0) complaints.push('dist/lib: expected modules, got none; npm run build makes them');
  if (!paths.includes('index.js')) complaints.push("the library's front door: expected dist/lib/index.js");
  else if (exports['.'] !== undefined) names.push('wirecat');
  const source = names.map((name, i) => `import * as m${i} from '${name}';`).join('\n');
  const text = `${source}\nexport const all = [${names.map((_, i) => `m${i}`).join(', ')}];\n`;
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/use.ts'), text);
  writeFileSync(join(folder, 'src/use.js'), text);
  const ran = await collect(process.execPath, ['src/use.js'], { cwd: folder });
  if (ran.code !== 0) complaints.push(`importing the library: ${ran.text}`);
  const types = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--types',
    'node',
    '--typeRoots',
    at('node_modules/@types'),
  ];
  const compiled = await collect(process.execPath, [at('node_modules/typescript/bin/tsc'), ...types, 'src/use.ts'], { cwd: folder });
  if (compiled.code !== 0) complaints.push(`compiling against the declarations:\n${compiled.text}`);
};

const checkNames = () => {
  if (bin?.wirecat !== 'bin/wirecat') complaints.push('package.json: expected bin.wirecat to be bin/wirecat');
  if (engines?.node !== '>=20.19') complaints.push('package.json: expected engines.node to be >=20.19');
  for (const wanted of ['bin', 'dist', 'README.md', 'CHANGELOG.md', 'LICENSE'])
    if (!files?.includes(wanted)) complaints.push(`package.json: expected files to list ${wanted}`);
};

/** Bytes, packed. Most are the commands' files, each whole by itself (decision 0002); texts in two languages, the page and the library are a quarter. */
const PACKAGE_LIMIT = 8_500_000;

const folder = mkdtempSync(join(tmpdir(), 'wirecat-package-'));
try {
  checkNames();
  await install(folder);
  await Promise.all([runProgram(folder), useLibrary(folder)]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const complaint of complaints) console.log(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;
