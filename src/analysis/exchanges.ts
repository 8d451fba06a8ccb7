/** Exchanges: requests in datagrams, found again by their replies and by what is sent again. The oldest are forgotten first. */
import { RecentMap } from '../core/recent-map.ts';
import type { Answered } from '../wire/origin.ts';
import { answeredOf, type Moment, repeatOf } from './answered.ts';

/** Keys of one conversation. */
const KEYS = 1 << 20;
/** A request that is sent again after so many seconds is another one. */
const REPEATS_WITHIN = 5;

interface Exchange {
  readonly asked: Moment;
  replied: Moment | undefined;
}

export class Exchanges {
  readonly #all: RecentMap<number, Exchange>;

  constructor(most: number) {
    this.#all = new RecentMap(most);
  }

  /** `key` asks, or is minus one minus the key that it answers. */
  take(conversation: number, key: number | undefined, at: Moment): Answered | undefined {
    if (key === undefined) return undefined;
    const place = conversation * KEYS + ((key < 0 ? -1 - key : key) % KEYS);
    const known = this.#all.get(place);
    return key < 0 ? reply(known, at) : this.#ask(place, known, at);
  }

  #ask(place: number, known: Exchange | undefined, at: Moment): Answered | undefined {
    if (known !== undefined && known.replied === undefined && secondsBetween(known.asked, at) <= REPEATS_WITHIN)
      return repeatOf(known.asked, at);
    this.#all.set(place, { asked: at, replied: undefined });
    return undefined;
  }
}

const reply = (known: Exchange | undefined, at: Moment): Answered | undefined => {
  if (known === undefined) return undefined;
  known.replied ??= at;
  return known.replied.frame === at.frame ? answeredOf(known.asked, at, undefined) : repeatOf(known.replied, at);
};

const secondsBetween = (a: Moment, b: Moment): number => b.seconds - a.seconds + (b.nanos - a.nanos) / 1e9;
