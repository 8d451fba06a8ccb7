/** HandleChannel: a Channel over the bare handle of an accepted TCP connection. What it does and tells is what SocketChannel does and tells. */
import type { FastChannel } from '../base/channel.ts';
import { Ledger } from '../base/ledger.ts';
import { SHARED, type Sink } from '../base/on-read.ts';
import type { ChannelFacts } from '../base/tap.ts';
import { ChunkQueue, QueueSink } from '../channels/chunk-queue.ts';
import type { StreamHandle, StreamOwner } from '../host/stream-handle.ts';
import { afterEnd, cancelled, channelError } from './channel-errors.ts';

/** Nothing is read before the first pull of `incoming` or the first `feed`. */
export class HandleChannel implements FastChannel, StreamOwner {
  readonly facts: ChannelFacts;
  readonly ledger = new Ledger();
  readonly #handle: StreamHandle;
  readonly #queue: ChunkQueue;
  #sink: Sink | undefined;
  /** Bytes that are not with the system yet. */
  #inFlight = 0;
  #flushed: (() => void) | undefined;
  #ending: Promise<void> | undefined;
  #isShuttingDown = false;
  #isPeerOver = false;
  /** Why the channel is cut. */
  #error: Error | undefined;

  constructor(handle: StreamHandle, facts: ChannelFacts) {
    this.#handle = handle;
    this.facts = facts;
    this.#queue = new ChunkQueue(this);
  }

  get local(): string {
    return this.facts.local;
  }

  get remote(): string {
    return this.facts.remote;
  }

  get incoming(): AsyncIterable<Uint8Array> {
    return this.#queue;
  }

  get pending(): number {
    return this.#inFlight;
  }

  // ---- reading

  resume(): void {
    this.#handle.start(this);
  }

  feed(sink: Sink): Promise<void> {
    this.#sink = sink;
    let more = true;
    for (let chunk = this.#queue.shift(); chunk !== undefined; chunk = this.#queue.shift()) more = sink.take(chunk);
    if (more) this.resume();
    return this.#queue.ended(sink);
  }

  get readsInto(): Uint8Array {
    return this.#sink?.buffer ?? SHARED;
  }

  read(n: number, from: Uint8Array): boolean {
    this.#sink ??= new QueueSink(this.#queue);
    const chunk = this.#sink.keep(n, from);
    this.ledger.bytes('received', chunk);
    return this.#sink.take(chunk);
  }

  readOver(error?: Error): void {
    if (error !== undefined) this.#fail(error);
    else if (this.#isPeerOver) return;
    else if (this.#ending === undefined && this.#handle.lacksPeer()) this.#readAgain();
    else this.#noMore();
    this.#isPeerOver = true;
  }

  /** libuv makes an end of a reset that comes with the last bytes to a socket that did not read just then: its error comes within two turns. */
  #readAgain(): void {
    this.#handle.start(this);
    setImmediate(() => setImmediate(() => this.#noMore()));
  }

  /** The peer has ended in order, or was found to be cut before. */
  #noMore(): void {
    if (this.#error === undefined && !this.ledger.isOver) this.ledger.ended('peer');
    this.#queue.close(this.#error);
    if (this.ledger.hasEnded('us')) this.#close();
  }

  // ---- writing

  write(chunk: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.put(chunk, (error) => {
        if (!error) return resolve();
        reject(this.#error ?? (this.#ending === undefined ? this.#failure(error) : error));
      });
    });
  }

  put(bytes: Uint8Array, written: (error?: Error | null) => void): void {
    if (this.#ending !== undefined || this.#handle.isClosing) {
      const error = this.#error ?? (this.#ending === undefined ? cancelled(this.remote) : afterEnd(this.remote));
      process.nextTick(written, error);
      return;
    }
    this.ledger.bytes('sent', bytes);
    if (this.#handle.write(bytes, (error) => this.#written(bytes.length, error, written))) written(null);
    else this.#inFlight += bytes.length;
  }

  #written(bytes: number, error: Error | null, written: (error?: Error | null) => void): void {
    this.#inFlight -= bytes;
    const failure = error === null && this.#handle.isClosing ? cancelled(this.remote) : error;
    if (failure !== null) {
      this.ledger.unsent(bytes);
      if (!this.#handle.isClosing) process.nextTick(() => this.#fail(failure));
    }
    written(failure === null ? null : (this.#error ?? failure));
    if (this.#inFlight === 0) this.#flushed?.();
  }

  end(): Promise<void> {
    this.#ending ??= this.#error === undefined ? this.#shutDown() : Promise.reject(this.#error);
    return this.#ending;
  }

  /** The FIN is asked for only when all bytes are with the system: until then the channel can be aborted with a reset. */
  async #shutDown(): Promise<void> {
    if (this.#inFlight > 0)
      await new Promise<void>((resolve) => {
        this.#flushed = resolve;
      });
    if (this.#error !== undefined) throw this.#error;
    if (this.#handle.isClosing) throw cancelled(this.remote);
    this.#isShuttingDown = true;
    await new Promise<void>((resolve, reject) => {
      this.#handle.shutdown((error) => {
        this.#isShuttingDown = false;
        if (error === null) resolve();
        else reject(this.#failure(error));
      });
    });
    this.ledger.ended('us');
    if (this.ledger.hasEnded('peer')) this.#close();
  }

  // ---- its end

  abort(reason: Error): void {
    if (this.#error !== undefined || this.ledger.isOver) return;
    this.#error = reason;
    this.ledger.reset('us', reason);
    this.#queue.cut(reason);
    if (this.#isShuttingDown) this.#close();
    else this.#handle.reset(() => this.ledger.closed());
  }

  close(): void {
    this.#queue.close();
    const close = (): void => this.#close();
    this.end().then(close, close);
  }

  #close(): void {
    this.#handle.close(() => this.ledger.closed());
  }

  /** The system says that the connection is over. */
  #fail(error: Error): void {
    if (this.#handle.isClosing) return;
    this.ledger.reset('peer', this.#failure(error));
    this.#queue.close(this.#error);
    this.#close();
  }

  #failure(error: Error): Error {
    this.#error ??= channelError(this.facts, error);
    return this.#error;
  }
}
