/** Frame counts: frames and bytes of a capture by what its frames have in common: which protocols there are inside which, and what is wrong. */
import type { FrameBatch } from '../wire/frame.ts';
import type { Registry } from '../wire/types.ts';
import { type Branch, Branches } from './branches.ts';
import { FrameClasses, type FrameFault } from './frame-classes.ts';
import type { Taken } from './taken.ts';

/** A field that says that something is wrong, of how many frames, and of which first. */
export interface CountedFault extends FrameFault {
  frames: number;
  readonly first: number;
}

export class FrameCounts {
  readonly #classes: FrameClasses;
  readonly #frames: number[] = [];
  readonly #bytes: number[] = [];
  /** Of each class, the first of its frames. */
  readonly #first: number[] = [];
  /** Frames so far. */
  count = 0;

  constructor(registry: Registry) {
    this.#classes = new FrameClasses(registry);
  }

  /** Takes the track's newest frame, frame `i` of the batch. */
  take(track: Taken, batch: FrameBatch, i: number): void {
    const at = this.#classes.of(track, batch.bytes);
    this.#frames[at] = (this.#frames[at] ?? 0) + 1;
    this.#bytes[at] = (this.#bytes[at] ?? 0) + batch.original[i]!;
    this.#first[at] ??= track.frames;
    this.count++;
  }

  /** From the outermost protocol in, the most frequent first. */
  get branches(): readonly Branch[] {
    const branches = new Branches();
    for (const [at, frames] of this.#frames.entries()) branches.count(this.#classes.at(at).path, frames ?? 0, this.#bytes[at] ?? 0);
    return branches.all;
  }

  /** As their protocols order them. */
  get faults(): readonly CountedFault[] {
    const all = new Map<string, CountedFault>();
    for (const [at, frames] of this.#frames.entries()) {
      if (frames === undefined) continue;
      const first = this.#first[at] ?? 0;
      for (const { layer, field } of this.#classes.at(at).faults) {
        const key = `${layer.name}.${field}`;
        const before = all.get(key);
        all.set(key, { layer, field, frames: frames + (before?.frames ?? 0), first: Math.min(first, before?.first ?? first) });
      }
    }
    return inOrder([...all.values()]);
  }
}

/** What is wrong, as the protocols order it. */
export const inOrder = <F extends FrameFault>(faults: readonly F[]): readonly F[] => {
  const place = ({ layer, field }: F): number => Object.keys(layer.transport?.faults?.fields ?? {}).indexOf(field);
  return [...faults].sort((a, b) => (place(a) + 1 || 99) - (place(b) + 1 || 99));
};
