import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FileCapture } from './capture.ts';
import { type FrameStore, frameStore } from './frame-store.ts';

/** Two blocks and a bit. */
const SIZE = 140_000;
const bytes = Uint8Array.from({ length: SIZE }, (_, k) => (k * 31) ^ (k >> 8));

let folder = '';
let store: FrameStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-store-'));
  const place = join(folder, 'x.pcap');
  writeFileSync(place, bytes);
  store = frameStore({ fd: 0, place } as FileCapture);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const part = (from: number, to: number): number[] => [...bytes.subarray(from, to)];

it('gives single frames that stay as they are, however many more are asked for', () => {
  const places = Array.from({ length: 3000 }, (_, k) => (k * 7919) % (SIZE - 50));
  const all = places.map((place) => store.read(place, 50));
  for (const [k, place] of places.entries()) expect([...all[k]!]).toEqual(part(place, place + 50));
});

it('gives frames across blocks, and as much as there is', () => {
  expect([...store.read(65_500, 80)]).toEqual(part(65_500, 65_580));
  expect([...store.read(SIZE - 10, 40)]).toEqual(part(SIZE - 10, SIZE));
});

it('reads stretches ahead, several at once, and single frames out of them', async () => {
  const places = [0, 30_000, 60_000, 110_000];
  const stretches = places.map((place) => store.ahead(place, 30_000));
  await Promise.all(stretches.map(({ ready }) => ready));
  for (const [k, place] of places.entries()) expect([...stretches[k]!.bytes!]).toEqual(part(place, place + 30_000));
  const single = store.read(61_000, 1500);
  for (const stretch of stretches) stretch.release();
  const other = store.ahead(1000, 30_000);
  await other.ready;
  expect([...other.bytes!]).toEqual(part(1000, 31_000));
  expect([...single]).toEqual(part(61_000, 62_500));
});

it('gives of a stretch what the file has, and one that nobody waits for harms nobody', async () => {
  const stretch = store.ahead(SIZE - 100, 1000);
  store.ahead(0, 50_000).release();
  await stretch.ready;
  expect([...stretch.bytes!]).toEqual(part(SIZE - 100, SIZE));
});
