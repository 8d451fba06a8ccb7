/** The protocol of docs/adding-a-protocol.md is built from that page's own code and does what the page says. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import type { Stretch } from '../../../src/wire/dissection.ts';
import type { Reader } from '../../../src/wire/stream.ts';
import type { Layer } from '../../../src/wire/types.ts';

const root = new URL('../../../', import.meta.url).pathname;
const page = readFileSync(join(root, 'docs/adding-a-protocol.md'), 'utf8');
const code = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map((m) => m[1]).join('\n');
const folder = mkdtempSync(join(root, 'node_modules/.wirecat-guide-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Page {
  readonly tree: Stretch;
  readonly lampReader: Reader<undefined>;
  readonly streamed: Layer;
}

/** Runs the page's code with the library's own names. */
const run = async (): Promise<Page> => {
  const source = join(folder, 'lamp.ts');
  const out = join(folder, 'lamp.mjs');
  writeFileSync(source, code);
  const library = { name: 'library', setup: (b: import('esbuild').PluginBuild) => resolveLibrary(b) };
  await build({
    entryPoints: [source],
    outfile: out,
    bundle: true,
    format: 'esm',
    platform: 'node',
    plugins: [library],
    logLevel: 'error',
  });
  return (await import(pathToFileURL(out).href)) as Page;
};
const resolveLibrary = (b: import('esbuild').PluginBuild): void => {
  b.onResolve({ filter: /^wirecat\// }, ({ path }) => ({ path: join(root, 'src', `${path.slice('wirecat/'.length)}.ts`) }));
};

describe('docs/adding-a-protocol.md', () => {
  it('its code dissects what it builds', async () => {
    const { tree } = await run();
    expect(tree.info).toBe('Set 80 %, 8 bytes');
    const values = tree.fields.map((f) => [f.name, f.value]);
    expect(values).toEqual([
      ['lamp.version', 1],
      ['lamp.on', 1],
      ['lamp.command', 1],
      ['lamp.brightness', 80],
      ['lamp.length', 8],
      ['lamp.name', 'desk'],
    ]);
  });

  it('its reader takes whole messages, waits for the rest and names what cannot be', async () => {
    const { lampReader, streamed } = await run();
    expect(streamed.stream).toBe(lampReader);
    const bytes = Uint8Array.of(0x19, 80, 0, 6, 0x68, 0x69, 0x19);
    const read = (end: number, b = bytes) => lampReader.read(undefined, 0, b, 0, end, false);
    expect([read(3), read(5)]).toEqual([
      { kind: 'more', least: 4 },
      { kind: 'more', least: 6 },
    ]);
    expect(read(7)).toEqual({ kind: 'message', length: 6, message: { asks: 'lamp' } });
    expect(read(4, Uint8Array.of(0x19, 80, 0, 3))).toMatchObject({ kind: 'fault', length: 0 });
  });
});
