/** An example of the library as a program that Node runs, with 'wirecat' as it is in this checkout. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const buildExample = async (name: string, outfile: string): Promise<void> => {
  await build({
    entryPoints: [at(`examples/${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    plugins: [{ name: 'library', setup: (b) => b.onResolve({ filter: /^wirecat$/ }, () => ({ path: at('src/index.ts') })) }],
  });
};
