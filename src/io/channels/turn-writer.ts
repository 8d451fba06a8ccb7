/** TurnWriter: what is written in one turn goes out in one piece, behind what is on its way. */
import { concat } from '../../core/bytes.ts';
import type { Channel } from '../base/channel.ts';

export class TurnWriter {
  readonly #channel: Pick<Channel, 'write'>;
  #waiting: Uint8Array[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(channel: Pick<Channel, 'write'>) {
    this.#channel = channel;
  }

  /** The bytes must stay as they are. */
  put(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    if (this.#waiting.length > 1) return;
    this.#writing = this.#writing.then(() => {
      const all = concat(this.#waiting);
      this.#waiting = [];
      return this.#channel.write(all);
    });
    this.#writing.catch(() => {}); // `flushed` tells
  }

  /** Resolves when all is with the system. Rejects with what broke the channel. */
  flushed(): Promise<void> {
    return this.#writing;
  }
}
