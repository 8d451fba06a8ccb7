/** ChunkQueue: what was read and not yet taken, bounded, as an async iterable with one reader. */

import { SHARED, type Sink } from '../base/on-read.ts';

/** At this many bytes waiting the source is asked to pause. */
const HIGH_WATER = 65536;

export interface Resumable {
  resume(): void;
}

/** What `feed` gives where the sink is told by its `over`. */
export const SETTLED: Promise<void> = Promise.resolve();

export class ChunkQueue implements AsyncIterable<Uint8Array> {
  #chunks: Uint8Array[] | undefined;
  #waiting: ((result: IteratorResult<Uint8Array>) => void) | undefined;
  #refuse: ((error: Error) => void) | undefined;
  #bytes = 0;
  #over = false;
  #error: Error | undefined;
  readonly #source: Resumable | (() => void);
  #told: Sink | undefined;

  /** The source is started or resumed whenever the reader asks for a chunk and none is there. */
  constructor(source: Resumable | (() => void)) {
    this.#source = source;
  }

  /** Takes a chunk that the caller gives away. False: pause until `wanted`. */
  push(chunk: Uint8Array): boolean {
    if (this.#over) return false;
    if (this.#waiting !== undefined) {
      const resolve = this.#waiting;
      this.#waiting = this.#refuse = undefined;
      resolve({ value: chunk, done: false });
      return true;
    }
    this.#chunks ??= [];
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    return this.#bytes < HIGH_WATER;
  }

  /** For a sink that has taken over: its `over` is called when no more comes; or else the promise tells. */
  ended(sink: Sink): Promise<void> {
    if (sink.over !== undefined) {
      this.#told = sink;
      if (this.#over) this.#settle();
      return SETTLED;
    }
    return new Promise((resolve, reject) => {
      this.#waiting = () => resolve();
      this.#refuse = reject;
      if (this.#over) this.#settle();
    });
  }

  /** No more comes. With an error, the reader gets what is queued and then the error. */
  close(error?: Error): void {
    if (this.#over) return;
    this.#over = true;
    this.#error = error;
    this.#settle();
  }

  /** Forgets what is queued and fails the reader at once: the channel was aborted. */
  cut(error: Error): void {
    this.#chunks = undefined;
    this.#bytes = 0;
    if (this.#over) this.#error = error;
    else this.close(error);
  }

  /** The next queued chunk without waiting, for a pump that takes over. */
  shift(): Uint8Array | undefined {
    const chunk = this.#chunks?.shift();
    if (chunk !== undefined) this.#bytes -= chunk.length;
    return chunk;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return { next: () => this.#next(), return: () => Promise.resolve({ value: undefined, done: true }) };
  }

  #settle(): void {
    const told = this.#told;
    const error = this.#error;
    this.#told = undefined;
    if (told !== undefined) void SETTLED.then(() => told.over?.(error)); // as a promise would tell: after what is going on now
    if (this.#error === undefined) this.#waiting?.({ value: undefined, done: true });
    else this.#refuse?.(this.#error);
    this.#waiting = this.#refuse = undefined;
  }

  #next(): Promise<IteratorResult<Uint8Array>> {
    const chunk = this.shift();
    if (chunk !== undefined) return Promise.resolve({ value: chunk, done: false });
    if (this.#over) return this.#error === undefined ? Promise.resolve({ value: undefined, done: true }) : Promise.reject(this.#error);
    if (this.#waiting !== undefined) return Promise.reject(new Error('incoming has one reader at a time'));
    return new Promise((resolve, reject) => {
      this.#waiting = resolve;
      this.#refuse = reject;
      if (typeof this.#source === 'function') this.#source();
      else this.#source.resume();
    });
  }
}

/** Chunks for a reader that takes its time: copied out of the shared buffer. */
export class QueueSink implements Sink {
  readonly buffer = SHARED;
  readonly #queue: ChunkQueue;

  constructor(queue: ChunkQueue) {
    this.#queue = queue;
  }

  keep(n: number, from: Uint8Array): Uint8Array {
    const copy = Buffer.allocUnsafe(n);
    copy.set(from.subarray(0, n));
    return copy;
  }

  take(chunk: Uint8Array): boolean {
    return this.#queue.push(chunk);
  }
}
