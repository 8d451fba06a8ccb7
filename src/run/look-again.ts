/** Look again: the frames of an index once more, from the first on, in slices. Bytes are read of those alone that have to be looked at. */
import type { CaptureIndex } from '../analysis/capture-index.ts';
import { Retaken } from '../analysis/retaken.ts';
import type { FrameStore } from '../io/capture/read/frame-store.ts';
import { BATCH, type FrameBatch, frameBatch } from '../wire/frame.ts';
import { Passed } from './passed.ts';
import type { Turn } from './turns.ts';

/** Where the frames are. */
export interface Again {
  readonly index: CaptureIndex;
  readonly store: FrameStore;
  readonly showSecrets: boolean;
}

/** What is looked for. */
export interface Looks {
  /** Whether a frame has it, where that is known without a look at it. */
  known?(number: number): boolean | undefined;
  /** The same with its bytes, frame `i` of the batch. */
  read?(number: number, batch: FrameBatch, i: number): boolean | undefined;
  /** It is told by the index alone: no bytes are read, and frames in hand have no layers. */
  readonly isBare?: boolean;
  /** False: what messages hold does not matter, and frames in hand have none. */
  readonly asksMessages?: boolean;
  /** Whether the frame in hand has it. */
  holds(passed: Passed): boolean;
}

export interface LookWalk {
  readonly signal: AbortSignal;
  /** Asked now and then. */
  readonly turn: Turn;
  /** Resolves when there are more frames, or with false when all are there. */
  readonly more: () => Promise<boolean>;
  readonly found: (number: number) => void;
  /** Told now and then how far it is. */
  readonly seen?: (number: number) => void;
}

/** Bytes that are read at once, unless one frame has more. */
const MOST = 8 << 20;
/** Frames that are so near to each other are read with those between them. */
const NEAR = 16;
/** Frames between two turns. */
const FEW = 16;

/** Resolves at the end, or when the signal aborts. */
export const lookAgain = async (again: Again, looks: Looks, { signal, turn, more, found, seen }: LookWalk): Promise<void> => {
  const sight = new Sight(again, looks);
  for (let number = 1; !signal.aborted; ) {
    if (number > again.index.count) {
      seen?.(again.index.count);
      if (!(await more())) return;
    }
    const end = Math.min(again.index.count, number + FEW - 1);
    for (; number <= end; number++) if (looks.known?.(number) ?? sight.look(number)) found(number);
    const pause = turn();
    if (pause === undefined) continue;
    seen?.(end);
    await pause;
  }
};

/** Frames in hand, one after the other. */
class Sight {
  readonly #of: Again;
  readonly #looks: Looks;
  readonly #taken: Retaken;
  readonly #passed: Passed;
  readonly #batch = frameBatch();
  #room = new Uint8Array(1 << 20);
  /** Numbers of the frames in the batch. */
  #first = 0;
  #last = 0;

  constructor(of: Again, looks: Looks) {
    this.#of = of;
    this.#looks = looks;
    this.#taken = new Retaken(of.index, looks.asksMessages !== false);
    this.#passed = new Passed(this.#taken, of.showSecrets);
    this.#passed.batch = this.#batch;
  }

  look(number: number): boolean {
    if (number > this.#last) this.#fill(number);
    const i = number - this.#first;
    if (this.#looks.isBare === true) this.#taken.bare(number);
    else {
      const read = this.#looks.read?.(number, this.#batch, i);
      if (read !== undefined) return read;
    }
    if (this.#looks.isBare !== true) this.#taken.take(this.#batch, i, number);
    this.#passed.i = i;
    this.#passed.times = this.#of.index.timesOf(number);
    return this.#looks.holds(this.#passed);
  }

  /** The next frames that have to be looked at, and those between them. */
  #fill(first: number): void {
    const { index, store } = this.#of;
    if (this.#looks.isBare === true) {
      this.#fillBare(first);
      return;
    }
    const end = Math.min(first + BATCH - 1, index.count);
    let last = first;
    for (let number = first + 1; number <= end && number - last <= NEAR; number++)
      if (this.#looks.known?.(number) === undefined) last = number;
    while (last > first && this.#extent(first, last) > MOST) last = first + ((last - first) >> 1);
    const length = this.#extent(first, last);
    if (length > this.#room.length) this.#room = new Uint8Array(length);
    index.refill(this.#batch, first, last - first + 1);
    this.#batch.bytes = store.read(index.placeOf(first).position, length, this.#room);
    this.#first = first;
    this.#last = last;
  }

  #fillBare(first: number): void {
    const { index } = this.#of;
    this.#first = first;
    this.#last = Math.min(first + BATCH - 1, index.count);
    index.refill(this.#batch, first, this.#last - first + 1);
  }

  #extent(first: number, last: number): number {
    const { index } = this.#of;
    const end = index.placeOf(last);
    return end.position + end.captured - index.placeOf(first).position;
  }
}
