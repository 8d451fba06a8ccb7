/** Waiting bytes: what came of one side of a conversation and no message took yet, and the frames that brought it. */
import { type Bytes, copyTo, EMPTY } from '../core/bytes.ts';
import type { Origin } from '../wire/origin.ts';
import type { Moment } from './answered.ts';
import { type Origins, originsIn } from './origins.ts';
import { giveBuffer, takeBuffer } from './spare-buffers.ts';
import { Stream } from './stream.ts';

/** One side: bytes that no message took yet. */
export interface Half {
  readonly stream: Stream;
  /** Bytes that wait: [from, to). */
  held: Uint8Array;
  /** Messages of the segment in hand lie in it: nothing is written there. */
  lent: boolean;
  from: number;
  to: number;
  origins: Origin[];
  /** Not asked again before so many bytes wait. */
  least: number;
  /** Its reader gave it up. */
  over: boolean;
  /** Offset in the stream behind its last byte, once that is known. */
  last: number;
  closed: boolean;
}

export const half = (): Half => ({
  stream: new Stream({ compares: false }),
  held: EMPTY,
  lent: false,
  from: 0,
  to: 0,
  origins: [],
  least: 0,
  over: false,
  last: -1,
  closed: false,
});

/** Where bytes that are read lie: in a segment of frame `frame`, or among those that wait. */
export interface Stretch {
  readonly b: Bytes;
  o: number;
  readonly end: number;
  /** Offset of the frame in `b`; -1 where the bytes waited. */
  readonly base: number;
  readonly at: Moment;
  readonly own: boolean;
}

/** Nothing waits any more, and there is no room for more. */
export const drop = (h: Half): void => {
  if (!h.lent) giveBuffer(h.held);
  h.held = EMPTY;
  empty(h);
};

/** Nothing waits. */
const empty = (h: Half): void => {
  h.from = 0;
  h.to = 0;
  h.origins = [];
  h.least = 0;
};

/** Puts the rest of a place behind what waits. */
export const hold = (h: Half, place: Stretch): void => {
  const length = place.end - place.o;
  if (h.lent || h.to + length > h.held.length) makeRoom(h, length);
  copyTo(h.held, h.to, place.b, place.o, place.end);
  if (place.own) h.origins.push({ offset: h.to, length, frame: place.at.frame, at: place.o - place.base });
  h.to += length;
};

/** Makes room for `length` bytes behind what waits. */
const makeRoom = (h: Half, length: number): void => {
  const need = h.to - h.from + length;
  const before = h.held;
  const into = need * 2 <= before.length && !h.lent ? before : takeBuffer(Math.max(need * 2, Math.min(h.least, KEPT)));
  into.set(before.subarray(h.from, h.to));
  if (into !== before && !h.lent) giveBuffer(before);
  if (h.from > 0) h.origins = h.origins.map((origin) => ({ ...origin, offset: origin.offset - h.from }));
  h.to -= h.from;
  h.from = 0;
  h.held = into;
  h.lent = false;
};

/** What was before `at` was taken. */
export const release = (h: Half, at: number): void => {
  if (at >= h.to) {
    if (h.held.length > KEPT) h.held = EMPTY;
    empty(h);
    return;
  }
  h.from = at;
  let gone = 0;
  while (h.origins[gone] !== undefined && h.origins[gone]!.offset + h.origins[gone]!.length <= at) gone++;
  if (gone > 0) h.origins.splice(0, gone);
};
/** A buffer of this size is used again. */
const KEPT = 1 << 16;

/** Which frames [from, from + length) of what waits came from. */
export const originsOf = (h: Half, from: number, length: number): Origins => originsIn(h.origins, from, length);
