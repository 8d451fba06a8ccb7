/**
 * Chunks: the files of a command, loaded with what V8 compiled of them when they were built, where that fits this Node. Compiling is half
 * of what a start of `read` costs over that of Node itself.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { IS_PLAIN } from '../io/host/plain-host.ts';

interface Chunk {
  readonly script: Script;
  readonly exports: object;
}

type Wrapped = (exports: object, require: (id: string) => unknown, module: object, filename: string, dirname: string) => void;

const chunks = new Map<string, Chunk>();

/** What the CommonJS file exports. It is loaded once, and so are those beside it that it asks for. */
export const loadChunk = (file: string): unknown => {
  const known = chunks.get(file);
  if (known !== undefined) return known.exports;
  const script = new Script(`${HEAD}${readFileSync(file, 'utf8')}${TAIL}`, {
    filename: file,
    columnOffset: -HEAD.length,
    cachedData: compiledOf(file),
  });
  const module = { exports: {}, script };
  chunks.set(file, module);
  const folder = dirname(file);
  const wrapped: Wrapped = script.runInThisContext();
  const from = (id: string): unknown => (id.startsWith('./') ? loadChunk(join(folder, id)) : require(id));
  wrapped(module.exports, from, module, file, folder);
  return module.exports;
};

/** Writes what is compiled of all chunks so far beside them: for the build, after a run that is like most. */
export const keepCompiled = (): void => {
  for (const [file, { script }] of chunks) writeFileSync(compiledName(file), script.createCachedData());
};

/** V8 refuses what another version of it, or the same with other flags, has compiled. Only this platform's is offered to it; a plain host compiles. */
const compiledOf = (file: string): Buffer | undefined => {
  if (IS_PLAIN) return undefined;
  try {
    return readFileSync(compiledName(file));
  } catch {
    return undefined;
  }
};

const compiledName = (file: string): string => `${file}.${process.version}-${process.platform}-${process.arch}.compiled`;

const HEAD = '(function (exports, require, module, __filename, __dirname) { ';
const TAIL = '\n})';
