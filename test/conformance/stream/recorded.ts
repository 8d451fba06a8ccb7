/**
 * What readers were given: every conversation of the samples, read by what its port or its first bytes name, by what that becomes, and by
 * what its messages carry. A recording is the bytes of one conversation as one reader got them.
 */
import * as layers from '../../../src/protocols/index.ts';
import type { Carried, Reader, Side } from '../../../src/wire/stream.ts';
import type { Layer } from '../../../src/wire/types.ts';
import type { Key } from '../../../src/wire/value.ts';
import { conversationsOf } from '../../conversations.ts';
import { Driver, type Setting } from '../../messages.ts';
import { testTools } from '../../tools.ts';
import { folders, has, sample } from '../protocol/samples.ts';

export type Chunks = readonly (readonly [side: Side, bytes: Uint8Array])[];

export interface Recording {
  readonly layer: Layer;
  readonly ports: readonly [number, number];
  readonly chunks: [side: Side, bytes: Uint8Array][];
}

export const readers: readonly Layer[] = Object.values(layers).filter((l: Layer) => l.stream !== undefined);
export const readerOf = (l: Layer): Reader<unknown> => l.stream!;

const SURE = 0.5;

export const setting = (ports: readonly [number, number]): Setting => ({ ports, tools: testTools });

/** One reader, and those above it. */
class Level {
  readonly recording: Recording;
  readonly #driver: Driver;
  readonly #all: Recording[];
  #next: Level | undefined;
  #inner: Level | undefined;
  #read = 0;

  constructor(layer: Layer, ports: readonly [number, number], all: Recording[]) {
    this.recording = { layer, ports, chunks: [] };
    this.#driver = new Driver(readerOf(layer), setting(ports));
    this.#all = all;
    all.push(this.recording);
  }

  feed(side: Side, bytes: Uint8Array): void {
    if (this.#driver.became !== undefined) {
      this.#next?.feed(side, bytes);
      return;
    }
    this.recording.chunks.push([side, bytes]);
    this.#driver.feed(side, bytes);
    for (; this.#read < this.#driver.messages.length; this.#read++) this.#carry(this.#driver.messages[this.#read]!);
    if (this.#driver.became !== undefined) this.#become(this.#driver.became);
  }

  #become(name: string): void {
    const layer = readers.find((l) => l.name === name);
    if (layer === undefined) return;
    this.#next = new Level(layer, this.recording.ports, this.#all);
    for (const side of [0, 1] as const) if (this.#driver.rest(side).length > 0) this.#next.feed(side, this.#driver.rest(side));
  }

  #carry({ side, carries }: { readonly side: Side; readonly carries?: Carried }): void {
    if (carries === undefined) return;
    const layer = this.#inner?.recording.layer ?? layerOf(carries);
    if (layer === undefined) return;
    this.#inner ??= new Level(layer, this.recording.ports, this.#all);
    this.#inner.feed(side, carries.bytes);
  }
}

const layerOf = ({ protocol, table, key, bytes }: Carried): Layer | undefined =>
  readers.find((l) => l.name === protocol || (table !== undefined && key !== undefined && sitsAt(l, table, key))) ?? guessed(bytes);

const sitsAt = (l: Layer, table: string, key: Key): boolean => [l.on?.[table] ?? []].flat().includes(key);

const guessed = (bytes: Uint8Array): Layer | undefined =>
  readers
    .map((l) => ({ l, sure: l.stream?.guess?.(bytes, 0, bytes.length, 0) ?? 0 }))
    .filter(({ sure }) => sure >= SURE)
    .sort((a, b) => b.sure - a.sure)[0]?.l;

const record = (folder: string): Recording[] => {
  const all: Recording[] = [];
  for (const c of conversationsOf(sample(folder))) {
    if (c.transport !== 'tcp') continue;
    const byPort = readers.find((l) => [c.ports[1], c.ports[0]].some((port) => sitsAt(l, 'tcp.port', port)));
    const layer = byPort ?? guessed(c.chunks[0]?.bytes ?? new Uint8Array(0));
    if (layer === undefined) continue;
    const level = new Level(layer, c.ports, all);
    for (const { side, bytes } of c.chunks) if (bytes.length > 0) level.feed(side, bytes);
  }
  return all;
};

const recordings: readonly Recording[] = folders.filter((f) => has(f, `${f}.pcapng`)).flatMap(record);

export const recordingsOf = (layer: Layer): readonly Recording[] => recordings.filter((r) => r.layer === layer);
