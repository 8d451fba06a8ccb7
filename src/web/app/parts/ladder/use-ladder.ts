/** useLadder: the arrows of one conversation, asked for as they become more. */
import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { Rung } from '../../../messages/messages.ts';
import type { Asker } from '../../link/server-link.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf } from '../../state/page-state.ts';

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

  async #more(asker: Asker): Promise<boolean> {
    const { capture, hosts } = this.which;
    if (this.place < 0 && hosts !== undefined) this.place = (await asker.ask({ what: 'conversation', capture, hosts })).conversation;
    if (this.place < 0) return false;
    const part = await asker.ask({ what: 'ladder', capture, conversation: this.place, from: this.rungs.length });
    this.hosts = part.hosts;
    if (part.rungs.length === 0) return false;
    this.rungs = [...this.rungs, ...part.rungs];
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
  const [, again] = useReducer((n: number) => n + 1, 0);
  const key = `${capture} ${conversation ?? ''} ${hosts?.join(' ') ?? ''}`;
  const growing = useRef<{ readonly key: string; readonly it: Growing } | undefined>(undefined);
  if (growing.current?.key !== key)
    growing.current = { key, it: new Growing({ capture, ...(conversation !== undefined && { conversation }), hosts }) };
  const { it } = growing.current;
  useEffect(() => {
    void it.grow(asker, () => again(undefined as never));
  }, [it, frames, asker]);
  return it;
};
