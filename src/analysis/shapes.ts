/** Shapes: which layers frames have, and how far behind the first each of them begins. A few make most of a capture, and have a number each. */
import type { Walked } from '../wire/walk.ts';

/** Stands for all others. */
export const NO_SHAPE = 127;

interface Shape {
  readonly ids: readonly number[];
  readonly starts: readonly number[];
}

export class Shapes {
  readonly #all: Shape[] = [];
  #newest = 0;

  /** The number of a frame's shape. */
  of(walked: Walked): number {
    const { depth } = walked;
    if (depth === 0) return NO_SHAPE;
    if (this.#all.length > 0 && isOf(this.#all[this.#newest]!, walked)) return this.#newest;
    const known = this.#all.findIndex((shape) => isOf(shape, walked));
    const number = known >= 0 ? known : this.#add(walked);
    if (number < NO_SHAPE) this.#newest = number;
    return number;
  }

  #add({ depth, nodes, start }: Walked): number {
    if (this.#all.length === NO_SHAPE) return NO_SHAPE;
    const layers = nodes.slice(0, depth);
    return this.#all.push({ ids: layers.map(({ id }) => id), starts: layers.map((_, k) => start[k]! - start[0]!) }) - 1;
  }
}

const isOf = ({ ids, starts }: Shape, { depth, nodes, start }: Walked): boolean => {
  if (ids.length !== depth) return false;
  for (let k = 0; k < depth; k++) if (ids[k] !== nodes[k]!.id || starts[k] !== start[k]! - start[0]!) return false;
  return true;
};
