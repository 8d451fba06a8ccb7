/** JoinedChannel: a channel of two halves that need not know each other: standard input and output, two FIFOs, a file, a child's pipes. */
import { sayTrouble } from '../../core/said.ts';
import type { FastChannel } from '../base/channel.ts';
import { codeOf, ioError } from '../base/errors.ts';
import { Ledger } from '../base/ledger.ts';
import { OnRead, type Sink } from '../base/on-read.ts';
import type { ChannelFacts } from '../base/tap.ts';
import { ChunkQueue, QueueSink } from './chunk-queue.ts';
import type { OpenRead, OpenWrite, ReadHalf, WriteHalf } from './half.ts';

export interface Joined {
  /** The address as printed, for messages. */
  readonly place: string;
  readonly read: OpenRead;
  readonly write: OpenWrite;
  /** Lets go of what the halves do not know, when both are released. */
  readonly release?: () => void;
  /** `close` was called: nothing more will be read, and what is written should not take for ever (a child that does not read). */
  readonly closing?: () => void;
  /** True: when nobody reads what we write, the whole channel is broken (stdio). Else the peer may still send (a child). */
  readonly deafIsBroken?: boolean;
}

export class JoinedChannel implements FastChannel {
  readonly facts: ChannelFacts;
  readonly ledger = new Ledger();
  readonly #joined: Joined;
  readonly #onRead = new OnRead();
  readonly #queue: ChunkQueue;
  readonly #reader: ReadHalf;
  readonly #writer: WriteHalf;
  #ending: Promise<void> | undefined;
  #error: Error | undefined;
  #deaf: Error | undefined;

  /** Throws the system's error where a half cannot be opened. */
  constructor(facts: ChannelFacts, joined: Joined) {
    this.facts = facts;
    this.#joined = joined;
    this.#queue = new ChunkQueue(() => this.#reader.resume());
    this.#onRead.sink = new QueueSink(this.#queue);
    this.#onRead.ledger = this.ledger;
    this.#writer = joined.write((cause) => this.#broken(cause));
    this.#reader = joined.read({
      onRead: this.#onRead,
      take: (chunk) => this.#take(chunk),
      ended: () => this.#peerEnded(),
      failed: (cause) => this.#fail(cause),
    });
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
    return this.#writer.pending;
  }

  write(chunk: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.put(chunk, (error) => (error ? reject(error) : resolve()));
    });
  }

  put(bytes: Uint8Array, written: (error?: Error | null) => void): void {
    const broken = this.#error ?? this.#deaf ?? (this.#ending === undefined ? undefined : afterEnd(this.#joined.place));
    if (broken !== undefined) {
      process.nextTick(written, broken);
      return;
    }
    this.ledger.bytes('sent', bytes);
    this.#writer.put(bytes, (error) => {
      if (error) this.ledger.unsent(bytes.length);
      written(error ? this.#broken(error) : null);
    });
  }

  feed(sink: Sink): Promise<void> {
    this.#onRead.sink = sink;
    let more = true;
    for (let chunk = this.#queue.shift(); chunk !== undefined; chunk = this.#queue.shift()) more = sink.take(chunk);
    if (more) this.resume();
    return this.#queue.ended(sink);
  }

  resume(): void {
    if (!this.ledger.isOver && !this.ledger.hasEnded('peer')) this.#reader.resume();
  }

  end(): Promise<void> {
    this.#ending ??= this.#finish();
    return this.#ending;
  }

  abort(reason: Error): void {
    if (this.#error !== undefined || this.ledger.isOver) return;
    this.#error = reason;
    this.ledger.reset('us', reason);
    this.#queue.cut(reason);
    this.#over();
  }

  close(): void {
    this.#queue.close();
    const over = (): void => this.#over();
    this.end().then(over, over);
    this.#joined.closing?.();
  }

  async #finish(): Promise<void> {
    if (this.#error !== undefined) throw this.#error;
    if (this.#deaf === undefined) {
      try {
        await this.#writer.end();
      } catch (cause) {
        throw this.#broken(cause);
      }
    }
    this.ledger.ended('us');
    if (this.ledger.hasEnded('peer')) this.#over();
  }

  #take(chunk: Uint8Array): boolean {
    this.ledger.bytes('received', chunk);
    return this.#onRead.sink.take(chunk);
  }

  #peerEnded(): void {
    this.ledger.ended('peer');
    this.#queue.close();
    if (this.ledger.hasEnded('us')) this.#over();
  }

  /** Writing failed. EPIPE says that nobody reads; whether the other direction lives on is the endpoint's matter. */
  #broken(cause: unknown): Error {
    if (this.#error === undefined && codeOf(cause) === 'EPIPE' && this.#joined.deafIsBroken !== true) {
      this.#deaf ??= ioError(this.#joined.place, 'to write', cause);
      return this.#deaf;
    }
    return this.#fail(cause);
  }

  #fail(cause: unknown): Error {
    if (this.#error !== undefined) return this.#error;
    this.#error = ioError(this.#joined.place, 'to read and write', cause);
    this.ledger.reset('peer', this.#error);
    this.#queue.close(this.#error);
    this.#over();
    return this.#error;
  }

  #over(): void {
    if (this.ledger.isOver) return;
    this.ledger.closed();
    this.#reader.release();
    this.#writer.release();
    this.#joined.release?.();
  }
}

const afterEnd = (place: string): Error =>
  ioError(place, 'an open direction', Object.assign(new Error('ended'), { code: 'EPIPE' }), sayTrouble('wasEnded'));
