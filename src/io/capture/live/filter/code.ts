/** Code of a capture filter (classic BPF; McCanne and Jacobson 1993, linux/filter.h), written from its end to its beginning. */

import { UsageError } from '../../../../core/fault.ts';
import { sayWrong } from '../../../../core/said.ts';

/** Instruction codes. */
export const Op = {
  loadByte: 0x30,
  loadHalf: 0x28,
  loadWord: 0x20,
  /** From X bytes further on. */
  loadByteAtX: 0x50,
  loadHalfAtX: 0x48,
  loadWordAtX: 0x40,
  loadNumber: 0x00,
  loadLength: 0x80,
  loadKept: 0x60,
  keep: 0x02,
  /** X becomes the length of the IPv4 header at k. */
  headerLength: 0xb1,
  toX: 0x07,
  compute: 0x04,
  and: 0x54,
  addX: 0x0c,
  negate: 0x84,
  equal: 0x15,
  greater: 0x25,
  greaterOrEqual: 0x35,
  anySet: 0x45,
  jump: 0x05,
  give: 0x06,
} as const;
/** Added to a code: the right side is X in place of k. */
export const BY_X = 0x08;

/** A place in the code, counted from its end: code grows towards its beginning. */
export type Label = number;
export type Instruction = readonly [op: number, k: number];

/** What the kernel takes (BPF_MAXINSNS). */
const MOST = 4096;
/** A conditional jump reaches so far, with room for what may come in between. */
const NEAR = 250;

export class Code {
  readonly #code: (readonly [op: number, k: number, yes: Label, no: Label])[] = [];
  readonly #text: string;
  readonly #place: string;

  constructor(text: string, place: string) {
    this.#text = text;
    this.#place = place;
  }

  add(op: number, k: number): Label {
    return this.#code.push([op, k, 0, 0]) - 1;
  }

  /** Goes on at `yes` or `no`. */
  test(op: number, k: number, yes: Label, no: Label): Label {
    const near = this.#near(yes);
    return this.#code.push([op, k, near, this.#near(no)]) - 1;
  }

  /** Goes on at `to` after these. */
  before(to: Label, ...instructions: readonly Instruction[]): Label {
    if (to !== this.#code.length - 1) this.#jump(to);
    for (const [op, k] of [...instructions].reverse()) this.add(op, k);
    return this.#code.length - 1;
  }

  from(start: Label): Uint8Array {
    if (start >= MOST) throw new UsageError(this.#place, sayWrong('shorterFilter'), this.#text);
    const bytes = new Uint8Array(8 * (start + 1));
    const view = new DataView(bytes.buffer);
    for (const [i, [op, k, yes, no]] of this.#code.slice(0, start + 1).entries()) {
      const at = 8 * (start - i);
      view.setUint16(at, op, true);
      if ((op & 0x07) === Op.jump && op !== Op.jump) {
        bytes[at + 2] = i - yes - 1;
        bytes[at + 3] = i - no - 1;
      }
      view.setUint32(at + 4, k >>> 0, true);
    }
    return bytes;
  }

  /** What is too far for a conditional jump is reached by a jump in between. */
  #near(to: Label): Label {
    return this.#code.length - to < NEAR ? to : this.#jump(to);
  }

  #jump(to: Label): Label {
    return this.add(Op.jump, this.#code.length - 1 - to);
  }
}
