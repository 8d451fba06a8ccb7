/** Frames in bulk: what a capture file, a live interface and our own socket events are all turned into. */
import type { Bytes } from '../core/bytes.ts';

/** How true a frame is: R captured, S reconstructed from our own socket events, L produced by the lab network, ? typed by somebody. */
export type Mark = 'R' | 'S' | 'L' | '?';
export const MARKS: readonly Mark[] = ['R', 'S', 'L', '?'];

/** LINKTYPE_ values (the number in a capture file) that have a protocol here; see the registry for what each starts with. */
export const LinkType = {
  null: 0,
  ethernet: 1,
  ppp: 9,
  raw: 101,
  loop: 108,
  sll: 113,
  upperPdu: 252,
  ipv4: 228,
  ipv6: 229,
  sll2: 276,
} as const;

/** About 1,024 frames at a time. The arrays belong to the producer and are valid until the next batch is asked for. */
export interface FrameBatch {
  /** Holds the bytes of every frame of the batch. */
  bytes: Uint8Array;
  count: number;
  /** Where frame i starts in `bytes`. */
  readonly offset: Uint32Array;
  /** Bytes of frame i that are there, and that it had on the wire. */
  readonly captured: Uint32Array;
  readonly original: Uint32Array;
  /** Seconds since 1970 and nanoseconds; a frame without a time (a simple packet) has NaN seconds. */
  readonly seconds: Float64Array;
  readonly nanos: Uint32Array;
  readonly linkType: Uint16Array;
  /** Index into MARKS. */
  readonly mark: Uint8Array;
  /** Number of the interface in the file, counted over all sections; 0 in pcap. */
  readonly source: Uint32Array;
  /** Where the frame's bytes start in the file, so that one frame can be read again later. */
  readonly position: Float64Array;
  /** Comments by index in the batch. */
  readonly comments: Map<number, readonly string[]>;
  /** Lines that were written where the frames were traced. */
  readonly lines?: TracedLines | undefined;
  /** Facts that were written down where the frames were traced. */
  readonly written?: TracedFacts | undefined;
}

/** Bytes of the lines of a batch: what most batches take, twice. */
export const MOST_TRACED = 1 << 18;

/** Lines of frames of a batch as they are where no stream has more to say; that of frame i ends at `ends[i]`, and has no length where there is none. */
export interface TracedLines {
  readonly text: Uint8Array;
  readonly ends: Uint32Array;
}

/** Facts of frames of a batch as an index keeps them (analysis/facts-log.ts). */
export interface TracedFacts {
  /** A page of the index's log; it goes on to grow behind them. */
  readonly page: Uint32Array;
  /** Of frame i: where its facts begin in it; NOT_WRITTEN where they are not there. */
  readonly places: Uint32Array;
  /** Values that no word can say, by their place. */
  readonly others: ReadonlyMap<number, number>;
}
export const NOT_WRITTEN = 0xffff_ffff;

export const BATCH = 1024;

export const frameBatch = (size = BATCH): FrameBatch => ({
  bytes: new Uint8Array(0),
  count: 0,
  offset: new Uint32Array(size),
  captured: new Uint32Array(size),
  original: new Uint32Array(size),
  seconds: new Float64Array(size),
  nanos: new Uint32Array(size),
  linkType: new Uint16Array(size),
  mark: new Uint8Array(size),
  source: new Uint32Array(size),
  position: new Float64Array(size),
  comments: new Map(),
});

/** One frame on its own, for what looks at a single frame (trees, hex, pasted bytes). */
export interface Frame {
  /** 1-based number in its list. */
  readonly number: number;
  readonly mark: Mark;
  readonly seconds: number;
  readonly nanos: number;
  readonly linkType: number;
  readonly bytes: Bytes;
  /** Bytes on the wire; more than `bytes.length` where the capture cut the frame. */
  readonly original: number;
  readonly comments: readonly string[];
}

export const frameOf = (batch: FrameBatch, i: number, number: number): Frame => ({
  number,
  mark: MARKS[batch.mark[i]!] ?? 'R',
  seconds: batch.seconds[i]!,
  nanos: batch.nanos[i]!,
  linkType: batch.linkType[i]!,
  bytes: batch.bytes.subarray(batch.offset[i]!, batch.offset[i]! + batch.captured[i]!),
  original: batch.original[i]!,
  comments: batch.comments.get(i) ?? [],
});

/** A batch of one frame. */
export const batchOf = (f: Frame): FrameBatch => {
  const batch = frameBatch(1);
  batch.bytes = f.bytes;
  batch.count = 1;
  batch.captured[0] = f.bytes.length;
  batch.original[0] = f.original;
  batch.seconds[0] = f.seconds;
  batch.nanos[0] = f.nanos;
  batch.linkType[0] = f.linkType;
  batch.mark[0] = MARKS.indexOf(f.mark);
  if (f.comments.length > 0) batch.comments.set(0, f.comments);
  return batch;
};
