/** A Channel made of four functions, with its ledger kept: what most endpoints need. */
import type { Channel, OpenChannel } from './channel.ts';
import { Ledger } from './ledger.ts';
import type { ChannelFacts } from './tap.ts';

/** What an endpoint brings: plain functions that know nothing of totals and taps. They may throw or reject with an IoError. */
export interface RawChannel {
  readonly incoming: AsyncIterable<Uint8Array>;
  write(chunk: Uint8Array): Promise<void>;
  end(): Promise<void>;
  /** Lets go of the resource at once; must not throw. Called once, also after both directions ended in order. */
  release(reason?: Error): void;
}

/** The channel is closed when both directions have ended, or when it is aborted. */
export const plainChannel = (facts: ChannelFacts, raw: RawChannel): OpenChannel => new PlainChannel(facts, raw);

class PlainChannel implements OpenChannel {
  readonly facts: ChannelFacts;
  readonly ledger = new Ledger();
  readonly incoming: AsyncIterable<Uint8Array>;
  private readonly raw: RawChannel;
  private ending: Promise<void> | undefined;
  private error: Error | undefined;
  private cutReads: (error: Error) => void = () => {};

  constructor(facts: ChannelFacts, raw: RawChannel) {
    this.facts = facts;
    this.raw = raw;
    const iterator = this.read(raw.incoming[Symbol.asyncIterator]());
    this.incoming = { [Symbol.asyncIterator]: () => iterator };
  }

  get local(): string {
    return this.facts.local;
  }

  get remote(): string {
    return this.facts.remote;
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (this.error !== undefined) throw this.error;
    this.ledger.bytes('sent', chunk);
    await this.raw.write(chunk).catch((error: unknown) => this.fail(error));
  }

  end(): Promise<void> {
    this.ending ??= this.error === undefined ? this.finish() : Promise.reject(this.error);
    return this.ending;
  }

  abort(reason: Error): void {
    if (this.error !== undefined || this.ledger.isOver) return;
    this.error = reason;
    this.ledger.reset('us', reason);
    this.cutReads(reason);
    this.close(reason);
  }

  private async finish(): Promise<void> {
    await this.raw.end().catch((error: unknown) => this.fail(error));
    this.ledger.ended('us');
    if (this.ledger.hasEnded('peer')) this.close();
  }

  private fail(error: unknown): never {
    const reason = this.error ?? (error instanceof Error ? error : new Error(String(error)));
    if (this.error === undefined) {
      this.error = reason;
      this.ledger.reset('peer', reason);
      this.cutReads(reason);
      this.close(reason);
    }
    throw reason;
  }

  private close(reason?: Error): void {
    if (this.ledger.isOver) return;
    this.ledger.closed();
    this.raw.release(reason);
  }

  private read(source: AsyncIterator<Uint8Array>): AsyncIterator<Uint8Array> {
    const next = async (): Promise<IteratorResult<Uint8Array>> => {
      if (this.error !== undefined) throw this.error;
      const cut = new Promise<never>((_, reject) => {
        this.cutReads = reject;
      });
      const result = await Promise.race([source.next(), cut]).catch((error: unknown) => this.fail(error));
      if (result.done !== true) this.ledger.bytes('received', result.value);
      else {
        this.ledger.ended('peer');
        if (this.ledger.hasEnded('us')) this.close();
      }
      return result;
    };
    return { next, return: () => Promise.resolve({ value: undefined, done: true }) };
  }
}

/** The addresses of a plain channel as a Channel's reader sees them; for error messages. */
export const placeOf = (channel: Channel & { readonly facts?: ChannelFacts }): string =>
  channel.facts === undefined ? channel.remote : `${channel.facts.scheme}:${channel.remote}`;
