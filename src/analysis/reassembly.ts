/**
 * Reassembly: fragments of IPv4 (RFC 791 §3.2) and IPv6 (RFC 8200 §4.5) datagrams, put together as soon as nothing is missing.
 * The end is known from the first last fragment that was seen. Where fragments overlap, the bytes of the lower offset stay, and of the
 * earlier one at the same offset. What is kept is bounded: past a limit the datagrams that were begun first are given up.
 */
import type { Bytes } from '../core/bytes.ts';
import type { Fragment, Reassembled } from '../wire/origin.ts';

/** What is kept at most while datagrams are incomplete. */
export interface Limits {
  readonly datagrams: number;
  /** Of one datagram. One that has more is given up. */
  readonly fragments: number;
  /** Bytes of all fragments, each counted with OVERHEAD. */
  readonly bytes: number;
}

/** A datagram of 64 KiB has at most 8,192 fragments of 8 bytes. */
export const LIMITS: Limits = { datagrams: 4096, fragments: 8192, bytes: 64 << 20 };
/** Bytes that a fragment costs beside its own. */
export const OVERHEAD = 128;

interface Datagram {
  readonly fragments: Fragment[];
  /** Where it ends; undefined until a last fragment was seen. */
  length: number | undefined;
  /** Bytes of its fragments, overlaps counted twice. */
  held: number;
}

export class Reassembly {
  /** By key, the one begun first in front. */
  readonly #open = new Map<string, Datagram>();
  readonly #limits: Limits;
  #cost = 0;

  constructor(limits = LIMITS) {
    this.#limits = limits;
  }

  /** Datagrams that are incomplete, and what is kept for them, in bytes with overhead. */
  get open(): number {
    return this.#open.size;
  }
  get cost(): number {
    return this.#cost;
  }

  /** Takes a copy of a fragment (not empty) that frame `frame` has; the datagram where that was the last that was missing. `at`: where it lies in its frame. */
  take(key: string, frame: number, offset: number, more: boolean, bytes: Bytes, at = -1): Reassembled | undefined {
    const datagram = this.#open.get(key) ?? this.#begin(key);
    const fragment = {
      frame,
      at,
      offset,
      bytes: bytes.slice(),
      overlaps: false,
      conflicts: false,
      otherTail: false,
      tooLong: false,
    };
    if (!more) {
      datagram.length ??= offset + bytes.length;
      fragment.otherTail = datagram.length !== offset + bytes.length;
    }
    insert(datagram.fragments, fragment);
    datagram.held += bytes.length;
    this.#cost += bytes.length + OVERHEAD;
    if (isWhole(datagram)) {
      this.#forget(key, datagram);
      return { bytes: join(datagram), fragments: datagram.fragments };
    }
    if (datagram.fragments.length >= this.#limits.fragments) this.#forget(key, datagram);
    this.#shrink();
    return undefined;
  }

  #begin(key: string): Datagram {
    const datagram: Datagram = { fragments: [], length: undefined, held: 0 };
    this.#open.set(key, datagram);
    return datagram;
  }

  #forget(key: string, { held, fragments }: Datagram): void {
    this.#open.delete(key);
    this.#cost -= held + fragments.length * OVERHEAD;
  }

  #shrink(): void {
    for (const [key, datagram] of this.#open) {
      if (this.#open.size <= this.#limits.datagrams && this.#cost <= this.#limits.bytes) return;
      this.#forget(key, datagram);
    }
  }
}

/** Behind all that start at its offset or before. */
const insert = (fragments: Fragment[], fragment: Fragment): void => {
  let at = fragments.length;
  while (at > 0 && fragments[at - 1]!.offset > fragment.offset) at--;
  fragments.splice(at, 0, fragment);
};

const isWhole = ({ fragments, length, held }: Datagram): boolean => {
  if (length === undefined || held < length) return false;
  let end = 0;
  for (const { offset, bytes } of fragments) {
    if (offset > end) break;
    end = Math.max(end, offset + bytes.length);
  }
  return end >= length;
};

/** The bytes of a whole datagram; marks the fragments that do not fit the others. */
const join = ({ fragments, length = 0 }: Datagram): Bytes => {
  const whole = new Uint8Array(length);
  let end = 0;
  for (const f of fragments) {
    const stop = f.offset + f.bytes.length;
    f.tooLong = stop > length;
    f.overlaps = f.offset < end;
    f.conflicts = f.overlaps && !isSame(f, whole, Math.min(stop, end));
    if (stop <= end || end === length) continue;
    const upTo = Math.min(stop, length);
    whole.set(f.bytes.subarray(end - f.offset, upTo - f.offset), end);
    end = upTo;
  }
  return whole;
};

/** Whether a fragment's bytes before `end` are those of the datagram. */
const isSame = ({ offset, bytes }: Fragment, whole: Bytes, end: number): boolean => {
  for (let o = offset; o < end; o++) if (bytes[o - offset] !== whole[o]) return false;
  return true;
};
