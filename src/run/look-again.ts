/** Look again: the frames of an index once more, from the first on, in slices. Bytes are read of those alone that have to be looked at. */
import type { CaptureIndex } from '../analysis/capture-index.ts';
import { Retaken } from '../analysis/retaken.ts';
import type { FrameStore } from '../io/capture/read/frame-store.ts';
import type { Stretch } from '../io/capture/read/stretches.ts';
import { type FrameBatch, frameBatch } from '../wire/frame.ts';
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
const MOST = 1 << 20;
/** Frames that are in hand at once. */
const FRAMES = 4096;
/** From so many bytes on they are read ahead of who looks at them. */
const LONG = 1 << 16;
/** Windows that are read ahead. */
const AHEAD = 3;
/** Frames that are so near to each other are read with those between them. */
const NEAR = 16;
/** Frames between two turns. */
const FEW = 16;

/** Resolves at the end, or when the signal aborts. */
export const lookAgain = async (again: Again, looks: Looks, { signal, turn, more, found, seen }: LookWalk): Promise<void> => {
  const sight = new Sight(again, looks);
  try {
    for (let number = 1; !signal.aborted; ) {
      if (number > again.index.count) {
        seen?.(again.index.count);
        if (!(await more())) return;
      }
      number = sight.pass(number, Math.min(again.index.count, number + FEW - 1), found);
      if (sight.coming !== undefined) await sight.coming;
      const pause = turn();
      if (pause === undefined) continue;
      seen?.(number - 1);
      await pause;
    }
  } finally {
    sight.close();
  }
};

/** Frames that are in hand together, and where their bytes are. */
interface Window {
  readonly first: number;
  readonly last: number;
  readonly position: number;
  readonly length: number;
  readonly stretch: Stretch | undefined;
  /** Of each, what was known of it then: 0 nothing, else whether it has what is looked for. */
  readonly known: Uint8Array;
}

const HAS = 1;
const LACKS = 2;

/** Frames in hand, one after the other. */
class Sight {
  readonly #of: Again;
  readonly #looks: Looks;
  readonly #taken: Retaken;
  readonly #passed: Passed;
  readonly #batch = frameBatch(FRAMES);
  readonly #room = new Uint8Array(LONG);
  #window: Window | undefined;
  /** The bytes of the next frame to look at have to be waited for. */
  coming: Promise<void> | undefined;
  /** The next ones, which are being read. */
  readonly #next: Window[] = [];

  constructor(of: Again, looks: Looks) {
    this.#of = of;
    this.#looks = looks;
    this.#taken = new Retaken(of.index, looks.asksMessages !== false);
    this.#passed = new Passed(this.#taken, of.showSecrets);
    this.#passed.batch = this.#batch;
  }

  /** Looks at frames; gives the first that it has not: the one behind them, or one whose bytes are coming. */
  pass(from: number, to: number, found: (number: number) => void): number {
    this.coming = undefined;
    for (let number = from; number <= to; number++) {
      const known = this.#known(number);
      if (known === undefined && !this.#has(number)) {
        this.coming = this.#fill(number);
        if (this.coming !== undefined) return number;
      }
      if (known ?? this.#look(number)) found(number);
    }
    return to + 1;
  }

  #known(number: number): boolean | undefined {
    const at = number - (this.#window?.first ?? 0);
    const known = this.#window?.known[at];
    if (known === undefined) return this.#looks.known?.(number);
    return known === 0 ? undefined : known === HAS;
  }

  /** Whether a frame is in hand; those before are so no more. */
  #has(number: number): boolean {
    return this.#window !== undefined && number <= this.#window.last;
  }

  #look(number: number): boolean {
    const i = number - this.#window!.first;
    const read = this.#looks.read?.(number, this.#batch, i);
    if (read !== undefined) return read;
    const known = this.#looks.known?.(number);
    if (known !== undefined) return known;
    this.#taken.take(this.#batch, i, number);
    this.#passed.i = i;
    this.#passed.times = this.#of.index.bare(number);
    return this.#looks.holds(this.#passed);
  }

  /** Takes the frames from this one on in hand; resolves when their bytes are there, where those have to be waited for. */
  #fill(number: number): Promise<void> | undefined {
    const { index, store } = this.#of;
    this.#window?.stretch?.release();
    while (this.#next[0] !== undefined && this.#next[0].last < number) this.#next.shift()!.stretch?.release();
    const isNext = this.#next[0] !== undefined && this.#next[0].first <= number;
    const window = isNext ? this.#next.shift()! : this.#windowAt(number);
    this.#window = window;
    index.refill(this.#batch, window.first, window.last - window.first + 1);
    const { stretch, position, length } = window;
    if (stretch === undefined) {
      this.#batch.bytes = store.read(position, length, this.#room);
      return undefined;
    }
    this.#readAhead();
    return this.#arrived(stretch);
  }

  close(): void {
    for (const { stretch } of this.#next) stretch?.release();
    this.#window?.stretch?.release();
  }

  #arrived(stretch: Stretch): Promise<void> | undefined {
    const { bytes } = stretch;
    if (bytes === undefined) return stretch.ready.then(() => this.#arrived(stretch));
    this.#batch.bytes = bytes;
    return undefined;
  }

  #readAhead(): void {
    while (this.#next.length < AHEAD) {
      const { last } = this.#next.at(-1) ?? this.#window!;
      const first = this.#unknownFrom(last + 1);
      if (first === undefined) return;
      const window = this.#windowAt(first);
      this.#next.push(window);
      if (window.stretch === undefined) return;
    }
  }

  /** The first frame of the next few that has to be looked at. */
  #unknownFrom(from: number): number | undefined {
    const end = Math.min(from + FRAMES - 1, this.#of.index.count);
    for (let number = from; number <= end; number++) if (this.#looks.known?.(number) === undefined) return number;
    return undefined;
  }

  /** The next frames that have to be looked at, and those between them. */
  #windowAt(first: number): Window {
    const { index, store } = this.#of;
    const { position } = index.placeOf(first);
    let end = Math.min(first + FRAMES - 1, index.count);
    while (end > first && this.#extent(first, end) > MOST) end = first + ((end - first) >> 1);
    const known = new Uint8Array(end - first + 1);
    let last = first;
    for (let number = first + 1; number <= end && number - last <= NEAR; number++) {
      const has = this.#looks.known?.(number);
      if (has === undefined) last = number;
      else known[number - first] = has ? HAS : LACKS;
    }
    const length = this.#extent(first, last);
    const stretch = length < LONG ? undefined : store.ahead(position, length);
    return { first, last, position, length, stretch, known: known.subarray(0, last - first + 1) };
  }

  #extent(first: number, last: number): number {
    const { index } = this.#of;
    const end = index.placeOf(last);
    return end.position + end.captured - index.placeOf(first).position;
  }
}
