/** Hierarchy: which protocols frames have inside which, with how many frames and bytes. */
import type { Layer } from '../wire/types.ts';
import type { Passed } from './passed.ts';

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

export class Hierarchy {
  readonly #roots = new Map<Layer, Growing>();

  take(passed: Pick<Passed, 'track' | 'batch' | 'i' | 'd'>): void {
    const { track, batch, i } = passed;
    const bytes = batch.original[i] ?? 0;
    if (track.isDeep) {
      const layers = passed.d.layers.filter((l) => !l.quoted).map((l) => l.layer);
      this.#count(layers, bytes);
      return;
    }
    const { nodes, depth } = track.walked;
    const messages = track.known.allMessages.at(-1)?.messages.at(-1)?.node.layer;
    const layers = nodes.slice(0, depth).map((node) => node.layer);
    this.#count(messages === undefined ? layers : [...layers, messages], bytes);
  }

  /** From the outermost in, the most frequent first. */
  get branches(): readonly Branch[] {
    return branchesOf(this.#roots, 0);
  }

  #count(layers: readonly Layer[], bytes: number): void {
    let level = this.#roots;
    for (const layer of layers) {
      let it = level.get(layer);
      if (it === undefined) {
        it = { layer, frames: 0, bytes: 0, above: new Map() };
        level.set(layer, it);
      }
      it.frames++;
      it.bytes += bytes;
      level = it.above;
    }
  }
}

const branchesOf = (level: ReadonlyMap<Layer, Growing>, depth: number): readonly Branch[] =>
  [...level.values()]
    .sort((a, b) => b.frames - a.frames)
    .flatMap(({ layer, frames, bytes, above }) => [{ layer, depth, frames, bytes }, ...branchesOf(above, depth + 1)]);
