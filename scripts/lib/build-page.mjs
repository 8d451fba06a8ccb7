/**
 * Builds dist/page, what a browser gets: the page as modules and sheets with names of their contents, packed beside them as they are sent. And
 * dist/saved-page.html, the page as one file, which is given out with a capture in it.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { at } from './paths.mjs';

/** @type {import('vite').InlineConfig} */
const COMMON = {
  configFile: false,
  base: '/',
  logLevel: 'warn',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};
/** @type {import('vite').BuildEnvironmentOptions} */
const BUILT = {
  emptyOutDir: true,
  target: 'es2022',
  modulePreload: { polyfill: false },
  assetsInlineLimit: 0,
  reportCompressedSize: false,
};

export const buildPage = async () => {
  const place = at('dist/page');
  rmSync(place, { recursive: true, force: true });
  await build({ ...COMMON, root: at('src/web/app'), build: { ...BUILT, outDir: place } });
  for (const file of readdirSync(place, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css|html)$/.test(file)) continue;
    writeFileSync(join(place, `${file}.gz`), gzipSync(readFileSync(join(place, file)), { level: 9 }));
  }
  await buildSaved();
};

const buildSaved = async () => {
  const output = { codeSplitting: false };
  const result = await build({
    ...COMMON,
    root: at('src/web/app/saved'),
    build: { ...BUILT, write: false, cssCodeSplit: false, rollupOptions: { output } },
  });
  const files = new Map([result].flat().flatMap((made) => ('output' in made ? made.output : []).map((file) => [file.fileName, file])));
  const textOf = (/** @type {string} */ name) => {
    const file = files.get(name);
    return file === undefined ? '' : file.type === 'chunk' ? file.code : String(file.source);
  };
  const html = textOf('index.html')
    .replace(/<script type="module"[^>]*src="\/([^"]+)"><\/script>/, (_, name) => `<script type="module">${safe(textOf(name))}</script>`)
    .replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)">/, (_, name) => `<style>${textOf(name)}</style>`);
  writeFileSync(at('dist/saved-page.html'), withHashes(html));
};

/** Its policy names its one script and its one sheet by what they are: nothing else runs. */
const withHashes = (/** @type {string} */ html) => {
  const hash = (/** @type {RegExp} */ element) => {
    const [, text] = element.exec(html) ?? [];
    if (text === undefined) throw new Error(`the saved page has no ${element}`);
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  };
  const script = hash(/<script type="module">([\s\S]*?)<\/script>/);
  const sheet = hash(/<style>([\s\S]*?)<\/style>/);
  return html.replace("'script-hash'", script).replace("'style-hash'", sheet);
};

/** Code in a script element ends at nothing but its end. */
const safe = (/** @type {string} */ code) => code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
