/** Builds dist/cli, the program: a small CommonJS entry, a bundle a command with what it loads later, help texts ready to print. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build, transform } from 'esbuild';
import { deferNodeModules } from './defer.mjs';
import { at, ROOT } from './paths.mjs';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

export const buildCli = async () => {
  mkdirSync(at('dist'), { recursive: true });
  const made = mkdtempSync(at('dist/.making-'));
  try {
    const commands = await describeCommands(made);
    await Promise.all([
      bundleEntry(made, commands),
      bundle({ ahead: AHEAD }, made, {}),
      bundleCommands(made, commands),
      bundle({ compile: COMPILE }, made, {}),
    ]);
    for (const words of USUAL) compileCommand(made, words);
    for (const { words, keys } of ON_TERMINAL) compileOnTerminal(made, words, keys);
    for (const name of ['describe.cjs', 'compile.cjs']) rmSync(join(made, name));
    putInPlace(made, at('dist/cli'));
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
};

/**
 * Loads every command's declaration once and writes down what is asked for at run time without loading them: help and completion.
 * @param {string} made
 * @returns {Promise<{ name: string, helpStream?: string, helpExit?: number }[]>}
 */
const describeCommands = async (made) => {
  const file = join(made, 'describe.cjs');
  await bundle({ describe: DESCRIBE }, made, {});
  const { texts, tables, entries } = await require(file).describe(version);
  delete require.cache[file];
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(made, 'help', name)), { recursive: true });
    writeFileSync(join(made, 'help', `${name}.txt`), text);
  }
  writeFileSync(join(made, 'commands.json'), JSON.stringify(tables));
  return entries;
};

/**
 * @param {string} made
 * @param {readonly { name: string }[]} commands
 */
const bundleEntry = (made, commands) => bundle({ wirecat: "import './main.ts';" }, made, { WIRECAT_COMMANDS: JSON.stringify(commands) });

/**
 * @param {string} made
 * @param {readonly { name: string }[]} commands
 */
const bundleCommands = async (made, commands) => {
  const names = commands.map(({ name }) => name);
  const others = names.filter((name) => !APART.includes(name) && !WITH_READ.includes(name));
  await Promise.all([
    bundle({ overview: OVERVIEW }, made, {}),
    ...names
      .filter((name) => APART.includes(name))
      .map((name) => bundleCommand(made, name, commandSource(name), name === 'read' ? besideRead() : {})),
    bundleCommand(made, 'others', othersSource(others)),
  ]);
  for (const name of others) writeFileSync(join(made, `commands/${name}.cjs`), otherSource(name));
};

/** What is started most often, or has to start quickest: each with a file of its own. The others share one, which costs them some 10 ms. */
const APART = ['capture', 'connect', 'link', 'listen', 'nc', 'ncat', 'read', 'serve', 'version'];

/** Commands that need no more than what `read` has, and share its files. */
const WITH_READ = ['complete'];

/** What shares the files of `read`: those, and what runs in a thread of it. */
const besideRead = () => ({
  'commands/ahead': "export { runAhead } from '../run/ahead/ahead-thread.ts';",
  ...Object.fromEntries(WITH_READ.map((name) => [`commands/${name}`, commandSource(name)])),
});

/**
 * A file of commands, and beside it what they load only when that is asked for. Each has copies of its own: a file more to find and open
 * costs as much as 40 KB more to read.
 * @param {string} made
 * @param {string} name
 * @param {string} source
 * @param {Record<string, string>} [beside]
 */
const bundleCommand = async (made, name, source, beside) => {
  const result = await build({
    ...common({ [`commands/${name}`]: source, ...beside }, made, {}),
    format: 'esm',
    splitting: true,
    chunkNames: `commands/${name}-[hash]`,
  });
  await Promise.all(result.outputFiles.map(async ({ path, text }) => writeSmall({ path, text: await toCommonJs(text) })));
};

/**
 * Runs a command and keeps what V8 compiled of it. Where that fails the program starts more slowly, and works.
 * @param {string} made
 * @param {readonly string[]} words
 */
const compileCommand = (made, words) => {
  spawnSync(process.execPath, [join(made, 'compile.cjs'), ...words], { cwd: ROOT, stdio: 'ignore', timeout: 10_000 });
};

/**
 * The same on a terminal, where screens are drawn and keys answered: `script` of util-linux gives one.
 * @param {string} made
 * @param {readonly string[]} words
 * @param {string} keys
 */
const compileOnTerminal = (made, words, keys) => {
  const line = [process.execPath, join(made, 'compile.cjs'), ...words].map((word) => `'${word}'`).join(' ');
  spawnSync('script', ['-qfec', `stty cols 80 rows 24; ${line}`, '/dev/null'], {
    cwd: ROOT,
    input: keys,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, TERM: 'xterm-256color' },
    timeout: 10_000,
  });
};

/** What people start most often, and wait for. */
const USUAL = [
  ['read', 'src/protocols/tcp/tcp.pcapng'],
  ['endpoints'],
  ['explain', '0800 7f20 0064 0016 eae3 54e6 0800'],
  ['nc', '-l', '127.0.0.1', '0'],
  ['ncat', '-l', '127.0.0.1', '0'],
  ['link', '-', 'sh:cat'],
  ['link', 'listen:127.0.0.1:0', 'pipe:'],
  ['connect', '127.0.0.1:1'],
  ['connect', 'sh:cat'],
  ['serve', 'echo', '127.0.0.1:0'],
  ['dig', '@127.0.0.1:1', 'lab'],
  ['lab'],
  ['capture', 'none', '-w', '/dev/null'],
  ['page', '--no-open', 'src/protocols/http/http.pcapng'],
];

const ON_TERMINAL = [
  { words: ['read', 'src/protocols/http/http.pcapng'], keys: 'jj\t\x1b[B\x1b[C\t\x1b[6~cq/http\rG?' },
  { words: ['start'], keys: 'hello\r' },
  { words: ['listen', '127.0.0.1:0'], keys: '' },
  { words: ['connect', 'sh:cat'], keys: 'hello\r' },
];

/**
 * What a chunk takes from another one, as constants of its own: V8 inlines what they are, a property of a module it looks up at every use
 * (a tenth of reading a capture).
 * @param {string} text
 */
const ownValues = (text) =>
  text.replace(
    /^import \{([^}]*)\} from ("\.\/[^"]*");$/gm,
    (_, names, file) => `const {${names.replaceAll(' as ', ': ')}} = require(${file});`,
  );

/** @param {string} text */
const toCommonJs = async (text) => {
  /** @type {import('esbuild').TransformOptions} */
  const as = { platform: 'node', target: 'node20.19', charset: 'utf8', supported: { 'dynamic-import': false } };
  const { code } = await transform(ownValues(text), { ...as, format: /** @type {const} */ ('cjs') });
  return `${code}${VALUES}`;
};

/**
 * esbuild exports getters, which cost a call wherever another chunk uses a function: a tenth of reading a capture. Nothing here exports
 * what changes, so the values do as well.
 */
const VALUES = '\nmodule.exports = Object.assign({}, module.exports);\n';

/**
 * One CommonJS file for each source, written to `folder`.
 * @param {Record<string, string>} sources  text of each entry by its name; imports are seen from src/cli
 * @param {string} folder
 * @param {Record<string, string>} define
 */
const bundle = async (sources, folder, define) => {
  const result = await build({ ...common(sources, folder, define), format: 'cjs' });
  await Promise.all(result.outputFiles.map(writeSmall));
};

/**
 * @param {Record<string, string>} sources
 * @param {string} folder
 * @param {Record<string, string>} define
 * @returns {import('esbuild').BuildOptions & { write: false }}
 */
const common = (sources, folder, define) => ({
  absWorkingDir: ROOT,
  entryPoints: Object.keys(sources).map((name) => ({ in: `source:${name}`, out: name })),
  outdir: folder,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20.19',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  define: { WIRECAT_VERSION: JSON.stringify(version), ...define },
  plugins: [fromText(sources)],
});

/** In ASCII: text of one byte a letter is read, and compiled, in half the time. @param {{ path: string, text: string }} file */
const writeSmall = async ({ path, text }) => {
  const { code } = await transform(deferNodeModules(text), {
    minify: true,
    charset: 'ascii',
    target: 'node20.19',
    format: 'cjs',
    platform: 'node',
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
};

/**
 * @param {Record<string, string>} sources
 * @returns {import('esbuild').Plugin}
 */
const fromText = (sources) => ({
  name: 'from-text',
  setup(context) {
    context.onResolve({ filter: /^source:/ }, ({ path }) => ({ path: path.slice('source:'.length), namespace: 'source' }));
    context.onLoad({ filter: /./, namespace: 'source' }, ({ path }) => ({
      contents: sources[path] ?? '',
      loader: 'ts',
      resolveDir: at('src/cli'),
    }));
  },
});

/** @param {string} name */
const commandSource = (name) => `
  import { command } from './commands/${name}.ts';
  import type { Language } from '../core/words.ts';
  import { runCommand, showHelp } from './command/run-command.ts';
  export const run = (argv: readonly string[], program: string) => runCommand(command, argv, program);
  export const help = (language: Language) => showHelp(command, language);
`;

/** @param {readonly string[]} names */
const othersSource = (names) => `
  ${names.map((name) => `import { command as ${name} } from './commands/${name}.ts';`).join('\n  ')}
  import type { Language } from '../core/words.ts';
  import { runCommand, showHelp } from './command/run-command.ts';
  const commands = { ${names.join(', ')} };
  export const run = (name: keyof typeof commands, argv: readonly string[], program: string) => runCommand(commands[name], argv, program);
  export const help = (name: keyof typeof commands, language: Language) => showHelp(commands[name], language);
`;

/** @param {string} name */
const otherSource = (name) => `'use strict';
const others = require('./others.cjs');
exports.run = (argv, program) => others.run('${name}', argv, program);
exports.help = (language) => others.help('${name}', language);
`;

const DESCRIBE = `
  import * as commands from './commands/index.ts';
  import { describeAll } from './command/describe.ts';
  export const describe = (version: string) => describeAll(commands, version);
`;

const COMPILE = `
  import { keepCompiled, loadChunk } from './chunks.ts';
  import { join } from 'node:path';
  const [name = '', ...words] = process.argv.slice(2);
  process.once('exit', keepCompiled);
  setTimeout(() => process.exit(), 500).unref(); // what listens has nobody to wait for
  const { run } = loadChunk(join(__dirname, 'commands', name + '.cjs')) as { run(argv: readonly string[], program: string): unknown };
  void run(words, 'wirecat ' + name);
`;

const AHEAD = `
  import { loadChunk } from './chunks.ts';
  import { join } from 'node:path';
  (loadChunk(join(__dirname, 'commands', 'ahead.cjs')) as { runAhead(): void }).runAhead();
`;

const OVERVIEW = `
  import { showMistake, showOverview } from './command/overview.ts';
  export const help = showOverview;
  export const mistake = showMistake;
`;

/**
 * Each file replaces its predecessor at once, so that a program that starts meanwhile finds all of it; then what is no longer made goes.
 * @param {string} made
 * @param {string} place
 */
const putInPlace = (made, place) => {
  mkdirSync(place, { recursive: true });
  const files = filesIn(made);
  // What was compiled of a file must never meet its successor.
  for (const file of filesIn(place)) if (file.endsWith('.compiled')) rmSync(join(place, file));
  for (const file of files) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    renameSync(join(made, file), join(place, file));
  }
  for (const file of filesIn(place)) if (!files.includes(file) && !file.startsWith('.')) rmSync(join(place, file));
};

/** @param {string} folder */
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
