/** In the thread that reads ahead: decodes and traces the frames of a file, a batch a slot. */
import { FactsWriting } from '../../analysis/facts-log.ts';
import { TracerAhead } from '../../analysis/tracer-ahead.ts';
import { IoError } from '../../core/fault.ts';
import { SlotFiller } from '../../io/base/shared-thread.ts';
import type { FileCapture } from '../../io/capture/read/capture.ts';
import { reopened } from '../../io/capture/read/read-file.ts';
import { nodeTools } from '../../io/host/tools.ts';
import { protocols } from '../../protocols/registry.ts';
import { type FrameBatch, NOT_WRITTEN } from '../../wire/frame.ts';
import { decimalsOf } from '../frames.ts';
import { type AheadNews, type AheadStart, SLOTS, type Slot, shared } from './ahead-slots.ts';
import { LinesAhead } from './lines-ahead.ts';

/** Stretches of the file that are in memory. */
const ROOMS = 4;
/** Batches that wait when the thread has time to write lines, too. */
const BUSY = SLOTS / 2;

/** Runs to the end of the file, or until nobody reads any more. */
export const runAhead = (): void => {
  const filler = new SlotFiller();
  const ahead = new Ahead(filler, filler.data as AheadStart);
  try {
    ahead.run();
  } finally {
    filler.end();
  }
};

class Ahead {
  readonly #filler: SlotFiller;
  readonly #start: AheadStart;
  readonly #capture: FileCapture;
  readonly #tracer: TracerAhead;
  readonly #rooms: Rooms;
  readonly #lines: LinesAhead | undefined;
  readonly #facts = new FactsWriting((words) => new Uint32Array(shared(4 * words)));
  #page: Uint32Array = this.#facts.page;
  #told = '';

  constructor(filler: SlotFiller, start: AheadStart) {
    this.#filler = filler;
    this.#start = start;
    this.#rooms = new Rooms(filler);
    this.#capture = reopened(start.place, start.fd, (size) => this.#rooms.next(size));
    this.#tracer = new TracerAhead(protocols, start.limits, { ...start, tools: nodeTools });
    this.#lines = start.lines && new LinesAhead(this.#tracer, start.lines, decimalsOf(this.#capture));
  }

  run(): void {
    try {
      for (const batch of this.#capture.batches) if (!this.#take(batch)) return;
      this.#end({});
    } catch (error) {
      if (error instanceof Gone) return;
      if (!(error instanceof IoError)) throw error;
      this.#end({ refused: { message: error.message, code: error.code } });
    }
  }

  /** False where nobody reads any more. */
  #take(batch: FrameBatch): boolean {
    for (let from = 0; from < batch.count; ) {
      const slot = this.#next();
      if (slot === undefined) return false;
      this.#tracer.begin(slot.sheet);
      const writes = slot.lines !== undefined && this.#filler.lead >= BUSY;
      if (writes) this.#lines?.begin(slot.lines!);
      if (slot.places !== undefined) this.#facts.begin();
      let to = from;
      while (to < batch.count && this.#tracer.hasRoom) {
        this.#tracer.take(batch, to);
        this.#lines?.take(batch, to, writes);
        if (slot.places !== undefined) this.#write(slot.places, to - from);
        to++;
      }
      fill(slot, batch, from, to, this.#rooms.current, writes);
      this.#filler.fill(this.#news(batch, from, to));
      from = to;
    }
    return true;
  }

  #write(places: Uint32Array, i: number): void {
    const { length } = this.#facts;
    places[i] = this.#tracer.write(this.#facts) ? length : NOT_WRITTEN;
  }

  #next(): Slot | undefined {
    const at = this.#filler.next();
    return at === undefined ? undefined : this.#start.slots[at];
  }

  /** The last slot has no frames. */
  #end(news: AheadNews): void {
    const slot = this.#next();
    if (slot === undefined) return;
    slot.head[0] = 0;
    this.#filler.fill({ ...news, decoder: this.#decoder() });
  }

  #decoder(): AheadNews['decoder'] {
    const { format, interfaces, notes, fault } = this.#capture.decoder;
    return { format, interfaces: [...interfaces], notes, fault };
  }

  #news(batch: FrameBatch, from: number, to: number): AheadNews | undefined {
    const rooms = this.#rooms.news();
    const decoder = this.#hasChanged() ? this.#decoder() : undefined;
    const comments = batch.comments.size > 0 ? commentsOf(batch, from, to) : undefined;
    const happened = this.#tracer.events();
    const events = happened.length > 0 ? happened : undefined;
    const others = this.#facts.others.size > 0 ? this.#facts.others : undefined;
    const page = this.#facts.page === this.#page ? undefined : this.#facts.page;
    this.#page = this.#facts.page;
    const news = { rooms, decoder, comments, events, page, others };
    return Object.values(news).some((one) => one !== undefined) ? defined(news) : undefined;
  }

  /** Whether the file told more of itself. */
  #hasChanged(): boolean {
    const { interfaces, notes } = this.#capture.decoder;
    const now = [interfaces.length, notes.sections.length, notes.secrets.length, notes.names.size, notes.statistics.size].join();
    const changed = now !== this.#told;
    this.#told = now;
    return changed;
  }
}

/** What is there of some things that may be. */
const defined = <T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

const fill = ({ columns, head }: Slot, batch: FrameBatch, from: number, to: number, room: number, hasLines: boolean): void => {
  for (const name of NAMES) columns[name].set(batch[name].subarray(from, to));
  head[0] = to - from;
  head[1] = room;
  head[2] = hasLines ? 1 : 0;
};
const NAMES = ['offset', 'captured', 'original', 'seconds', 'nanos', 'linkType', 'mark', 'source', 'position'] as const;

const commentsOf = ({ comments }: FrameBatch, from: number, to: number): ReadonlyMap<number, readonly string[]> =>
  new Map([...comments].filter(([i]) => i >= from && i < to).map(([i, texts]) => [i - from, texts]));

/** Nobody reads any more. */
class Gone extends Error {}

/** Shared memory that the file is read into; none is used again before every batch in it was given back. */
class Rooms {
  readonly #filler: SlotFiller;
  readonly #all: Uint8Array[] = [];
  /** Slots that were filled when a room was left. */
  readonly #left: number[] = [];
  current = -1;
  #isNew = false;

  constructor(filler: SlotFiller) {
    this.#filler = filler;
  }

  next(size: number): Uint8Array {
    if (this.current >= 0) this.#left[this.current] = this.#filler.filled;
    this.current = (this.current + 1) % ROOMS;
    if (!this.#filler.wait(this.#left[this.current] ?? 0)) throw new Gone();
    const before = this.#all[this.current];
    if (before !== undefined && before.length >= size) return before;
    const made = new Uint8Array(shared(size));
    this.#all[this.current] = made;
    this.#isNew = true;
    return made;
  }

  news(): readonly Uint8Array[] | undefined {
    if (!this.#isNew) return undefined;
    this.#isNew = false;
    return [...this.#all];
  }
}
