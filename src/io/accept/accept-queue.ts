/** AcceptQueue: channels that came and wait to be taken, as a Listener. */
import type { OpenChannel } from '../base/channel.ts';
import type { Listener } from '../base/endpoint.ts';

/** `shut` closes the listening sockets; it is called once. Channels that nobody took are aborted. */
export class AcceptQueue implements Listener {
  readonly addresses: readonly string[];
  readonly #came: OpenChannel[] = [];
  #takers: ((result: IteratorResult<OpenChannel>) => void)[] = [];
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
    if (taker === undefined) this.#came.push(channel);
    else taker({ value: channel, done: false });
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
    return this.#shut();
  }
}
