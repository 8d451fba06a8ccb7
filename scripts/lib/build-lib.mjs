/** Builds dist/lib, the library: an ES module and its declarations for each source. Comments are in the declarations alone. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { at } from './paths.mjs';

/** Gives the exit code of the compiler. */
export const buildLib = async () => {
  const folder = at('dist/lib');
  rmSync(folder, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.lib.json')], {
    stdio: 'inherit',
  });
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
  await Promise.all(modules.map((path) => withoutComments(join(folder, path))));
  return status ?? 1;
};

/** @param {string} file */
const withoutComments = async (file) => {
  const { code } = await transform(readFileSync(file, 'utf8'), { format: 'esm', target: 'es2022', charset: 'utf8', legalComments: 'none' });
  writeFileSync(file, code);
};
