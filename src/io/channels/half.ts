/** Halves: one direction of a channel each, as files, pipes, terminals and children give them. `JoinedChannel` makes a channel of two. */
import type { OnRead } from '../base/on-read.ts';

/** Where a reading half delivers. */
export interface ReadTarget {
  /** `onRead.buffer()` names where the next read goes, `onRead.callback` takes it. */
  readonly onRead: OnRead;
  /** Takes a chunk that the half gives away. False: stop reading. */
  take(chunk: Uint8Array): boolean;
  /** The end of the direction. */
  ended(): void;
  failed(cause: unknown): void;
}

export interface ReadHalf {
  /** Reading starts, or goes on after it was told to stop. Harmless while reading. */
  resume(): void;
  /** Reads no more and keeps the process no longer alive. */
  release(): void;
}

export type OpenRead = (to: ReadTarget) => ReadHalf;

export interface WriteHalf {
  put(bytes: Uint8Array, written: (error?: Error | null) => void): void;
  /** Bytes put and not yet with the system. */
  readonly pending: number;
  /** Resolves when all is with the system and the reader sees the end, where the end can be told. */
  end(): Promise<void>;
  /** Lets go at once; what is pending is lost. */
  release(): void;
}

/** `failed` is called when it breaks while nothing is being written. */
export type OpenWrite = (failed: (cause: unknown) => void) => WriteHalf;

/** Nothing to read; not even an end. */
export const NO_READ: OpenRead = () => ({ resume: () => {}, release: () => {} });

/** Nobody to write to. EPIPE closes the direction only. */
export const NO_WRITE: OpenWrite = () => ({
  pending: 0,
  put: (_bytes, written) => process.nextTick(written, Object.assign(new Error('nobody to write to'), { code: 'EPIPE' })),
  end: () => Promise.resolve(),
  release: () => {},
});
