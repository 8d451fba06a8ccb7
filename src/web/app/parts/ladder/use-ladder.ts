/** useLadder: the arrows of one conversation, asked for as they become more. */
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import type { Rung } from '../../../messages/messages.ts';
import type { Asker } from '../../link/asker.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { type Arrows, captureOf } from '../../state/page-state.ts';

/** Which one: by its place in the list, or the newest between two hosts. */
export interface Which {
  readonly capture: number;
  readonly conversation?: number;
  readonly hosts?: readonly [string, string] | undefined;
}

/** Arrows that are asked for at once. */
const AT_ONCE = 500;

class Growing {
  readonly which: Which;
  rungs: readonly Rung[] = [];
  hosts: readonly [string, string] | undefined;
  place: number;
  #isAsking = false;
  #isStale = false;

  constructor(which: Which) {
    this.which = which;
    this.place = which.conversation ?? -1;
  }

  /** Asks for what is new; `came` is told where something is. */
  async grow(asker: Asker, came: () => void): Promise<void> {
    if (this.#isAsking) {
      this.#isStale = true;
      return;
    }
    this.#isAsking = true;
    try {
      do {
        this.#isStale = false;
        if (await this.#more(asker)) came();
      } while (this.#isStale);
    } catch {
      // The link is lost, or the conversation is gone; what was there stays.
    }
    this.#isAsking = false;
  }

  /** Takes arrows that came by themselves, where they are the next ones; whether it did. */
  take({ capture, conversation, part }: Arrows): boolean {
    if (capture !== this.which.capture || conversation !== this.place || part.from !== this.rungs.length) return false;
    this.rungs = [...this.rungs, ...part.rungs];
    return true;
  }

  async #more(asker: Asker): Promise<boolean> {
    const { capture, hosts } = this.which;
    if (this.place < 0 && hosts !== undefined) this.place = (await asker.ask({ what: 'conversation', capture, hosts })).conversation;
    if (this.place < 0) return false;
    const { length } = this.rungs;
    const part = await asker.ask({ what: 'ladder', capture, conversation: this.place, from: length });
    this.hosts = part.hosts;
    // Some may have come by themselves meanwhile.
    const fresh = part.rungs.slice(this.rungs.length - length);
    if (fresh.length === 0) return false;
    this.rungs = [...this.rungs, ...fresh];
    if (part.rungs.length >= AT_ONCE || part.total > this.rungs.length) this.#isStale = true;
    return true;
  }
}

export interface LadderState {
  readonly rungs: readonly Rung[];
  readonly hosts: readonly [string, string] | undefined;
  /** Which conversation it is; -1 while nobody knows. */
  readonly place: number;
}

export const useLadder = ({ capture, conversation, hosts }: Which): LadderState => {
  const { asker } = usePage();
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const arrows = usePicked((s) => s.arrows);
  const [, again] = useReducer((n: number) => n + 1, 0);
  const key = `${capture} ${conversation ?? ''} ${hosts?.join(' ') ?? ''}`;
  const growing = useRef<{ readonly key: string; readonly it: Growing } | undefined>(undefined);
  if (growing.current?.key !== key)
    growing.current = { key, it: new Growing({ capture, ...(conversation !== undefined && { conversation }), hosts }) };
  const { it } = growing.current;
  if (arrows !== undefined) it.take(arrows);
  // At once: an arrow is awaited, and effects wait for a frame.
  useLayoutEffect(() => {
    void it.grow(asker, () => again(undefined as never));
  }, [it, frames, asker]);
  return it;
};
