/**
 * Stream: the bytes of one direction of a TCP conversation in order (RFC 9293 §3.4), from segments as they were captured.
 * The first copy of a byte wins and a different later copy is a conflict. What is missing is a gap; nothing behind it is glued on.
 */
import { sameBytes } from '../core/bytes.ts';

export interface Piece {
  readonly kind: 'data' | 'gap';
  /** Offset in the stream. */
  readonly offset: number;
  readonly length: number;
  /** Valid until more is pushed; empty for a gap. */
  readonly bytes: Uint8Array;
  /** The frame that brought it, and where it lies there (-1: not known); for a gap the one that showed it. */
  readonly frame: number;
  readonly at: number;
}

/** What waits behind a hole at most; then the hole is a gap. */
export const LIMITS = { bytes: 1 << 20, segments: 1024 } as const;
/** Delivered bytes that later copies are compared with. */
const REMEMBERED = 1 << 16;

interface Waiting {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly frame: number;
  /** Where it lies in its frame; -1: not known. */
  readonly place: number;
}

export class Stream {
  /** Whether later copies of bytes are compared with the first ones. */
  readonly #compares: boolean;
  /** Bytes that came again with another content, by the frame that brought the other content. */
  readonly conflicts: number[] = [];
  /** Stream offset of the next byte, and the sequence number that belongs to offset 0. */
  #next = 0;
  #base: number | undefined;
  /** The peer has everything up to this offset. */
  #acknowledged = 0;
  /** Sorted, without overlaps. */
  #waiting: Waiting[] = [];
  #held = 0;
  #recent: Waiting[] = [];
  #remembered = 0;

  /** How often bytes that the peer has may be missed before they are a gap: captures mix up the order of both directions; and how often they were. */
  readonly #patience: number;
  #missed = 0;

  constructor({ compares = true, patience = 0 }: { readonly compares?: boolean; readonly patience?: number } = {}) {
    this.#compares = compares;
    this.#patience = patience;
  }

  /** Bytes that wait behind a hole. */
  get held(): number {
    return this.#held;
  }

  /** Takes a segment without SYN that goes on where the stream ends, while nothing waits; false where it is another one, and is not taken. */
  next(seq: number, length: number): boolean {
    this.#base ??= seq;
    if (this.#compares || this.#waiting.length > 0 || (this.#base + this.#next) >>> 0 !== seq) return false;
    this.#next += length;
    return true;
  }

  /** Offset in the stream of a sequence number. */
  offsetOf(seq: number): number {
    return this.#base === undefined ? 0 : this.#offsetOf(seq >>> 0);
  }

  /** Bytes of the stream so far, gaps included. */
  get length(): number {
    return this.#next;
  }

  /** A segment, which lies at `place` in its frame; the pieces that it completes. */
  push(seq: number, syn: boolean, bytes: Uint8Array, frame: number, place = -1): readonly Piece[] {
    this.#base ??= (seq + (syn ? 1 : 0)) >>> 0;
    if (bytes.length === 0) return [];
    const at = this.#offsetOf((seq + (syn ? 1 : 0)) >>> 0);
    const pieces: Piece[] = [];
    for (const part of this.#unseen(at, bytes, frame, place)) this.#accept(part, pieces);
    this.#skipTo(this.#acknowledged, frame, pieces);
    while (this.#held > LIMITS.bytes || this.#waiting.length > LIMITS.segments)
      this.#skip(this.#waiting[0]?.at ?? this.#next, frame, pieces);
    return pieces;
  }

  /** The peer has everything up to `ack`: what is not here by now was not captured. */
  acknowledge(ack: number, frame: number): readonly Piece[] {
    if (this.#base === undefined) return NO_PIECES;
    const upTo = this.#offsetOf(ack >>> 0);
    if (upTo <= this.#next) return NO_PIECES;
    this.#acknowledged = Math.max(this.#acknowledged, upTo);
    if (this.#waiting.length === 0) return NO_PIECES;
    const pieces: Piece[] = [];
    this.#skipTo(upTo, frame, pieces);
    return pieces;
  }

  /** Nothing waits any more for what lies in front of an offset. */
  #skipTo(upTo: number, frame: number, pieces: Piece[]): void {
    const first = this.#waiting[0]?.at;
    if (first === undefined || first > upTo || this.#missed++ < this.#patience) return;
    while (upTo > this.#next) {
      const hole = this.#waiting[0]?.at;
      if (hole === undefined || hole > upTo) break;
      this.#skip(hole, frame, pieces);
    }
  }

  /** No more segments come: holes are gaps. */
  end(frame: number): readonly Piece[] {
    const pieces: Piece[] = [];
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) this.#skip(first.at, frame, pieces);
    return pieces;
  }

  /** Sequence numbers wrap: the nearest offset to what is expected. */
  #offsetOf(seq: number): number {
    const expected = ((this.#base ?? 0) + this.#next) >>> 0;
    return this.#next + ((seq - expected) | 0);
  }

  /** The parts of a segment that no earlier one brought. */
  #unseen(at: number, bytes: Uint8Array, frame: number, place: number): readonly Waiting[] {
    const end = at + bytes.length;
    const again = (w: Waiting): boolean => differs(w, at, bytes);
    if (this.#compares && ((at < this.#next && this.#recent.some(again)) || this.#waiting.some(again))) this.conflicts.push(frame);
    const parts: Waiting[] = [];
    const take = (from: number, to: number): void => {
      parts.push({ at: from, bytes: bytes.subarray(from - at, to - at), frame, place: place < 0 ? place : place + from - at });
    };
    let from = Math.max(at, this.#next);
    for (const w of this.#waiting) {
      if (w.at >= end) break;
      if (w.at > from) take(from, w.at);
      from = Math.max(from, w.at + w.bytes.length);
    }
    if (from < end) take(from, end);
    return parts;
  }

  #accept(part: Waiting, pieces: Piece[]): void {
    if (part.at === this.#next) {
      this.#deliver(part, pieces);
      this.#release(pieces);
      return;
    }
    // The caller's buffer is used again.
    const kept = { ...part, bytes: part.bytes.slice() };
    const index = this.#waiting.findIndex((w) => w.at > part.at);
    this.#waiting.splice(index < 0 ? this.#waiting.length : index, 0, kept);
    this.#held += kept.bytes.length;
  }

  #skip(to: number, frame: number, pieces: Piece[]): void {
    if (to > this.#next) pieces.push({ kind: 'gap', offset: this.#next, length: to - this.#next, bytes: NOTHING, frame, at: -1 });
    this.#next = to;
    this.#release(pieces);
  }

  /** What waited for the byte that is next now. */
  #release(pieces: Piece[]): void {
    let count = 0;
    for (const w of this.#waiting) {
      if (w.at !== this.#next) break;
      this.#deliver(w, pieces);
      this.#held -= w.bytes.length;
      count++;
    }
    this.#waiting.splice(0, count);
  }

  #deliver(part: Waiting, pieces: Piece[]): void {
    const { at: offset, bytes, frame, place } = part;
    pieces.push({ kind: 'data', offset, length: bytes.length, bytes, frame, at: place });
    this.#next = part.at + part.bytes.length;
    this.#missed = 0;
    if (!this.#compares) return;
    this.#recent.push({ ...part, bytes: part.bytes.slice() });
    this.#remembered += part.bytes.length;
    while (this.#remembered > REMEMBERED && this.#recent.length > 1) this.#remembered -= this.#recent.shift()?.bytes.length ?? 0;
  }
}

/** Whether bytes at `at` say something else where both overlap. */
const differs = (w: Waiting, at: number, bytes: Uint8Array): boolean => {
  const from = Math.max(w.at, at);
  const to = Math.min(w.at + w.bytes.length, at + bytes.length);
  return from < to && !sameBytes(w.bytes.subarray(from - w.at, to - w.at), bytes.subarray(from - at, to - at));
};

const NOTHING = new Uint8Array(0);
const NO_PIECES: readonly Piece[] = [];
