/** KeptSide: a side of a link that is kept while the other goes and comes. What it says meanwhile waits, what was not passed on is said again. */
import type { OpenChannel } from '../base/channel.ts';
import { plainChannel } from '../channels/plain-channel.ts';

export class KeptSide {
  readonly #below: OpenChannel;
  readonly #source: AsyncIterator<Uint8Array>;
  /** A read that a former link began. */
  #read: Promise<IteratorResult<Uint8Array>> | undefined;
  /** Read and not yet with the other side. */
  #held: Uint8Array | undefined;
  #said = false;
  #ended = false;

  constructor(below: OpenChannel) {
    this.#below = below;
    this.#source = below.incoming[Symbol.asyncIterator]();
  }

  /** Bytes that were read and have not been passed on. */
  get waiting(): number {
    return this.#held?.length ?? 0;
  }

  /** There is nothing more to be had of it. */
  get isOver(): boolean {
    return this.#below.ledger.isOver || (this.#ended && this.#held === undefined);
  }

  /** It had something to say, and all of that is passed on; or it broke. */
  get isDone(): boolean {
    return this.#below.ledger.isOver || (this.isOver && this.#said);
  }

  /** The channel for one link: its end, and its cut, leave what lies below as it is. The end that the other side passes on is the end of it. */
  turn(): OpenChannel {
    const { facts } = this.#below;
    const turn: OpenChannel = plainChannel(facts, {
      incoming: this.#chunks(),
      write: (chunk) => this.#below.write(chunk),
      end: async () => queueMicrotask(() => turn.close()),
      release: () => {},
      left: () => turn.close(),
    });
    this.#below.ledger.whenOver(({ error }) => (error === undefined ? turn.close() : turn.abort(error)));
    return turn;
  }

  /** Lets go of what lies below; resolves when that is over. */
  async close(reason?: Error): Promise<void> {
    if (reason === undefined) this.#below.close();
    else this.#below.abort(reason);
    await this.#below.ledger.closing;
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (this.#held === undefined) await this.#readMore();
      if (this.#held === undefined) return;
      yield this.#held;
      this.#held = undefined; // whoever asks for more has written it
    }
  }

  async #readMore(): Promise<void> {
    if (this.#ended) return;
    this.#read ??= this.#source.next();
    const { done, value } = await this.#read;
    this.#read = undefined;
    this.#ended = done === true;
    this.#held = done === true ? undefined : value;
    this.#said ||= !this.#ended;
  }
}
