/** StdinBroadcast: reads standard input for the clients of a group, but only while one is connected. */

export class StdinBroadcast {
  readonly #next: () => Promise<Uint8Array | undefined>;
  #somebody: (() => void) | undefined;
  #listeners = 0;
  #busy = false;
  #last = 0;
  /** Standard input has ended. */
  over = false;

  /** `next` gives what standard input has, undefined at its end. */
  constructor(next: () => Promise<Uint8Array | undefined>) {
    this.#next = next;
  }

  join(): void {
    this.#listeners++;
    this.#somebody?.();
  }

  leave(): void {
    this.#listeners--;
  }

  /** Calls `send` with each chunk, one after the other, until the end of standard input. */
  async run(send: (chunk: Uint8Array) => Promise<void>): Promise<void> {
    for (;;) {
      await this.#untilJoined();
      const chunk = await this.#next();
      await this.#untilJoined(); // the end is for a client, too
      if (chunk === undefined) break;
      this.#busy = true;
      await send(chunk);
      this.#busy = false;
      this.#last = performance.now();
    }
    this.over = true;
  }

  /** Resolves when standard input has ended or has been silent for a moment: what was on its way has been sent. */
  async quiet(): Promise<void> {
    this.#last = performance.now();
    while (!this.over && (this.#busy || performance.now() - this.#last < QUIET)) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async #untilJoined(): Promise<void> {
    while (this.#listeners === 0)
      await new Promise<void>((resolve) => {
        this.#somebody = resolve;
      });
  }
}

const QUIET = 20;
