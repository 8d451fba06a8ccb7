/**
 * Encoder: what turns frames into the bytes of a capture file. It writes into a buffer of bounded size and hands that on when it is full;
 * no frame allocates anything. Whoever makes frames can make them in place: `reserve` says where in the buffer a frame's bytes go.
 */
import type { Bytes } from '../core/bytes.ts';
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

/** Where frames are put by whoever makes them. */
export interface FrameSink {
  /** Number of a new interface for frames to come. */
  source(info: SourceInfo): number;
  /**
   * Makes room for one frame of `captured` bytes. They go into `bytes` at the returned offset, before anything else is asked for.
   * `original` is the frame's length on the wire; nanoseconds are below 1e9.
   */
  reserve(source: number, seconds: number, nanos: number, captured: number, original: number, direction: FrameDirection): number;
  /** May be another buffer after each call of `reserve`. */
  readonly bytes: Uint8Array;
}

export interface Encoder extends FrameSink {
  /** Appends frame `i` of a batch with its comments, as one of `source`. */
  frame(batch: FrameBatch, i: number, source: number): void;
  /** Keys for what follows; formats without room for them leave them out. */
  secrets(kind: number, bytes: Bytes): void;
  /** Counters of an interface, at the end of a recording. */
  statistics(source: number, seconds: number, nanos: number, counters: InterfaceStatistics): void;
  /** What was encoded since the last take and was not spilled; empty where there is nothing. Valid until it is spilled or overwritten. */
  take(): Uint8Array;
}

/** Gets a full buffer's untaken part; gives a buffer of at least `size` bytes (a multiple of 8) to go on in. */
export type Spill = (rest: Uint8Array, size: number) => Uint8Array;

/** The buffer of an encoder: filled up to `used`, taken up to `taken`. */
export class Output {
  bytes: Uint8Array;
  view: DataView;
  private used = 0;
  private taken = 0;
  private readonly spill: Spill;

  constructor(spill: Spill) {
    this.spill = spill;
    this.bytes = spill(new Uint8Array(0), 0);
    this.view = viewOf(this.bytes);
  }

  /** Where `size` more bytes go. */
  claim(size: number): number {
    if (this.used + size > this.bytes.length) {
      this.bytes = this.spill(this.bytes.subarray(this.taken, this.used), size);
      this.view = viewOf(this.bytes);
      this.used = 0;
      this.taken = 0;
    }
    const at = this.used;
    this.used += size;
    return at;
  }

  take(): Uint8Array {
    const rest = this.bytes.subarray(this.taken, this.used);
    this.taken = this.used;
    return rest;
  }
}

const viewOf = (b: Uint8Array): DataView => new DataView(b.buffer, b.byteOffset, b.byteLength);
