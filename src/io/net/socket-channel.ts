/** SocketChannel: a Channel over a Node socket (TCP, unix, pipe, TLS). Half-open always; never waits for 'drain'. */
import type { Socket } from 'node:net';
import type { FastChannel } from '../base/channel.ts';
import { Ledger } from '../base/ledger.ts';
import { OnRead, type Sink } from '../base/on-read.ts';
import type { ChannelFacts } from '../base/tap.ts';
import { ChunkQueue, QueueSink } from '../channels/chunk-queue.ts';
import { writeDirectly, writesDirectly } from '../host/direct-write.ts';
import { readsAgain, resetNow } from '../host/socket-reset.ts';
import { afterEnd, cancelled, channelError } from './channel-errors.ts';

/** What a socket that lies on another does beside the rest. */
export interface SocketRules {
  /** Asked when the socket has ended: an error says that this was no end in order (TLS without close_notify). */
  readonly cutAtEnd?: () => Error | undefined;
  /** What is still waited for where it has closed in order. Never rejects. */
  readonly afterClose?: () => Promise<void>;
}

const NO_RULES: SocketRules = {};

/**
 * The socket must have been made with `allowHalfOpen: true`. With an `onRead` (whose `onread` the socket was made with) bytes go the
 * quick way; without one the socket's 'data' events are used. Nothing is read before the first pull of `incoming`.
 */
export class SocketChannel implements FastChannel {
  readonly facts: ChannelFacts;
  readonly socket: Socket;
  readonly ledger = new Ledger();
  readonly #isDirect: boolean;
  readonly #onRead: OnRead;
  readonly #queue: ChunkQueue;
  /** Bytes given to the socket past its queue and not yet with the system, and who waits for that. */
  #inFlight = 0;
  #waiter: ((error?: Error | null) => void) | undefined;
  /** Made with the first write: most of many connections are idle. */
  #sent: ((error?: Error | null) => void) | undefined;
  #ending: Promise<void> | undefined;
  /** Why the channel is cut. */
  #error: Error | undefined;
  readonly #more: SocketRules;
  /** Where the peer's end was none in order, the reader gets the error and what we write still goes to the peer; otherwise all is cut then. */
  sendsAfterCut = false;

  constructor(socket: Socket, facts: ChannelFacts, onRead?: OnRead, more: SocketRules = NO_RULES) {
    this.socket = socket;
    this.#isDirect = writesDirectly(socket);
    this.#more = more;
    this.facts = facts;
    this.#onRead = onRead ?? new OnRead();
    this.#queue = new ChunkQueue(socket);
    this.#onRead.sink = new QueueSink(this.#queue);
    this.#onRead.ledger = this.ledger;
    if (onRead === undefined) this.#feedFromData();
    this.#listen();
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
    return this.#inFlight + this.socket.writableLength;
  }

  write(chunk: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.put(chunk, (error) => {
        if (!error) return resolve();
        reject(this.#error ?? (this.#ending === undefined ? this.#failure(error) : error));
      });
    });
  }

  put(bytes: Uint8Array, written: (error?: Error | null) => void): void {
    // A write after the end would make Node destroy the socket, and with it what is still to be read.
    if (this.#ending !== undefined) {
      process.nextTick(written, this.#error ?? afterEnd(this.remote));
      return;
    }
    this.ledger.bytes('sent', bytes);
    if (this.pending === 0 && !this.socket.destroyed && this.#isDirect) this.#putNow(bytes, written);
    else this.socket.write(bytes, (error) => written(this.#outcome(bytes.length, error)));
  }

  #putNow(bytes: Uint8Array, written: (error?: Error | null) => void): void {
    this.#inFlight = bytes.length;
    this.#waiter = written;
    this.#sent ??= (error) => this.#written(error);
    writeDirectly(this.socket, bytes, this.#sent);
  }

  #written(error?: Error | null): void {
    const waiter = this.#waiter;
    const failure = this.#outcome(this.#inFlight, error);
    this.#inFlight = 0;
    this.#waiter = undefined;
    if (error) process.nextTick(() => this.socket.destroy(error));
    waiter?.(failure);
  }

  /** Of a write of so many bytes. Node tells of success where the socket was destroyed meanwhile. */
  #outcome(bytes: number, error: Error | null | undefined): Error | null {
    const failure = error ?? (this.socket.destroyed ? (this.#error ?? cancelled(this.remote)) : null);
    if (failure !== null) this.ledger.unsent(bytes);
    return failure;
  }

  feed(sink: Sink): Promise<void> {
    this.#onRead.sink = sink;
    let more = true;
    for (let chunk = this.#queue.shift(); chunk !== undefined; chunk = this.#queue.shift()) more = sink.take(chunk);
    if (more) this.socket.resume();
    return this.#queue.ended(sink);
  }

  resume(): void {
    this.socket.resume();
  }

  end(): Promise<void> {
    this.#ending ??= this.#error === undefined ? this.#shutDown() : Promise.reject(this.#error);
    return this.#ending;
  }

  abort(reason: Error): void {
    if (this.#error !== undefined || this.ledger.isOver) return;
    this.#error = reason;
    this.ledger.reset('us', reason);
    this.#queue.cut(reason);
    // While the system works on our FIN it takes no reset; then everything is with the system already.
    const shuttingDown = this.socket.writableEnded && !this.socket.writableFinished;
    if (this.facts.scheme === 'tcp' && !shuttingDown) resetNow(this.socket);
    else this.socket.destroy();
  }

  close(): void {
    this.#queue.close();
    const destroy = (): void => void this.socket.destroy();
    this.end().then(destroy, destroy);
  }

  /** The FIN is asked for only when all bytes are with the system: until then the channel can be aborted with a reset. */
  async #shutDown(): Promise<void> {
    if (this.pending > 0) await this.#flushed();
    await new Promise<void>((resolve, reject) => {
      // Node calls back on failure too.
      this.socket.end((error?: Error | null) => {
        if (error && !this.socket.writableFinished) reject(this.#failure(error));
        else resolve();
      });
    });
  }

  #flushed(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.write(NOTHING, (error) => (error ? reject(this.#failure(error)) : resolve()));
    });
  }

  /** What a Node error means for this channel; the reason of an abort, where there was one. */
  #failure(error: Error): Error {
    this.#error ??= channelError(this.facts, error);
    return this.#error;
  }

  #peerEnded(): void {
    const cut = this.#more.cutAtEnd?.();
    if (cut !== undefined && this.sendsAfterCut) {
      this.ledger.reset('peer', cut);
      this.#queue.close(cut);
    } else if (cut !== undefined) this.socket.destroy(cut);
    else if (this.#ending === undefined && readsAgain(this.socket)) setImmediate(() => setImmediate(() => this.#noMore()));
    else this.#noMore();
  }

  /** The peer has ended in order, or was found to be cut before. */
  #noMore(): void {
    if (this.#error === undefined && !this.ledger.isOver) this.ledger.ended('peer');
    this.#queue.close(this.#error);
  }

  /** Handlers are shared by all channels and find theirs by the socket. */
  #listen(): void {
    Reflect.set(this.socket, CHANNEL, this);
    this.socket.on('error', onError).on('end', onEnd).on('finish', onFinish).on('close', onClose);
  }

  /** What the socket tells; for the handlers below. */
  told(what: 'error' | 'end' | 'finish' | 'close', error?: Error): void {
    if (what === 'error' && error !== undefined) this.ledger.reset('peer', this.#failure(error));
    else if (what === 'finish') this.ledger.ended('us');
    else if (what === 'end') this.#peerEnded();
    else if (what === 'close') {
      this.#queue.close(this.#error);
      const { afterClose } = this.#more;
      if (afterClose === undefined || this.ledger.isCut) this.ledger.closed();
      else void afterClose().then(() => this.ledger.closed());
    }
  }

  #feedFromData(): void {
    this.socket.pause();
    this.socket.on('data', (chunk: Uint8Array) => {
      this.ledger.bytes('received', chunk);
      if (!this.#onRead.sink.take(chunk)) this.socket.pause();
    });
  }
}

/** Where a socket keeps its channel. */
const CHANNEL = Symbol('channel');

const channelOf = (socket: Socket): SocketChannel | undefined => {
  const channel: unknown = Reflect.get(socket, CHANNEL);
  return channel instanceof SocketChannel ? channel : undefined;
};

function onError(this: Socket, error: Error): void {
  channelOf(this)?.told('error', error);
}

function onEnd(this: Socket): void {
  channelOf(this)?.told('end');
}

function onFinish(this: Socket): void {
  channelOf(this)?.told('finish');
}

function onClose(this: Socket): void {
  channelOf(this)?.told('close');
}

const NOTHING = new Uint8Array(0);
