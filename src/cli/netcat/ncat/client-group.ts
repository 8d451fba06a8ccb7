/** Hall: what listen mode does with those who have come in. */
import type { OpenChannel } from '../../../io/base/channel.ts';

export interface Hall {
  /** Resolves when that client is over, in order or cut; its channel is closed then. Throws a Quit for what ends everything. */
  enter(channel: OpenChannel, id: number): Promise<'end' | 'cut'>;
  /** Resolves when the whole hall is over, whoever is still there (--send-only at the end of standard input). */
  readonly over: Promise<void>;
}

/** Pumps standard input, but only while somebody is there to hear it. */
export class Loudspeaker {
  private readonly next: () => Promise<Uint8Array | undefined>;
  private somebody: (() => void) | undefined;
  private listeners = 0;
  private busy = false;
  private last = 0;
  /** Standard input has ended. */
  over = false;

  /** `next` gives what standard input has, undefined at its end. */
  constructor(next: () => Promise<Uint8Array | undefined>) {
    this.next = next;
  }

  come(): void {
    this.listeners++;
    this.somebody?.();
  }

  go(): void {
    this.listeners--;
  }

  /** Calls `say` with each chunk, one after the other, until the end of standard input. */
  async run(say: (chunk: Uint8Array) => Promise<void>): Promise<void> {
    for (;;) {
      await this.audience();
      const chunk = await this.next();
      await this.audience(); // the end is for somebody to hear, too
      if (chunk === undefined) break;
      this.busy = true;
      await say(chunk);
      this.busy = false;
      this.last = performance.now();
    }
    this.over = true;
  }

  /** Resolves when standard input has ended or has been silent for a moment: what was on its way has been said. */
  async quiet(): Promise<void> {
    this.last = performance.now();
    while (!this.over && (this.busy || performance.now() - this.last < QUIET)) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  private async audience(): Promise<void> {
    while (this.listeners === 0)
      await new Promise<void>((resolve) => {
        this.somebody = resolve;
      });
  }
}

const QUIET = 20;
