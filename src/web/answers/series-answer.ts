/** Series answer: one conversation as numbers over time, frame by frame: what was sent so far, the window that was offered, round trips. */
import type { Listed } from '../../analysis/conversation-list.ts';
import { segmentOf } from '../../view/segment.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { SeriesPart, SeriesPoint } from '../messages/series.ts';
import type { Looked } from './looked.ts';
import { secondsAfter } from './plain.ts';
import { sideOf } from './row-answer.ts';

/** Points that are kept; frames that are looked at for one answer. */
const MOST = 50_000;
const MOST_AT_ONCE = 500;

/** Follows one conversation for one page. */
export class SeriesPoints {
  readonly conversation: number;
  readonly #looked: Looked;
  readonly #listed: Listed;
  readonly #points: SeriesPoint[] = [];
  #last = 0;
  /** Bytes that each side sent so far, where its segments have no numbers. */
  readonly #sent = [0, 0];

  constructor(looked: Looked, listed: Listed) {
    this.conversation = listed.place;
    this.#looked = looked;
    this.#listed = listed;
  }

  part(from: number): SeriesPart {
    const isMore = this.#grow();
    const points = this.#points.slice(from, from + MOST_AT_ONCE);
    return { hosts: this.#listed.hosts, isOver: !isMore && from + points.length === this.#points.length, points };
  }

  /** Takes the next frames; whether there are still more. */
  #grow(): boolean {
    for (let k = 0; k < MOST_AT_ONCE && this.#points.length < MOST; k++) {
      const next = this.#next();
      if (next === undefined) return false;
      this.#last = next;
      this.#take(this.#looked.dissect(next));
    }
    return this.#points.length < MOST && this.#next() !== undefined;
  }

  #next(): number | undefined {
    return this.#last === 0 ? this.#listed.firstFrame || undefined : this.#looked.after(this.#last);
  }

  #take(d: Dissection): void {
    const segment = segmentOf(d);
    if (segment?.at === undefined) return;
    const side = sideOf(segment, this.#listed) === 1 ? 1 : 0;
    const facts = d.layers.findLast((l) => !l.quoted && l.layer.transport !== undefined)?.facts ?? {};
    const length = segment.numbers?.length ?? segment.payload.length;
    this.#sent[side] = (this.#sent[side] ?? 0) + length;
    const seconds = secondsAfter(segment.at, this.#looked.first);
    const acked = (facts['acksFrame'] ?? 0) > 0 ? { seconds: facts['acksSeconds'] ?? 0, nanos: facts['acksNanos'] ?? 0 } : undefined;
    this.#points.push({
      frame: d.frame.number,
      seconds,
      side,
      length,
      sent: facts['seq'] === undefined ? (this.#sent[side] ?? 0) : facts['seq'] + length,
      window: facts['window'] ?? -1,
      trip: acked === undefined ? -1 : secondsAfter(segment.at, acked),
    });
  }
}
