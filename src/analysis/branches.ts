/** Branches: which protocols there are inside which, with how many frames and bytes. */
import type { Layer, Node } from '../wire/types.ts';

/** A protocol inside of others. */
export interface Branch {
  readonly layer: Layer;
  readonly depth: number;
  readonly frames: number;
  readonly bytes: number;
}

interface Growing {
  readonly layer: Layer;
  frames: number;
  bytes: number;
  readonly above: Map<Layer, Growing>;
}

export class Branches {
  readonly #roots = new Map<Layer, Growing>();

  /** So many frames with these layers, from the outermost in. */
  count(path: readonly Pick<Node, 'layer'>[], frames: number, bytes: number): void {
    if (frames === 0) return;
    let level = this.#roots;
    for (const { layer } of path) {
      const it = level.get(layer) ?? { layer, frames: 0, bytes: 0, above: new Map() };
      level.set(layer, it);
      it.frames += frames;
      it.bytes += bytes;
      level = it.above;
    }
  }

  /** From the outermost in, the most frequent first. */
  get all(): readonly Branch[] {
    return branchesOf(this.#roots, 0);
  }
}

const branchesOf = (level: ReadonlyMap<Layer, Growing>, depth: number): readonly Branch[] =>
  [...level.values()]
    .sort((a, b) => b.frames - a.frames)
    .flatMap(({ layer, frames, bytes, above }) => [{ layer, depth, frames, bytes }, ...branchesOf(above, depth + 1)]);
