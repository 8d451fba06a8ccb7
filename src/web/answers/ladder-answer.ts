/** Ladder answer: the arrows of one conversation, worked out frame by frame as they come, from its first one on. */
import type { Listed } from '../../analysis/conversation-list.ts';
import type { Words } from '../../core/words.ts';
import { Ladder } from '../../view/ladder.ts';
import { RST, segmentOf } from '../../view/segment.ts';
import type { LadderPart, Rung } from '../messages/messages.ts';
import type { Looked } from './looked.ts';
import { faultOf, ladderText, ladderWords, secondsAfter } from './plain.ts';

/** Arrows that are kept of one conversation. */
const MOST = 20_000;
/** Frames that are looked at for one answer. */
const MOST_AT_ONCE = 500;
/** Of those that nobody asked for. */
const MOST_NEWS = 20;

/** Follows one conversation for one page. */
export class LadderRows {
  readonly conversation: number;
  readonly #browsed: Looked;
  readonly #words: Words;
  readonly #rungs: Rung[] = [];
  readonly #ladder: Ladder;
  readonly #listed: Listed;
  #last = 0;
  /** Arrows that were handed over. */
  #handed = 0;

  constructor(browsed: Looked, listed: Listed, words: Words) {
    this.#words = words;
    this.conversation = listed.place;
    this.#browsed = browsed;
    this.#listed = listed;
    const { direction } = listed;
    this.#ladder = new Ladder({ client: listed.hosts[0], states: true, ...(direction !== undefined && { clientDirection: direction }) });
  }

  part(from: number, most = MOST_AT_ONCE): LadderPart {
    const hasMore = this.#grow(most);
    const rungs = this.#rungs.slice(from, from + most);
    const isOver = this.#browsed.isOver && !hasMore && from + rungs.length === this.#rungs.length;
    this.#handed = from + rungs.length;
    return { from, total: this.#rungs.length + (hasMore ? 1 : 0), isOver, hosts: this.#listed.hosts, rungs };
  }

  /** Arrows behind those that were handed over last, where there are some and nobody has to wait for them. */
  news(): LadderPart | undefined {
    const from = this.#handed;
    if (from === 0 || from < this.#rungs.length || this.#browsed.after(this.#last) === undefined) return undefined;
    return this.part(from, MOST_NEWS);
  }

  /** Takes the next frames; whether there are still more. */
  #grow(most: number): boolean {
    for (let k = 0; k < most && this.#rungs.length < MOST; k++) {
      const next = this.#last === 0 ? this.#listed.firstFrame : this.#browsed.after(this.#last);
      if (next === undefined || next === 0) return false;
      this.#last = next;
      this.#take(next);
    }
    return this.#rungs.length < MOST && this.#browsed.after(this.#last) !== undefined;
  }

  #take(number: number): void {
    const d = this.#browsed.dissect(number);
    const segment = segmentOf(d);
    if (segment === undefined) return;
    const { rung } = this.#ladder.push(segment);
    const { mark, at, phase, side, remark, payload, isBare, flags, states } = rung;
    this.#rungs.push({
      number,
      mark,
      seconds: at === undefined ? Number.NaN : secondsAfter(at, this.#browsed.first),
      phase,
      side,
      ...ladderWords(segment, this.#words),
      ...ladderText(segment, this.#words),
      remark: faultOf(d, this.#words) || remark.replace(/^\[|\]$/g, ''),
      length: payload.length,
      isBare,
      isReset: (flags & RST) !== 0,
      ...(states && { states }),
    });
  }
}
