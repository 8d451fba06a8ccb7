/** PassChannel: a channel over another whose bytes go through unchanged: what is left of a connection after a handshake on it. */
import { type FastChannel, isFast, type OpenChannel } from '../base/channel.ts';
import { Ledger } from '../base/ledger.ts';
import type { Sink } from '../base/on-read.ts';
import type { ChannelFacts } from '../base/tap.ts';
import { plainChannel } from './plain-channel.ts';

/** `early` came with the last of the handshake and is read first. When the new channel is over, so is the one below, and the other way round. */
export const passChannel = (below: OpenChannel, facts: ChannelFacts, early: Uint8Array): OpenChannel =>
  isFast(below) ? new FastPass(below, facts, early) : plainPass(below, facts, early);

const plainPass = (below: OpenChannel, facts: ChannelFacts, early: Uint8Array): OpenChannel => {
  const channel = plainChannel(facts, {
    incoming: startingWith(early, below.incoming),
    write: (chunk) => below.write(chunk),
    end: () => below.end(),
    release: (reason) => (reason === undefined ? below.close() : below.abort(reason)),
  });
  channel.ledger.liesOn(below.ledger);
  return channel;
};

async function* startingWith(early: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (early.length > 0) yield early;
  yield* rest;
}

class FastPass implements FastChannel {
  readonly facts: ChannelFacts;
  readonly ledger = new Ledger();
  readonly incoming: AsyncIterable<Uint8Array>;
  readonly #below: FastChannel;
  #early: Uint8Array;

  constructor(below: FastChannel, facts: ChannelFacts, early: Uint8Array) {
    this.#below = below;
    this.facts = facts;
    this.#early = early;
    this.ledger.liesOn(below.ledger);
    const source = below.incoming[Symbol.asyncIterator]();
    const iterator = {
      next: () => this.#next(source),
      return: () => Promise.resolve({ value: undefined, done: true as const }),
    };
    this.incoming = { [Symbol.asyncIterator]: () => iterator };
    this.#follow();
  }

  get local(): string {
    return this.facts.local;
  }

  get remote(): string {
    return this.facts.remote;
  }

  get pending(): number {
    return this.#below.pending;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.ledger.bytes('sent', chunk);
    try {
      await this.#below.write(chunk);
    } catch (cause) {
      this.ledger.unsent(chunk.length);
      throw cause;
    }
  }

  put(bytes: Uint8Array, written: (error?: Error | null) => void): void {
    this.ledger.bytes('sent', bytes);
    this.#below.put(bytes, (error) => {
      if (error) this.ledger.unsent(bytes.length);
      written(error);
    });
  }

  feed(sink: Sink): Promise<void> {
    const early = this.#takeEarly();
    if (early.length > 0) sink.take(early);
    const { ledger } = this;
    const below = this.#below;
    const { over } = sink;
    return below.feed({
      ...(over !== undefined && { over: (error?: Error) => sink.over?.(error) }),
      get buffer() {
        return sink.buffer;
      },
      keep: (n, from) => sink.keep(n, from),
      take: (chunk) => {
        ledger.bytes('received', chunk);
        return sink.take(chunk);
      },
    });
  }

  resume(): void {
    this.#below.resume();
  }

  end(): Promise<void> {
    return this.#below.end();
  }

  abort(reason: Error): void {
    if (this.ledger.isOver || this.ledger.isCut) return;
    this.#early = NOTHING;
    this.ledger.reset('us', reason);
    this.#below.abort(reason);
  }

  close(): void {
    this.#early = NOTHING;
    this.#below.close();
  }

  async #next(source: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
    const early = this.#takeEarly();
    if (early.length > 0) return { value: early, done: false };
    const result = await source.next();
    if (result.done !== true) this.ledger.bytes('received', result.value);
    return result;
  }

  #takeEarly(): Uint8Array {
    const early = this.#early;
    this.#early = NOTHING;
    if (early.length > 0) this.ledger.bytes('received', early);
    return early;
  }

  /** Our ledger tells the same endings as the one below. */
  #follow(): void {
    const { ledger } = this;
    const below = this.#below;
    const nothing = (): void => {};
    below.ledger.watch({ open: () => ({ chunk: nothing, ended: (by) => ledger.ended(by), reset: nothing, closed: nothing }) }, below.facts);
    below.ledger.closing.then((closing) => {
      if (closing.error !== undefined) ledger.reset(closing.endings.find((e) => e.how === 'reset')?.by ?? 'peer', closing.error);
      ledger.closed();
    }, nothing);
  }
}

const NOTHING = new Uint8Array(0);
