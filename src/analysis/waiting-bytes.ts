/** Waiting bytes: what came of one side of a conversation and no message took yet, and the frames that brought it. */
import { type Bytes, copyTo, EMPTY } from '../core/bytes.ts';
import type { Origin } from '../wire/origin.ts';
import type { Moment } from './answered.ts';
import { type Origins, originList, originsIn } from './origins.ts';
import type { FetchBytes } from './placed-message.ts';
import { giveBuffer, takeBuffer } from './spare-buffers.ts';
import { Stream } from './stream.ts';
import type { StreamSegment } from './stream-segment.ts';

/** One side: bytes that no message took yet. */
export interface Half {
  readonly stream: Stream;
  /** Bytes that wait: [from, to). */
  held: Uint8Array;
  /** Messages of the segment in hand lie in it: nothing is written there. */
  lent: boolean;
  from: number;
  to: number;
  /** Those from here on are only counted: they can be fetched again, and nobody looks at them meanwhile. */
  there: number;
  origins: Origin[];
  /** All that waits are bytes of frames: the origins tell of all of it. */
  own: boolean;
  /** Not asked again before so many bytes wait. */
  least: number;
  /** Where it is not Infinity, a message ends at `least`, of which only so many bytes are looked at before. */
  looks: number;
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
  there: 0,
  origins: [],
  own: true,
  least: 0,
  looks: Number.POSITIVE_INFINITY,
  over: false,
  last: -1,
  closed: false,
});

/** Where bytes that are read lie: in the segment in hand, in an earlier one that came too soon, or among those that wait. */
export interface Stretch {
  readonly b: Bytes;
  o: number;
  readonly end: number;
  /** Bytes behind its end that the capture cut. */
  readonly lacks: number;
  /** Offset of their frame in `b`: below 0 where `b` has only a part of it, -1 where the bytes waited. */
  readonly base: number;
  /** The frame that brought them, and the moment at which they are read. */
  readonly frame: number;
  readonly at: Moment;
  readonly own: boolean;
}

/** [o, end) of the segment in hand. */
export const stretchOf = (s: StreamSegment, o: number, end: number, lacks: number): Stretch => {
  const { b, base, frame, own } = s;
  return { b, o, end, lacks, base, frame, at: s, own };
};

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
  h.there = 0;
  h.origins = [];
  h.own = true;
  h.least = 0;
  h.looks = Number.POSITIVE_INFINITY;
};

/** Puts what a place has up to `end` behind what waits; that is taken from the place. What is `fetch`ed again where it is looked at is counted. */
export const hold = (h: Half, place: Stretch, end: number, fetch: FetchBytes | undefined): void => {
  const length = end - place.o;
  h.own &&= place.own;
  const wanted = fetch !== undefined && h.own ? h.looks : Number.POSITIVE_INFINITY;
  const copied = Math.min(length, Math.max(0, h.from + wanted - h.to));
  if (copied > 0) {
    fill(h, fetch);
    if (h.lent || h.there + copied > h.held.length) makeRoom(h, copied, Math.min(h.least, wanted));
    copyTo(h.held, h.there, place.b, place.o, place.o + copied);
    h.there += copied;
  }
  if (place.own) h.origins.push({ offset: h.to, length, frame: place.frame, at: place.o - place.base });
  h.to += length;
  place.o = end;
};

/** All that waits is there. */
const fill = (h: Half, fetch: FetchBytes | undefined): void => {
  const lacks = h.to - h.there;
  if (lacks === 0 || fetch === undefined) return;
  const bytes = fetch(originList(originsIn(h.origins, h.there, lacks)));
  if (h.lent || h.to > h.held.length) makeRoom(h, lacks, 0);
  h.held.set(bytes, h.there);
  h.there += lacks;
};

/** Makes room for `length` bytes behind those that are there, and for `most` in all where they are not many. */
const makeRoom = (h: Half, length: number, most: number): void => {
  const need = h.there - h.from + length;
  const before = h.held;
  const into = need * 2 <= before.length && !h.lent ? before : takeBuffer(Math.max(need * 2, Math.min(most, KEPT)));
  into.set(before.subarray(h.from, h.there));
  if (into !== before && !h.lent) giveBuffer(before);
  if (h.from > 0) h.origins = h.origins.map((origin) => ({ ...origin, offset: origin.offset - h.from }));
  h.to -= h.from;
  h.there -= h.from;
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
