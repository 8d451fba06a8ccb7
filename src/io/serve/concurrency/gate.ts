/** Gate: lets so many clients in at a time; the others wait in the order in which they came. What they send waits in the system. */
import type { OpenChannel } from '../../base/channel.ts';

/** A client has to wait behind so many others, while so many are served. */
export type OnWaits = (channel: OpenChannel, before: number, served: number) => void;

export class Gate {
  readonly #most: number;
  readonly #onWaits: OnWaits;
  readonly #waiting: (() => void)[] = [];
  #served = 0;

  constructor(most: number, onWaits: OnWaits) {
    this.#most = most;
    this.#onWaits = onWaits;
  }

  /** Runs `serve` in its turn; a client that leaves before is not served. */
  async pass(channel: OpenChannel, serve: () => Promise<void>): Promise<void> {
    if (this.#served >= this.#most) await this.#turn(channel);
    else this.#served++;
    try {
      if (!channel.ledger.isOver) await serve();
    } finally {
      this.#leave();
    }
  }

  /** Resolves with the place of one who left. */
  #turn(channel: OpenChannel): Promise<void> {
    this.#onWaits(channel, this.#waiting.length, this.#served);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#served--;
    else next();
  }
}
