/**
 * Encoder: what turns frames into the bytes of a capture file. It writes into a buffer of bounded size and hands that on when it is full;
 * no frame allocates anything. Whoever makes frames can make them in place: `reserve` says where in the buffer a frame's headers go. Large
 * payloads that are lent need not be copied into the buffer at all: they are inserts of what is handed on.
 */
import type { Bytes } from '../core/bytes.ts';
import type { Instant } from '../core/time.ts';
import type { FrameBatch, Mark } from '../wire/frame.ts';
import type { InterfaceStatistics } from './decoder.ts';

export interface SourceInfo {
  readonly linkType: number;
  readonly mark: Mark;
  readonly name: string;
  readonly description?: string;
  readonly comment?: string;
  readonly filter?: string;
  readonly snapLength?: number;
}

export type FrameDirection = 'none' | 'in' | 'out';

/** Room for frames. */
interface FrameRoom {
  /** Number of a new interface for frames to come. */
  source(info: SourceInfo): number;
  /**
   * Makes a frame of `head` bytes and the payload behind them. The head goes into `bytes` at the returned offset, before anything else is
   * asked for; the payload is put there by the sink. Nanoseconds are below 1e9. `missing`: bytes of the frame that are left out at its end.
   */
  reserve(
    source: number,
    seconds: number,
    nanos: number,
    head: number,
    payload: Bytes,
    direction: FrameDirection,
    missing?: number,
  ): number;
  /** May be another buffer after each call of `reserve`. */
  readonly bytes: Uint8Array;
}

/** Where frames are put by whoever makes them. */
export interface FrameSink extends FrameRoom {
  /** Promises that the payloads of the frames up to `settle`, together `size` bytes, stay as they are until then. */
  lend(size: number): void;
  settle(): void;
  /** Whether nobody looks at the payload of frames of this time: it may be left out. */
  isBlind?(at: Instant): boolean;
  /** So many frames of a stream would be made next: true where they go by, counted, and need not be made. */
  passBy?(frames: number, bytes: number): boolean;
  /** Keys of what follows. */
  secrets?(kind: number, bytes: Bytes): void;
}

export interface Encoder extends FrameRoom {
  /** Appends frame `i` of a batch with its comments, as one of `source`. */
  frame(batch: FrameBatch, i: number, source: number): void;
  /** Keys for what follows; formats without room for them leave them out. */
  secrets(kind: number, bytes: Bytes): void;
  /** Counters of an interface, at the end of a recording. */
  statistics(source: number, seconds: number, nanos: number, counters: InterfaceStatistics): void;
  /** Whether payloads become inserts from here on. */
  apart: boolean;
  /** What of the first `length` bytes of something taken are whole records; `isFirst`: the file begins with it. */
  whole(bytes: Bytes, length: number, isFirst: boolean): Whole;
  /** What was encoded since the last take and was not spilled; empty where there is nothing. Valid until it is spilled or overwritten. */
  take(): Encoded;
}

/** Whole records: their bytes, and how many frames of each source are among them. */
export interface Whole {
  readonly length: number;
  readonly frames: readonly number[];
}

/** Encoded bytes, and what stands elsewhere and belongs in between. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly inserts: readonly Insert[];
}

/** In front of byte `at`. */
export interface Insert {
  readonly at: number;
  readonly bytes: Bytes;
}

/** Gets a full buffer's untaken part; gives a buffer of at least `size` bytes (a multiple of 8) to go on in. */
export type Spill = (rest: Encoded, size: number) => Uint8Array;

/** The buffer of an encoder: filled up to `used`, taken up to `taken`. */
export class Output {
  bytes: Uint8Array;
  view: DataView;
  /** Whether `around` leaves payloads where they are. */
  apart = false;
  #used = 0;
  #taken = 0;
  #inserts: Insert[] = [];
  readonly #spill: Spill;

  constructor(spill: Spill) {
    this.#spill = spill;
    this.bytes = spill({ bytes: new Uint8Array(0), inserts: [] }, 0);
    this.view = viewOf(this.bytes);
  }

  /** Where `size` more bytes go. */
  claim(size: number): number {
    if (this.#used + size > this.bytes.length) {
      this.bytes = this.#spill(this.take(), size);
      this.view = viewOf(this.bytes);
      this.#used = 0;
      this.#taken = 0;
    }
    const at = this.#used;
    this.#used += size;
    return at;
  }

  /** Where `before` more bytes go, then the payload, then `after` more: there, or at once behind the first where the payload stays apart. */
  around(before: number, payload: Bytes, after: number): number {
    if (!this.apart) {
      const at = this.claim(before + payload.length + after);
      this.bytes.set(payload, at + before);
      return at;
    }
    const at = this.claim(before + after);
    this.#inserts.push({ at: at + before - this.#taken, bytes: payload });
    return at;
  }

  take(): Encoded {
    const taken = { bytes: this.bytes.subarray(this.#taken, this.#used), inserts: this.#inserts };
    this.#taken = this.#used;
    if (this.#inserts.length > 0) this.#inserts = [];
    return taken;
  }
}

const viewOf = (b: Uint8Array): DataView => new DataView(b.buffer, b.byteOffset, b.byteLength);
