/**
 * Writes the generated documentation. Each scripts/docs/NAME.ts exports `render()`, the text of docs/NAME.md, made from the registries.
 * `--check` writes nothing: it fails where a file is not what would be written.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { at } from './lib/paths.mjs';

const names = readdirSync(at('scripts/docs')).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -'.ts'.length)] : []));

/** @returns {Promise<[file: string, text: string][]>} */
const renderAll = async () => {
  const folder = mkdtempSync(at('node_modules/.wirecat-docs-'));
  try {
    await build({
      entryPoints: names.map((name) => at(`scripts/docs/${name}.ts`)),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      target: 'node20.19',
      format: 'esm',
      logLevel: 'warning',
    });
    return await Promise.all(
      names.map(async (name) => {
        const { render } = await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
        return /** @type {[string, string]} */ ([`docs/${name}.md`, await render()]);
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** @param {string} file */
const present = (file) => {
  try {
    return readFileSync(at(file), 'utf8');
  } catch {
    return undefined;
  }
};

for (const [file, text] of await renderAll()) {
  if (present(file) === text) continue;
  if (process.argv.includes('--check')) {
    console.log(`${file}: not what the sources say now; npm run docs writes it`);
    process.exitCode = 1;
  } else {
    writeFileSync(at(file), text);
    console.log(`${file}: written`);
  }
}
