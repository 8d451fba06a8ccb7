/** Small programs that a test runs in a process of their own, with the sources of this checkout. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** Bundles TypeScript that imports from `src/…` into a file in `folder`; gives its path, for `node PATH`. */
export const bundleScript = async (folder: string, code: string): Promise<string> => {
  const entry = join(folder, 'script.ts');
  const outfile = join(folder, 'script.mjs');
  writeFileSync(entry, code.replaceAll("'src/", `'${src}`));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  return outfile;
};
