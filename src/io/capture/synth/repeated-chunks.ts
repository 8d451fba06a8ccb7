/**
 * RepeatedChunks: what a link reports twice: each chunk is received by one channel and at once, as the same object, sent by another. The second
 * report need not sum the segments again, and of much that goes by it need not keep the payload again.
 */
import type { FrameSink } from '../../../formats/encoder.ts';

/** Shared by the channels of one recording. */
export class RepeatedChunks {
  #bytes: Uint8Array | undefined;
  #mss = 0;
  #sums: readonly number[] = [];

  /** A channel received `bytes` and recorded them; `sums`: of its segments of `mss` bytes each. */
  received(bytes: Uint8Array, mss: number, sums: readonly number[]): void {
    this.#bytes = bytes.length < WORTH_KEEPING ? undefined : bytes;
    this.#mss = mss;
    this.#sums = sums;
  }

  /** The next report after that: whether it is of the same bytes, and their sums where they are cut alike. */
  sent(bytes: Uint8Array, mss: number): { readonly again: boolean; readonly sums: readonly number[] } {
    const again = this.#bytes === bytes;
    this.#bytes = undefined;
    return { again, sums: again && this.#mss === mss ? this.#sums : [] };
  }
}

/** Where the frames of many channels go. */
export interface Recording {
  readonly sink: FrameSink;
  readonly repeated: RepeatedChunks;
  /** Bytes of a stream that are kept again where they go out as they came in; of what comes later only the headers. */
  readonly repeat: number;
}

const WORTH_KEEPING = 16 << 10;
