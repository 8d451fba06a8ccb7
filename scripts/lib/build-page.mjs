/** Builds dist/page, what a browser gets: the page as modules and sheets with names of their contents, packed beside them as they are sent. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { at } from './paths.mjs';

export const buildPage = async () => {
  const place = at('dist/page');
  rmSync(place, { recursive: true, force: true });
  await build({
    configFile: false,
    root: at('src/web/app'),
    base: '/',
    logLevel: 'warn',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: place,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  });
  for (const file of readdirSync(place, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css|html)$/.test(file)) continue;
    writeFileSync(join(place, `${file}.gz`), gzipSync(readFileSync(join(place, file)), { level: 9 }));
  }
};
