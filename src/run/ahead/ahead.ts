/**
 * Ahead: a capture in a large file, whose frames a thread decodes and traces ahead of who shows them. It says the same as the file read here:
 * what has to happen in order does so in one thread each.
 */
import { FILE_LIMITS } from '../../analysis/limits.ts';
import type { Closed, Tracer } from '../../analysis/traced.ts';
import { SheetReader } from '../../analysis/traced-sheet.ts';
import { IoError } from '../../core/fault.ts';
import { SharedThread } from '../../io/base/shared-thread.ts';
import type { Capture, FileCapture } from '../../io/capture/read/capture.ts';
import { type FrameBatch, frameBatch } from '../../wire/frame.ts';
import type { Registry } from '../../wire/types.ts';
import type { TracedCapture } from '../frames.ts';
import { type AheadNews, type AheadStart, type LinesChoice, SLOTS, slot } from './ahead-slots.ts';

export interface AheadChoice {
  /** The program of the thread. */
  readonly file: string;
  readonly verify: boolean;
  /** Lines of every frame will be asked for. */
  readonly lines?: LinesChoice | undefined;
  /** An index will keep what is known of the frames. */
  readonly keepsFacts?: boolean;
}

/** The capture, read ahead; as it is where there cannot be a thread. */
export const readAhead = async (capture: FileCapture, { file, verify, lines, keepsFacts = false }: AheadChoice): Promise<Capture> => {
  const slots = Array.from({ length: SLOTS }, () => slot({ lines, keepsFacts }));
  const start: AheadStart = { place: capture.place, fd: capture.fd, slots, limits: FILE_LIMITS, verify, lines, keepsFacts };
  try {
    const thread = new SharedThread(file, SLOTS, start);
    await thread.started();
    return new AheadCapture(capture, thread, start);
  } catch {
    return capture;
  }
};

class AheadCapture implements TracedCapture {
  readonly size: number;
  readonly place: string;
  /** As in a FileCapture. */
  readonly fd: number;
  readonly batches: AsyncIterable<FrameBatch>;
  readonly allSecrets: Capture['allSecrets'];
  decoder: Capture['decoder'];
  readonly #file: FileCapture;
  readonly #thread: SharedThread;
  readonly #start: AheadStart;
  readonly #batches: readonly (FrameBatch & { lines?: FrameBatch['lines']; written?: FrameBatch['written'] })[];
  #reader: SheetReader | undefined;
  #rooms: readonly Uint8Array[] = [];
  #page: Uint32Array = new Uint32Array(0);

  constructor(file: FileCapture, thread: SharedThread, start: AheadStart) {
    this.#file = file;
    this.#thread = thread;
    this.#start = start;
    this.size = file.size;
    this.fd = file.fd;
    this.place = file.place;
    this.decoder = file.decoder;
    this.allSecrets = file.allSecrets;
    this.#batches = start.slots.map(({ columns }) => ({ ...frameBatch(0), ...columns, comments: new Map() }));
    this.batches = this.#all();
  }

  get fault(): Capture['fault'] {
    return this.decoder.fault;
  }

  readonly tracer = (registry: Registry, closed: Closed): Tracer => {
    this.#reader = new SheetReader(registry, closed);
    return this.#reader;
  };

  close(): void {
    this.#thread.stop();
    this.#file.close();
  }

  async *#all(): AsyncGenerator<FrameBatch, void> {
    try {
      for (let next = await this.#thread.next(); next !== undefined; next = await this.#thread.next()) {
        const { batch, refused } = this.#batch(next.slot, (next.message ?? {}) as AheadNews);
        if (refused !== undefined) throw refusal(this.place, refused);
        if (batch.count > 0) yield batch;
      }
    } finally {
      this.close();
    }
  }

  #batch(at: number, news: AheadNews): { readonly batch: FrameBatch; readonly refused: AheadNews['refused'] } {
    const [shared, batch] = [this.#start.slots[at], this.#batches[at]];
    if (shared === undefined || batch === undefined) throw new RangeError(`there is no slot ${at}`);
    const [count = 0, room = 0, hasLines = 0] = shared.head;
    this.#rooms = news.rooms ?? this.#rooms;
    this.decoder = news.decoder ?? this.decoder;
    batch.count = count;
    batch.lines = hasLines === 0 ? undefined : shared.lines;
    this.#page = news.page ?? this.#page;
    batch.written = shared.places && { page: this.#page, places: shared.places, others: news.others ?? NONE };
    batch.bytes = this.#rooms[room] ?? batch.bytes;
    batch.comments.clear();
    for (const [i, comments] of news.comments ?? []) batch.comments.set(i, comments);
    this.#reader?.begin(shared.sheet, news.events ?? []);
    return { batch, refused: news.refused };
  }
}

const NONE: ReadonlyMap<number, number> = new Map();

const refusal = (place: string, { message, code }: NonNullable<AheadNews['refused']>): IoError =>
  new IoError(place, code, message.slice(place.length + 2));
