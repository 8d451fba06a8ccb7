/** Exchanges: requests in datagrams, found again by their replies and by what is sent again. The oldest are forgotten first. */
import { RecentSlots } from '../core/recent-slots.ts';
import type { Answered } from '../wire/origin.ts';
import { answeredOf, type Moment, repeatOf } from './answered.ts';

/** A request that is sent again after so many seconds is another one. */
const REPEATS_WITHIN = 5;

export class Exchanges {
  readonly #slots: RecentSlots;
  #asked = moments(0);
  /** Frame 0 where there was no reply. */
  #replied = moments(0);

  constructor(most: number) {
    this.#slots = new RecentSlots(most);
  }

  /** `key` asks, or is minus one minus the key that it answers. */
  take(conversation: number, key: number | undefined, at: Moment): Answered | undefined {
    if (key === undefined) return undefined;
    const place = key < 0 ? -1 - key : key;
    const slot = this.#slots.find(conversation, place);
    return key < 0 ? this.#reply(slot, at) : this.#ask(conversation, place, slot, at);
  }

  #ask(conversation: number, place: number, known: number, at: Moment): Answered | undefined {
    if (known >= 0 && this.#replied.frame[known] === 0) {
      const asked = momentOf(this.#asked, known);
      if (secondsBetween(asked, at) <= REPEATS_WITHIN) return repeatOf(asked, at);
    }
    const slot = this.#slots.take(conversation, place);
    if (this.#slots.room > this.#asked.frame.length) this.#grow();
    note(this.#asked, slot, at);
    this.#replied.frame[slot] = 0;
    return undefined;
  }

  #reply(slot: number, at: Moment): Answered | undefined {
    if (slot < 0) return undefined;
    if (this.#replied.frame[slot] === 0) note(this.#replied, slot, at);
    if (this.#replied.frame[slot] === at.frame) return answeredOf(momentOf(this.#asked, slot), at, undefined);
    return repeatOf(momentOf(this.#replied, slot), at);
  }

  #grow(): void {
    this.#asked = enlarged(this.#asked, this.#slots.room);
    this.#replied = enlarged(this.#replied, this.#slots.room);
  }
}

/** Moments by slot. */
const moments = (size: number) => ({ frame: new Float64Array(size), seconds: new Float64Array(size), nanos: new Uint32Array(size) });
type Moments = ReturnType<typeof moments>;

const note = ({ frame, seconds, nanos }: Moments, slot: number, at: Moment): void => {
  frame[slot] = at.frame;
  seconds[slot] = at.seconds;
  nanos[slot] = at.nanos;
};

const momentOf = ({ frame, seconds, nanos }: Moments, slot: number): Moment => ({
  frame: frame[slot]!,
  seconds: seconds[slot]!,
  nanos: nanos[slot]!,
});

const enlarged = (from: Moments, size: number): Moments => {
  const to = moments(size);
  to.frame.set(from.frame);
  to.seconds.set(from.seconds);
  to.nanos.set(from.nanos);
  return to;
};

const secondsBetween = (a: Moment, b: Moment): number => b.seconds - a.seconds + (b.nanos - a.nanos) / 1e9;
