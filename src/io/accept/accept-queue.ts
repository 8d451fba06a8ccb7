/** AcceptQueue: channels that came and wait to be taken, as a Listener. */
import type { OpenChannel } from '../base/channel.ts';
import type { Listener } from '../base/endpoint.ts';

/** Who takes all that come, and learns of the end. */
interface Each {
  readonly take: (channel: OpenChannel) => void;
  readonly over: () => void;
  readonly failed: (cause: unknown) => void;
}

/** `shut` closes the listening sockets; it is called once. Channels that nobody took are aborted. */
export class AcceptQueue implements Listener {
  readonly addresses: readonly string[];
  readonly #came: OpenChannel[] = [];
  #takers: ((result: IteratorResult<OpenChannel>) => void)[] = [];
  #each: Each | undefined;
  #waits: (channel: OpenChannel) => void = () => {};
  readonly #shut: () => Promise<void>;
  #closing: Promise<void> | undefined;

  constructor(addresses: readonly string[], shut: () => Promise<void>) {
    this.addresses = addresses;
    this.#shut = shut;
  }

  push(channel: OpenChannel): void {
    if (this.#closing !== undefined) {
      channel.abort(new Error('not listening any more'));
      return;
    }
    const taker = this.#takers.shift();
    if (this.#each !== undefined) this.#hand(channel, this.#each);
    else if (taker === undefined) this.#keep(channel);
    else taker({ value: channel, done: false });
  }

  #keep(channel: OpenChannel): void {
    if (this.#came.push(channel) === 1) this.#waits(channel);
  }

  whenWaiting(tell: (channel: OpenChannel) => void): void {
    this.#waits = tell;
  }

  #hand(channel: OpenChannel, each: Each): void {
    try {
      each.take(channel);
    } catch (cause) {
      each.failed(cause);
      void this.close();
    }
  }

  each(take: (channel: OpenChannel) => void): Promise<void> {
    return new Promise((over, failed) => {
      this.#each = { take, over, failed };
      for (const channel of this.#came.splice(0)) this.push(channel);
      if (this.#closing !== undefined) over();
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  [Symbol.asyncIterator](): AsyncIterator<OpenChannel> {
    return {
      next: () => this.#next(),
      return: async () => {
        await this.close();
        return { value: undefined, done: true };
      },
    };
  }

  #next(): Promise<IteratorResult<OpenChannel>> {
    const channel = this.#came.shift();
    if (channel !== undefined) return Promise.resolve({ value: channel, done: false });
    if (this.#closing !== undefined) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  #finish(): Promise<void> {
    for (const channel of this.#came.splice(0)) channel.abort(new Error('not listening any more'));
    for (const taker of this.#takers.splice(0)) taker({ value: undefined, done: true });
    this.#each?.over();
    return this.#shut();
  }
}
