/**
 * Verdicts: which frames of an index pass a filter. Frames that have in common all that the filter asks about (their layers, flags and
 * faults; or those, their conversation and who sent them) are judged once for all of them; what else it asks about is looked at in each.
 */

import type { FrameBatch } from '../../wire/frame.ts';
import type { CaptureIndex } from '../capture-index.ts';
import type { FrameClass } from '../frame-classes.ts';
import type { Times } from '../frame-fields.ts';
import type { MessageField } from '../kept-known.ts';
import { isOfIndex } from '../selection.ts';
import type { Taken } from '../taken.ts';
import type { Filter } from './filter.ts';
import { type Asked, askedOf } from './sharing.ts';
import { type Sides, tellerOf, tellerOfIndex } from './teller.ts';

const PASSES = 1;
const FAILS = 2;

/** Frames whose verdict is the same, or is the same for all of a side of a conversation. */
interface Alike {
  /** By place: that of a side, or one for all. */
  verdicts: Uint8Array;
  /** They are those whose messages have none of these fields; others have to be looked at each. */
  readonly lacking: readonly MessageField[];
  /** Where a frame belongs; -1 where that says nothing of it. */
  readonly placeOf: (number: number) => number;
  /** Whether the frames of a side pass, where its two ends tell. */
  readonly told: ((side: number) => boolean | undefined) | undefined;
  /** Whether a frame passes, where what is known of its conversation tells, its ends, and what readers said of its messages. */
  readonly judged: ((number: number) => boolean | undefined) | undefined;
  /** The same with what lies at known places of its bytes. */
  readonly read: ((number: number, batch: FrameBatch, i: number) => boolean | undefined) | undefined;
}

export interface Verdicts {
  /** Whether a frame passes; undefined where it has to be looked at. */
  of(number: number): boolean | undefined;
  /** The same with its bytes, frame `i` of the batch. */
  in(number: number, batch: FrameBatch, i: number): boolean | undefined;
  /** The same by a look at it; what comes out is remembered for those that are alike. */
  look(track: Taken, batch: FrameBatch, i: number, times: Times): boolean;
}

/** Each part of a filter is judged by what it asks about itself. */
export const verdictsOf = (filter: Filter, index: CaptureIndex, sides: Sides): Verdicts => {
  const { parts } = filter;
  if (parts === undefined) return new WholeVerdicts(filter, index, sides);
  return new JoinedVerdicts(
    parts.how === 'or',
    parts.of.map((part) => verdictsOf(part, index, sides)),
  );
};

class JoinedVerdicts implements Verdicts {
  /** What one part says for all. */
  readonly #decides: boolean;
  readonly #parts: readonly Verdicts[];

  constructor(decides: boolean, parts: readonly Verdicts[]) {
    this.#decides = decides;
    this.#parts = parts;
  }

  of(number: number): boolean | undefined {
    let isSure = true;
    for (let k = 0; k < this.#parts.length; k++) {
      const verdict = this.#parts[k]!.of(number);
      if (verdict === this.#decides) return verdict;
      isSure &&= verdict !== undefined;
    }
    return isSure ? !this.#decides : undefined;
  }

  in(number: number, batch: FrameBatch, i: number): boolean | undefined {
    let isSure = true;
    for (let k = 0; k < this.#parts.length; k++) {
      const part = this.#parts[k]!;
      const verdict = part.of(number) ?? part.in(number, batch, i);
      if (verdict === this.#decides) return verdict;
      isSure &&= verdict !== undefined;
    }
    return isSure ? !this.#decides : undefined;
  }

  look(track: Taken, batch: FrameBatch, i: number, times: Times): boolean {
    for (let k = 0; k < this.#parts.length; k++) {
      const part = this.#parts[k]!;
      const verdict = part.of(track.frames) ?? part.in(track.frames, batch, i) ?? part.look(track, batch, i, times);
      if (verdict === this.#decides) return verdict;
    }
    return !this.#decides;
  }
}

/** A filter that is none of several parts. */
class WholeVerdicts implements Verdicts {
  readonly #filter: Filter;
  readonly #index: CaptureIndex;
  readonly #sides: Sides;
  /** Whether a frame passes, where the index tells all that it asks about. */
  readonly #ofIndex: ((number: number) => boolean) | undefined;
  /** By class; undefined: not looked at yet, null: frames that have to be looked at each. */
  readonly #byClass: (Alike | null | undefined)[] = [];
  readonly #all = new Map<string, Alike>();

  constructor(filter: Filter, index: CaptureIndex, sides: Sides) {
    this.#filter = filter;
    this.#index = index;
    this.#sides = sides;
    const isAllOfIndex = filter.names.size > 0 && [...filter.names].every(isOfIndex) && !filter.isLayered;
    this.#ofIndex = isAllOfIndex ? tellerOfIndex(filter, index) : undefined;
  }

  of(number: number): boolean | undefined {
    if (this.#ofIndex !== undefined) return this.#ofIndex(number);
    const alike = this.#alikeOf(number);
    if (alike === null || alike.read !== undefined) return undefined;
    if (alike.judged !== undefined) return alike.judged(number);
    const place = alike.placeOf(number);
    if (place < 0) return undefined;
    const verdict = alike.verdicts[place];
    if (verdict) return verdict === PASSES;
    const told = alike.told?.(place);
    if (told !== undefined) put(alike, place, told);
    return told;
  }

  in(number: number, batch: FrameBatch, i: number): boolean | undefined {
    return this.#alikeOf(number)?.read?.(number, batch, i);
  }

  look(track: Taken, batch: FrameBatch, i: number, times: Times): boolean {
    const passes = this.#filter.passes(track, batch, i, times);
    const alike = this.#alikeOf(track.frames);
    const place = alike?.placeOf(track.frames) ?? -1;
    if (alike !== null && alike.judged === undefined && alike.read === undefined && place >= 0) put(alike, place, passes);
    return passes;
  }

  #alikeOf(number: number): Alike | null {
    const alike = this.#alike(this.#index.classOf(number));
    if (alike === null) return null;
    for (const field of alike.lacking) if (this.#index.mayHave(number, field)) return null;
    return alike;
  }

  #alike(at: number): Alike | null {
    const known = this.#byClass[at];
    if (known !== undefined) return known;
    const c = this.#index.classes.at(at);
    const asked = askedOf(c, this.#filter, this.#index.track.registry);
    const made = asked === undefined ? null : this.#those(asked, c);
    this.#byClass[at] = made;
    return made;
  }

  #those({ key, bySide, byFrame, byBytes, isTold, lacking }: Asked, c: FrameClass): Alike {
    const known = this.#all.get(key);
    if (known !== undefined) return known;
    const side = (number: number): number => this.#sides.of(number) || -1;
    const alike = this.#alikeBy(bySide ? side : onePlace, lacking);
    const teller = isTold ? tellerOf({ filter: this.#filter, index: this.#index, sides: this.#sides, c, bySide }) : undefined;
    const sideOf = bySide ? (number: number): number => this.#sides.of(number) : onePlace;
    const judged = byFrame ? teller && ((number: number) => teller(sideOf(number), number)) : undefined;
    const read = byBytes
      ? teller && ((number: number, batch: FrameBatch, i: number) => teller(sideOf(number), number, batch, i))
      : undefined;
    const told = byFrame || byBytes ? undefined : teller;
    const made = { ...alike, told, judged, read };
    this.#all.set(key, made);
    return made;
  }

  #alikeBy(placeOf: Alike['placeOf'], lacking: readonly MessageField[] = []): Alike {
    return { verdicts: new Uint8Array(64), lacking, placeOf, told: undefined, judged: undefined, read: undefined };
  }
}

const put = (alike: Alike, place: number, passes: boolean): void => {
  if (place >= alike.verdicts.length) {
    const larger = new Uint8Array(2 * place);
    larger.set(alike.verdicts);
    alike.verdicts = larger;
  }
  alike.verdicts[place] = passes ? PASSES : FAILS;
};

const onePlace = (): number => 0;
