/** DatagramChannel: a Channel whose chunks are datagrams, over anything that can send one. Errors of a single datagram do not end it. */

import type { Counted } from '../../core/said.ts';
import { sayTrouble } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { FastChannel } from '../base/channel.ts';
import { codeOf, ioError } from '../base/errors.ts';
import { Ledger } from '../base/ledger.ts';
import type { Sink } from '../base/on-read.ts';
import type { ChannelFacts } from '../base/tap.ts';
import { SETTLED } from './chunk-queue.ts';
import { DatagramQueue, type QueueSpace } from './datagram-queue.ts';

/** How datagrams leave; what comes is given to `arrive`. */
export interface DatagramPort {
  /** Sends at once where the system lets it; `sent` is called once, in this call or later. */
  send(bytes: Uint8Array, sent: (error: Error | null) => void): void;
  /** Bytes that the system has not taken yet. */
  pending(): number;
  /** Lets go; called once. What was sent is still delivered. */
  release(): void;
  /** How many datagrams the system dropped on the way in, so far. */
  dropped?(): number;
}

export interface DatagramRules {
  /** The address as printed, for messages. */
  readonly place: string;
  /** Seconds of silence after which the peer counts as gone; 0: never. */
  readonly idle: number;
  /** Seconds of silence after our own end; 0: the channel stays open until the peer's end, if there is such a thing. */
  readonly wait: number;
  readonly onTrouble?: ((error: Error) => void) | undefined;
  /** Room shared with other channels of the same socket. */
  readonly space?: QueueSpace;
}

/** Bytes that one channel may keep for a slow reader. */
const SPACE = 4 << 20;

/** Errors by which the system says that an earlier datagram did not arrive (ICMP); the one at hand was not sent and is tried again. */
const UNREACHABLE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);
/** Errors that every further datagram would meet. */
const LASTING: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);

export class DatagramChannel implements FastChannel {
  readonly facts: ChannelFacts;
  readonly ledger = new Ledger();
  readonly #port: DatagramPort;
  readonly #rules: DatagramRules;
  readonly #own: QueueSpace = { free: SPACE };
  readonly #queue: DatagramQueue;
  #sink: Sink | undefined;
  #stopped = false;
  #error: Error | undefined;
  /** Something came since the last look at the clock. */
  #heard = false;
  #timer: NodeJS.Timeout | undefined;
  /** The system does not take datagrams from here. */
  #denied: Error | undefined;
  /** Pumps that wait until all they put is with the system. */
  #waiters: ((error?: Error | null) => void)[] = [];

  constructor(facts: ChannelFacts, port: DatagramPort, rules: DatagramRules) {
    this.facts = facts;
    this.#port = port;
    this.#rules = rules;
    this.#queue = new DatagramQueue(this.#own, ...(rules.space ? [rules.space] : []));
    if (facts.role === 'acceptor') this.ledger.keepEarly();
    if (rules.idle > 0) this.#watch();
  }

  get local(): string {
    return this.facts.local;
  }

  get remote(): string {
    return this.facts.remote;
  }

  get incoming(): AsyncIterable<Uint8Array> {
    this.ledger.begun();
    return this.#queue;
  }

  get pending(): number {
    return this.#port.pending();
  }

  /** A datagram came; it belongs to the channel now. */
  arrive(datagram: Uint8Array): void {
    if (this.ledger.isOver) return;
    this.#heard = true;
    this.ledger.bytes('received', datagram);
    if (this.#sink !== undefined && !this.#stopped) this.#stopped = !this.#sink.take(datagram);
    else if (!this.#queue.push(datagram)) this.ledger.count('droppedSlowReader');
  }

  /** More would be dropped; for sockets that can let their senders wait. */
  get isFull(): boolean {
    return this.#own.free < SPACE / 2;
  }

  /** An ICMP message or another error that ends nothing. */
  trouble(error: Error, what: Counted = 'unreachable'): void {
    if (this.ledger.isOver) return;
    this.ledger.count(what);
    this.#rules.onTrouble?.(ioError(this.#rules.place, 'the datagram to arrive', error, this.#because(codeOf(error))));
  }

  #because(code: string | undefined): Said | undefined {
    const { remoteIp } = this.facts;
    if (code === 'EACCES') return sayTrouble('broadcast');
    if (code !== 'ECONNREFUSED') return undefined;
    return remoteIp === undefined ? sayTrouble('socketLeft') : sayTrouble('unreachable', { port: String(remoteIp.port) });
  }

  /** Resolves when it is with the system. Rejects only for a datagram too long or a place where none may be sent. */
  write(chunk: Uint8Array): Promise<void> {
    const refusal = this.#refusal();
    if (refusal !== undefined) return Promise.reject(refusal);
    this.ledger.bytes('sent', chunk);
    return new Promise((resolve, reject) => {
      this.#send(chunk, (error) => {
        const code = error === null ? undefined : codeOf(error);
        if (error !== null && (code === 'EMSGSIZE' || LASTING.has(code ?? ''))) reject(this.#unsendable(error, chunk.length));
        else resolve();
      });
    });
  }

  /** What is not sent is counted and no reason to stop. Nothing is made per datagram. */
  put(bytes: Uint8Array, written: (error?: Error | null) => void): void {
    const refusal = this.#refusal();
    if (refusal !== undefined) {
      process.nextTick(written, refusal);
      return;
    }
    this.ledger.bytes('sent', bytes);
    this.#port.send(bytes, this.#posted);
    if (this.#port.pending() === 0) written(null);
    else this.#waiters.push(written);
  }

  feed(sink: Sink): Promise<void> {
    this.#sink = sink;
    this.ledger.begun();
    this.resume();
    const end = this.#queue.ended();
    if (sink.over === undefined) return end;
    end.then(
      () => sink.over?.(),
      (error: Error) => sink.over?.(error),
    );
    return SETTLED;
  }

  resume(): void {
    this.#stopped = false;
    while (!this.#stopped) {
      const datagram = this.#queue.shift();
      if (datagram === undefined) return;
      this.#stopped = this.#sink?.take(datagram) === false;
    }
  }

  /** Datagrams have no end to send: it is only noted, and `wait` begins. */
  end(): Promise<void> {
    if (this.#error !== undefined) return Promise.reject(this.#error);
    if (this.ledger.isOver || this.ledger.hasEnded('us')) return Promise.resolve();
    this.ledger.ended('us');
    if (this.#rules.wait > 0) this.#watch();
    return Promise.resolve();
  }

  /** The peer counts as gone: the reader sees the end after what is queued. */
  expire(): void {
    this.ledger.ended('peer');
    this.#queue.close();
    this.#over();
  }

  abort(reason: Error): void {
    if (this.#error !== undefined || this.ledger.isOver) return;
    this.#error = reason;
    this.ledger.reset('us', reason);
    this.#queue.cut(reason);
    this.#over();
  }

  close(): void {
    if (!this.ledger.isOver) this.ledger.ended('us');
    this.#queue.close();
    this.#over();
  }

  #over(): void {
    if (this.ledger.isOver) return;
    clearInterval(this.#timer);
    this.ledger.count('droppedFullBuffer', this.#port.dropped?.() ?? 0);
    this.ledger.closed();
    this.#port.release();
  }

  #refusal(): Error | undefined {
    const refused = this.#error ?? this.#denied;
    if (refused !== undefined) return refused;
    if (!this.ledger.isOver && !this.ledger.hasEnded('us')) return undefined;
    return ioError(this.#rules.place, 'an open channel', Object.assign(new Error('closed'), { code: 'EPIPE' }), sayTrouble('wasEnded'));
  }

  /** `done` gets the error of a datagram that was not sent; its bytes are off the ledger again. */
  #send(bytes: Uint8Array, done: (error: Error | null) => void, again = true): void {
    this.#port.send(bytes, (error) => {
      if (error === null || error === undefined) return done(null);
      const unreachable = UNREACHABLE.has(codeOf(error) ?? '');
      if (unreachable) this.trouble(error);
      if (unreachable && again && !this.ledger.isOver) return this.#send(bytes, done, false);
      this.ledger.unsent(bytes.length);
      if (!unreachable && codeOf(error) !== 'EMSGSIZE') this.trouble(error, 'notSent');
      done(error);
    });
  }

  readonly #posted = (error: Error | null): void => {
    if (error) this.#lost(error);
    if (this.#waiters.length > 0 && this.#port.pending() === 0) for (const written of this.#waiters.splice(0)) written(null);
  };

  #lost(error: Error): void {
    const code = codeOf(error) ?? '';
    if (UNREACHABLE.has(code)) this.trouble(error);
    else if (code === 'EMSGSIZE') this.trouble(this.#unsendable(error), 'tooLong');
    else this.trouble(error, 'notSent');
    if (LASTING.has(code)) this.#denied = this.#unsendable(error);
  }

  #unsendable(cause: Error, length?: number): Error {
    const long = length === undefined ? sayTrouble('tooLongAny') : sayTrouble('tooLong', { bytes: String(length) });
    const because = codeOf(cause) === 'EMSGSIZE' ? long : this.#because(codeOf(cause));
    return ioError(this.#rules.place, 'to send a datagram', cause, because);
  }

  /** Four looks in the time of the limit: nothing is touched per datagram but a flag. */
  #watch(): void {
    clearInterval(this.#timer);
    const { idle, wait } = this.#rules;
    const limits = [idle, this.ledger.hasEnded('us') ? wait : 0].filter((s) => s > 0);
    let quiet = 0;
    this.#heard = false;
    const look = (): void => {
      quiet = this.#heard ? 0 : quiet + 1;
      this.#heard = false;
      if (quiet === LOOKS) this.expire();
    };
    this.#timer = setInterval(look, (Math.min(...limits) * 1000) / LOOKS);
  }
}

const LOOKS = 4;
