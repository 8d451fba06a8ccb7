/** Branches: which protocols dissected frames have inside which. */
import type { Dissection } from '../../../wire/dissection.ts';
import type { Layer } from '../../../wire/types.ts';
import type { Branch } from '../../answers/looked.ts';

interface Growing {
  readonly layer: Layer;
  frames: number;
  bytes: number;
  readonly above: Map<Layer, Growing>;
}

export class Branches {
  readonly #roots = new Map<Layer, Growing>();

  take({ layers, frame }: Dissection): void {
    let level = this.#roots;
    for (const { layer, quoted } of layers) {
      if (quoted) continue;
      const it = level.get(layer) ?? { layer, frames: 0, bytes: 0, above: new Map() };
      level.set(layer, it);
      it.frames++;
      it.bytes += frame.original;
      level = it.above;
    }
  }

  get branches(): readonly Branch[] {
    return branchesOf(this.#roots, 0);
  }
}

const branchesOf = (level: ReadonlyMap<Layer, Growing>, depth: number): readonly Branch[] =>
  [...level.values()]
    .sort((a, b) => b.frames - a.frames)
    .flatMap(({ layer, frames, bytes, above }) => [{ layer, depth, frames, bytes }, ...branchesOf(above, depth + 1)]);
