/** Filter: a display filter as Wireshark 4.0 reads it, compiled once, asked for every frame. docs/filters.md describes the language. */
import type { Dissection } from '../../wire/dissection.ts';
import type { FrameBatch } from '../../wire/frame.ts';
import type { Registry } from '../../wire/types.ts';
import type { Value } from '../../wire/value.ts';
import type { Times } from '../frame-fields.ts';
import { Selection } from '../selection.ts';
import type { Taken } from '../taken.ts';
import { compileTest } from './compile.ts';
import { parseFilter } from './parse.ts';
import type { Test } from './syntax.ts';

export interface Parts {
  readonly how: 'and' | 'or';
  readonly of: readonly Filter[];
}

export interface Filter {
  readonly text: string;
  /** Names of fields and protocols that it reads. */
  readonly names: ReadonlySet<string>;
  /** Those whose values it looks at, and not only whether there are any. */
  readonly valued: ReadonlySet<string>;
  /** It asks which of several equal layers: every frame has to be looked at. */
  readonly isLayered: boolean;
  /** It asks which bytes of a layer are its own. */
  readonly isOwned: boolean;
  /** What it is made of, where it is several filters of which all have to pass, or one. */
  readonly parts: Parts | undefined;
  /** Whether what messages of streams hold may matter to it. */
  asksMessages(r: Registry): boolean;
  /** Whether the newest frame of a track passes: frame `i` of the batch. */
  passes(track: Taken, batch: FrameBatch, i: number, times: Times): boolean;
  /** Whether a dissected frame passes. */
  passesDissected(d: Dissection, times: Times): boolean;
  /** For who knows the values himself: takes back all, takes one of a name, says whether a frame with them passes. */
  readonly told: {
    begin(): void;
    into(name: string): (value: Value) => void;
    passes(): boolean;
  };
}

/** Throws a UsageError that points at the place. An empty text passes every frame. */
export const filter = (text: string, r: Registry): Filter => {
  if (text.trim() !== '') return made(parseFilter(text), text, r);
  const whole = { names: NONE, valued: NONE, isLayered: false, isOwned: false, parts: undefined };
  return { text, ...whole, asksMessages: never, passes: always, passesDissected: always, told: NOTHING_TOLD };
};

const made = (test: Test, text: string, r: Registry): Filter => {
  const selection = new Selection();
  const { passes, valued, isLayered, one } = compileTest(test, text, r, selection);
  let parts: Parts | undefined;
  return {
    text,
    names: selection.names,
    valued,
    isLayered,
    isOwned: selection.isOwned,
    get parts() {
      if (test.kind === 'and' || test.kind === 'or') parts ??= { how: test.kind, of: test.of.map((one) => made(one, text, r)) };
      return parts;
    },
    asksMessages: (registry) => selection.asksMessages(registry),
    passes: (track, batch, i, times) => {
      selection.load(track, batch, i, times);
      return passes();
    },
    passesDissected: (d, times) => {
      selection.loadDissected(d, times);
      return passes();
    },
    told: one === undefined ? { begin: () => selection.loadTold(), into: (name) => selection.told(name), passes } : toldByOne(one),
  };
};

/** Each value is judged as it is told. */
const toldByOne = (one: (value: Value) => boolean): Filter['told'] => {
  let passes = false;
  const take = (value: Value): void => {
    passes ||= one(value);
  };
  const begin = (): void => {
    passes = false;
  };
  return { begin, into: () => take, passes: () => passes };
};

const NONE: ReadonlySet<string> = new Set();
const NOTHING_TOLD: Filter['told'] = { begin: () => {}, into: () => () => {}, passes: () => true };
const always = (): boolean => true;
const never = (): boolean => false;
