/** A Channel made of four functions, with its ledger kept: what most endpoints need. */
import type { Channel, OpenChannel } from '../base/channel.ts';
import { codeOf } from '../base/errors.ts';
import { Ledger } from '../base/ledger.ts';
import type { ChannelFacts } from '../base/tap.ts';

/**
 * What an endpoint brings: plain functions that know nothing of totals and taps.
 * They may throw or reject with an IoError; a write that fails with EPIPE closes only that direction, any other failure the channel.
 */
export interface RawChannel {
  readonly incoming: AsyncIterable<Uint8Array>;
  write(chunk: Uint8Array): Promise<void>;
  end(): Promise<void>;
  /** Lets go of the resource at once; must not throw. Called once; with a reason where the channel was cut. Reads under way should end. */
  release(reason?: Error): void;
  /** A reader left before the end, e.g. because what it read could not be written on. */
  left?(): void;
}

/** The channel is over when both directions have ended, when it is closed or when it is cut. */
export const plainChannel = (facts: ChannelFacts, raw: RawChannel): OpenChannel => new PlainChannel(facts, raw);

/** Any Channel as an OpenChannel, e.g. one that a user of the library wrote. */
export const openChannel = (channel: Channel, facts: ChannelFacts): OpenChannel =>
  plainChannel(facts, {
    incoming: channel.incoming,
    write: (chunk) => channel.write(chunk),
    end: () => channel.end(),
    release: (reason) => {
      if (reason !== undefined) channel.abort(reason);
    },
  });

class PlainChannel implements OpenChannel {
  readonly facts: ChannelFacts;
  readonly ledger = new Ledger();
  readonly incoming: AsyncIterable<Uint8Array>;
  readonly #raw: RawChannel;
  #ending: Promise<void> | undefined;
  #error: Error | undefined;
  /** Set when the peer reads no more while it still may send. */
  #deaf: Error | undefined;
  #stopReads: ((error?: Error) => void) | undefined;
  #reads = true;

  constructor(facts: ChannelFacts, raw: RawChannel) {
    this.facts = facts;
    this.#raw = raw;
    const source = raw.incoming[Symbol.asyncIterator]();
    const iterator: AsyncIterator<Uint8Array> = {
      next: () => this.#read(source),
      return: () => {
        raw.left?.();
        return Promise.resolve({ value: undefined, done: true });
      },
    };
    this.incoming = { [Symbol.asyncIterator]: () => iterator };
  }

  get local(): string {
    return this.facts.local;
  }

  get remote(): string {
    return this.facts.remote;
  }

  async write(chunk: Uint8Array): Promise<void> {
    const broken = this.#error ?? this.#deaf;
    if (broken !== undefined) throw broken;
    if (this.#ending !== undefined) throw Object.assign(new Error(`${this.remote}: written after the end`), { code: 'EPIPE' });
    this.ledger.bytes('sent', chunk);
    try {
      await this.#raw.write(chunk);
    } catch (error) {
      this.ledger.unsent(chunk.length);
      if (codeOf(error) !== 'EPIPE' || this.ledger.hasEnded('peer')) throw this.#fail(error);
      this.#deaf = errorOf(error);
      throw this.#deaf;
    }
  }

  end(): Promise<void> {
    this.#ending ??= this.#finish();
    return this.#ending;
  }

  abort(reason: Error): void {
    if (this.#error !== undefined || this.ledger.isOver) return;
    this.#error = reason;
    this.ledger.reset('us', reason);
    this.#over(reason);
  }

  close(): void {
    this.#reads = false;
    this.#stopReads?.();
    this.end().then(
      () => this.#over(),
      () => this.#over(),
    );
  }

  async #finish(): Promise<void> {
    if (this.#error !== undefined) throw this.#error;
    if (this.#deaf === undefined) {
      try {
        await this.#raw.end();
      } catch (error) {
        throw this.#fail(error);
      }
    }
    this.ledger.ended('us');
    if (this.ledger.hasEnded('peer')) this.#over();
  }

  /** The first failure is the channel's; everything after it fails likewise. */
  #fail(cause: unknown): Error {
    if (this.#error !== undefined) return this.#error;
    const error = errorOf(cause);
    if (this.ledger.isOver) return error;
    this.#error = error;
    this.ledger.reset('peer', error);
    this.#over(error);
    return error;
  }

  #over(reason?: Error): void {
    if (this.ledger.isOver) return;
    this.#stopReads?.(reason);
    this.ledger.closed();
    this.#raw.release(reason);
  }

  async #read(source: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
    if (this.#error !== undefined) throw this.#error;
    if (!this.#reads) return { value: undefined, done: true };
    const result = await this.#orStopped(source.next());
    if (!this.#reads) return { value: undefined, done: true }; // closed meanwhile: no end of the peer's
    if (result.done === true) {
      this.#reads = false;
      this.ledger.ended('peer');
      if (this.ledger.hasEnded('us')) this.#over();
    } else this.ledger.bytes('received', result.value);
    return result;
  }

  #orStopped(next: Promise<IteratorResult<Uint8Array>>): Promise<IteratorResult<Uint8Array>> {
    return new Promise((resolve, reject) => {
      this.#stopReads = (error) => (error === undefined ? resolve({ value: undefined, done: true }) : reject(error));
      next.then(resolve, (error: unknown) => reject(this.#fail(error)));
    });
  }
}

const errorOf = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));
