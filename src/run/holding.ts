/** Holding: asks who has the ends of conversations while they are new, in a live capture of this machine. */
import { ConversationList, type Listed } from '../analysis/conversation-list.ts';
import type { Holders } from '../core/holder.ts';
import { holdersOf } from '../io/net/conversation-holders.ts';
import type { FrameChoice } from './frames.ts';

/** A look at all processes takes milliseconds: it may take a tenth of our time, and is done for no more conversations at once. */
const REST = 10;
const MOST = 1000;

export class Holding {
  readonly #known = new Map<Listed, Holders>();
  readonly #told: (c: Listed, holders: Holders) => void;
  #seen = 0;
  #until = 0;
  #waiting: NodeJS.Timeout | undefined;

  /** `told` hears what was found, once for each conversation. */
  constructor(told: (c: Listed, holders: Holders) => void = () => {}) {
    this.#told = told;
  }

  of(c: Listed): Holders | undefined {
    return this.#known.get(c);
  }

  /** To be called when there may be new ones; those that are many at once are passed over, the newest are asked for. */
  look(all: readonly Listed[]): void {
    if (all.length === this.#seen || this.#waiting !== undefined) return;
    const wait = this.#until - performance.now();
    if (wait > 0) this.#waiting = setTimeout(() => this.#again(all), wait).unref();
    else this.#ask(all);
  }

  close(): void {
    clearTimeout(this.#waiting);
  }

  #again(all: readonly Listed[]): void {
    this.#waiting = undefined;
    this.#ask(all);
  }

  #ask(all: readonly Listed[]): void {
    const began = performance.now();
    const fresh = all.slice(Math.max(this.#seen, all.length - MOST));
    this.#seen = all.length;
    const found = holdersOf(fresh.map(({ layer, hosts }) => ({ transport: layer.name, hosts })));
    for (const [k, c] of fresh.entries()) {
      const holders = found[k];
      if (holders?.some((h) => h !== undefined) !== true) continue;
      this.#known.set(c, holders);
      this.#told(c, holders);
    }
    this.#until = performance.now() + REST * (performance.now() - began);
  }
}

/** Hears every frame of a capture, and tells who has the conversations that begin. */
export const tellHolders = (told: (c: Listed, holders: Holders) => void): Required<Pick<FrameChoice, 'each'>> & { close(): void } => {
  const list = new ConversationList();
  const holding = new Holding(told);
  let seen = 0;
  return {
    each: ({ track, batch, i }) => {
      list.take(track, batch, i);
      if (list.all.length === seen) return;
      seen = list.all.length;
      // Behind the batch, so that one look is for all that begin in it.
      setImmediate(() => holding.look(list.all));
    },
    close: () => holding.close(),
  };
};
