/** Comparisons of capture filters as instructions: arithmetic in A, what waits in the machine's memory. */

import { UsageError } from '../../../../core/fault.ts';
import { sayWrong } from '../../../../core/said.ts';
import { BY_X, type Instruction, Op } from './code.ts';
import type { Operator, Value } from './expression.ts';

/** Words of the machine's memory. */
const MEMORY = 16;

const LOADS: Readonly<Record<1 | 2 | 4, readonly [at: number, atX: number]>> = {
  1: [Op.loadByte, Op.loadByteAtX],
  2: [Op.loadHalf, Op.loadHalfAtX],
  4: [Op.loadWord, Op.loadWordAtX],
};

const COMPUTES: Readonly<Record<Operator, number>> = {
  '+': 0x00,
  '-': 0x10,
  '*': 0x20,
  '/': 0x30,
  '|': 0x40,
  '&': 0x50,
  '<<': 0x60,
  '>>': 0x70,
  '%': 0x90,
  '^': 0xa0,
};

export interface Places {
  /** Where the network layer begins behind so many tags. */
  readonly net: (tags: number) => number;
  /** Whether the header of the link is there. */
  readonly hasLink: boolean;
}

export class Evaluation {
  readonly #places: Places;
  readonly #place: string;
  readonly #text: string;

  constructor(places: Places, text: string, place: string) {
    this.#places = places;
    this.#text = text;
    this.#place = place;
  }

  /** Both sides: what is added to the code of a comparison, and its k; before it the left one is in A. */
  sides(left: Value, right: Value): { readonly before: readonly Instruction[]; readonly byX: number; readonly k: number } {
    if (right.kind === 'number') return { before: this.#into(left, 0), byX: 0, k: right.value };
    return { before: this.#both(left, right, 0), byX: BY_X, k: 0 };
  }

  /** Leaves the left one in A and the right one in X. */
  #both(left: Value, right: Value, kept: number): readonly Instruction[] {
    if (kept >= MEMORY) throw new UsageError(this.#place, sayWrong('simplerArithmetic'), this.#text);
    return [...this.#into(left, kept), [Op.keep, kept], ...this.#into(right, kept + 1), [Op.toX, 0], [Op.loadKept, kept]];
  }

  /** Leaves a value in A; words of memory from `kept` on are free. */
  #into(value: Value, kept: number): readonly Instruction[] {
    switch (value.kind) {
      case 'number':
        return [[Op.loadNumber, value.value]];
      case 'length':
        return [[Op.loadLength, 0]];
      case 'negative':
        return [...this.#into(value.of, kept), [Op.negate, 0]];
      case 'bytes':
        return this.#bytes(value, kept);
      case 'compute': {
        const op = Op.compute + COMPUTES[value.op];
        const { left, right } = value;
        if (right.kind === 'number') return [...this.#into(left, kept), [op, right.value]];
        return [...this.#both(left, right, kept), [op + BY_X, 0]];
      }
    }
  }

  #bytes({ base, index, size, tags }: Extract<Value, { kind: 'bytes' }>, kept: number): readonly Instruction[] {
    const [load, loadAtX] = LOADS[size];
    if (base === 'frame' && !this.#places.hasLink) throw new UsageError(this.#place, sayWrong('oneInterface'), this.#text);
    const net = this.#places.net(tags);
    const from = base === 'frame' ? 0 : base === 'behind6' ? net + 40 : net;
    if (base !== 'transport' && index.kind === 'number') return [[load, from + index.value]];
    if (base !== 'transport') return [...this.#into(index, kept), [Op.toX, 0], [loadAtX, from]];
    if (index.kind === 'number')
      return [
        [Op.headerLength, net],
        [loadAtX, net + index.value],
      ];
    if (kept >= MEMORY) throw new UsageError(this.#place, sayWrong('simplerArithmetic'), this.#text);
    const place = this.#into(index, kept);
    return [...place, [Op.keep, kept], [Op.headerLength, net], [Op.loadKept, kept], [Op.addX, 0], [Op.toX, 0], [loadAtX, net]];
  }
}
