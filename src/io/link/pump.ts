/**
 * Pump: moves one direction of a link. Two ways to do it: any Channel by its promises, and two fast channels (sockets, stdio) by read
 * callbacks into buffers that are used again, with no promise and no copy under load.
 */

import { type FastChannel, isFast, type OpenChannel } from '../base/channel.ts';
import { ioError } from '../base/errors.ts';
import { SHARED, type Sink } from '../base/on-read.ts';
import { borrowBuffer, type ReadBuffer, returnBuffer } from './buffers.ts';
import { busyPoll } from './busy-poll.ts';

/** How a direction came to its end: in order, or because reading or writing failed. */
export type PumpEnd =
  | { readonly kind: 'end' }
  | { readonly kind: 'read failed'; readonly error: Error }
  | { readonly kind: 'write failed'; readonly error: Error };

/** What keeps a rate. */
export interface Pace {
  /** Chunks of a stream are cut to at most this many bytes. */
  readonly slice: number;
  /** Resolves when so many bytes may go. */
  wait(bytes: number): Promise<void>;
}

/** A stream that goes out as datagrams is cut to at most this many bytes, as nc does it. */
const LARGEST_CUT = 16_384;

/** How long a chunk may be, going from one to the other. */
const longest = (from: OpenChannel, to: OpenChannel): number =>
  to.facts.framing === 'datagram' && from.facts.framing !== 'datagram' ? LARGEST_CUT : Number.POSITIVE_INFINITY;

/** So long what was read before a cut may take to be written after it. */
const FLUSH_TIME = 5000;

/** Moves everything from one channel to the other; what it read is written when it resolves. Ends neither channel. Never rejects. */
export const pump = (from: OpenChannel, to: OpenChannel, pace?: Pace): Promise<PumpEnd> =>
  new Promise((resolve) => startPump(from, to, pace, resolve));

/** Told once; `from` is the channel that was read, so that both pumps of a link may tell the same one. */
export type PumpDone = (end: PumpEnd, from: OpenChannel) => void;

/** The same, telling the end by a call: thousands of idle links should not each keep a chain of promises. */
export const startPump = (from: OpenChannel, to: OpenChannel, pace: Pace | undefined, done: PumpDone): void => {
  if (pace === undefined && isFast(from) && isFast(to)) new FastPump(from, to, done).start();
  else void plainPump(from, to, pace).then((end) => done(end, from));
};

const plainPump = async (from: OpenChannel, to: OpenChannel, pace: Pace | undefined): Promise<PumpEnd> => {
  const most = longest(from, to);
  const slice = from.facts.framing === 'datagram' ? most : Math.min(most, pace?.slice ?? most);
  let writing = false;
  try {
    for await (const chunk of from.incoming) {
      writing = true;
      if (pace === undefined && chunk.length <= slice) await to.write(chunk);
      else await writeParts(chunk, to, Math.min(slice, chunk.length || 1), pace);
      writing = false;
    }
    return { kind: 'end' };
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    return { kind: writing ? 'write failed' : 'read failed', error };
  }
};

const writeParts = async (chunk: Uint8Array, to: OpenChannel, slice: number, pace: Pace | undefined): Promise<void> => {
  for (let o = 0; o === 0 || o < chunk.length; o += slice) {
    const part = chunk.subarray(o, o + slice);
    await pace?.wait(part.length);
    await to.write(part);
  }
};

/** Below a quarter of the shared buffer, this many times in a row, a stream counts as quiet and gives its own buffer back. */
const QUIET_READS = 32;
const SMALL_READ = SHARED.length / 4;

/** What may be a question, or its answer. */
const SHORT = 4096;

/** The last short message, when the system has it: the next one is often as long. */
let spare: Uint8Array | undefined;

class FastPump implements Sink {
  buffer: ReadBuffer = SHARED;
  #quiet = 0;
  /** Bytes of the write that the system has not taken yet; reading is paused meanwhile. */
  #waiting = 0;
  /** Of the read whose chunk is to be taken: its bytes, 0 where there is none, and whether they are in a buffer of our own. */
  #read = 0;
  #own = false;
  readonly #from: FastChannel;
  readonly #to: FastChannel;
  readonly #longest: number;
  readonly #done: PumpDone;
  /** How reading ended, while something waits to be written. */
  #last: PumpEnd | undefined;
  #late: NodeJS.Timeout | undefined;
  #finished = false;

  constructor(from: FastChannel, to: FastChannel, done: PumpDone) {
    this.#from = from;
    this.#to = to;
    this.#done = done;
    this.#longest = longest(from, to);
  }

  start(): void {
    void this.#from.feed(this);
  }

  /** Reading is over; what is on its way may still be written. */
  over(error?: Error): void {
    const end: PumpEnd = error === undefined ? { kind: 'end' } : { kind: 'read failed', error };
    this.#last = end;
    if (this.#waiting === 0) this.#finish(end);
    else if (end.kind === 'read failed') this.#late = setTimeout(() => this.#finish(end), FLUSH_TIME);
  }

  #finish(end: PumpEnd): void {
    if (this.#finished) return;
    this.#finished = true;
    clearTimeout(this.#late);
    this.#letGo(end.kind === 'write failed'); // the system may still read into the buffer then
    this.#done(end, this.#from);
  }

  /** From the read callback of the socket: what is in a buffer of our own stays there until it is written. */
  keep(n: number, from: Uint8Array): Uint8Array {
    this.#read = n;
    this.#own = from !== SHARED;
    return this.#own ? from.subarray(0, n) : this.#copy(n);
  }

  /** What was kept; or a chunk of its own, from the queue or of a socket without `onread`. */
  take(chunk: Uint8Array): boolean {
    const n = this.#read;
    this.#read = 0;
    const taken = this.#write(chunk);
    if (n === 0) return taken;
    if (this.#own) this.#settleDown(n, taken);
    else if (n === SHARED.length) this.#grow();
    else if (n < SHORT && taken) {
      spare = chunk;
      busyPoll();
    }
    return taken;
  }

  /** Of what the shared buffer got. */
  #copy(n: number): Uint8Array {
    const copy = spare?.length === n ? spare : Buffer.allocUnsafe(n);
    spare = undefined;
    copy.set(startOfShared(n));
    return copy;
  }

  #write(bytes: Uint8Array): boolean {
    if (bytes.length > this.#longest) return this.#writeCut(bytes);
    this.#to.put(bytes, this.#written);
    if (this.#to.pending === 0) return true; // the system has it all: the buffer is free
    this.#waiting += bytes.length;
    return false; // resumed by the write's callback; 'drain' does not come for writes below the high-water mark
  }

  #writeCut(bytes: Uint8Array): boolean {
    let taken = true;
    for (let o = 0; o < bytes.length; o += this.#longest) taken = this.#write(bytes.subarray(o, o + this.#longest));
    return taken;
  }

  readonly #written = (error?: Error | null): void => {
    if (error) {
      this.#waiting = 0;
      this.#finish({ kind: 'write failed', error: ioError(`${this.#to.facts.scheme}:${this.#to.remote}`, 'an open connection', error) });
    } else if (this.#waiting > 0 && this.#to.pending === 0) {
      this.#waiting = 0;
      if (this.#last === undefined) this.#from.resume();
      else this.#finish(this.#last);
    }
  };

  /** A read filled the shared buffer: this stream is busy and gets a large one, if there is one. */
  #grow(): void {
    this.buffer = borrowBuffer() ?? SHARED;
    this.#quiet = 0;
  }

  #settleDown(n: number, taken: boolean): void {
    if (n >= SMALL_READ) this.#quiet = 0;
    else if (++this.#quiet > QUIET_READS && taken) this.#letGo(false);
  }

  #letGo(inUse: boolean): void {
    if (this.buffer === SHARED) return;
    returnBuffer(this.buffer, inUse || this.#to.pending !== 0);
    this.buffer = SHARED;
  }
}

/** The start of the shared buffer. Making such a view takes longer than copying what a short one shows. */
const startOfShared = (n: number): Uint8Array => {
  if (n > MOST_VIEWS) return SHARED.subarray(0, n);
  views[n] ??= SHARED.subarray(0, n);
  return views[n];
};
const MOST_VIEWS = 1024;
const views: Uint8Array[] = [];
