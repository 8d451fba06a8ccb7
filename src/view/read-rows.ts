/** A capture as packet rows: batches of frames in, lines of UTF-8 out, in order, a batch at a time. */
import { history } from '../analysis/history.ts';
import { utf8 } from '../core/bytes.ts';
import { TextBuffer } from '../core/text-buffer.ts';
import type { Instant } from '../core/time.ts';
import { protocols } from '../protocols/registry.ts';
import { dissect } from '../wire/dissect.ts';
import type { Dissection } from '../wire/dissection.ts';
import { type FrameBatch, frameOf } from '../wire/frame.ts';
import { QuickRows } from './quick-rows.ts';
import { rowLine, rowOf } from './rows.ts';

/** Where lines go; an Output of the CLI is one. */
export interface RowSink {
  /** The bytes are used again after the call. */
  write(bytes: Uint8Array): void;
  /** Resolves when more should be written. */
  ready(): Promise<void>;
}

export interface RowOptions {
  /** Digits of seconds by interface number; 6 where not given. */
  readonly decimals?: (source: number) => number;
  /** Which frames get a row; all where not given. Every frame is dissected then. */
  readonly accept?: (d: Dissection) => boolean;
}

export interface RowTotals {
  /** Frames that were read. */
  readonly frames: number;
  /** Rows that were written. */
  readonly rows: number;
}

/** Writes a row for every frame of `batches` (or every one that is accepted). */
export const readRows = async (
  batches: AsyncIterable<FrameBatch> | Iterable<FrameBatch>,
  sink: RowSink,
  options: RowOptions = {},
): Promise<RowTotals> => {
  const rows = new Rows(sink, options);
  if (Symbol.iterator in batches) {
    for (const batch of batches) {
      rows.take(batch);
      if (rows.full) await rows.flush();
    }
  } else {
    for await (const batch of batches) {
      rows.take(batch);
      await rows.flush();
    }
  }
  await rows.flush();
  return rows;
};

/** Lines are handed on when this much has come together. */
const CHUNK = 1 << 20;
/** The longest quick row, with room to spare. */
const LONGEST = 1024;

class Rows implements RowTotals {
  frames = 0;
  rows = 0;
  readonly #sink: RowSink;
  readonly #options: RowOptions;
  readonly #past = history();
  readonly #quick = new QuickRows(protocols, this.#past.transports);
  readonly #lines = new TextBuffer(CHUNK + LONGEST);
  #first: Instant | undefined;

  constructor(sink: RowSink, options: RowOptions) {
    this.#sink = sink;
    this.#options = options;
  }

  get full(): boolean {
    return this.#lines.length >= CHUNK / 2;
  }

  take(batch: FrameBatch): void {
    for (let i = 0; i < batch.count; i++) {
      const number = ++this.frames;
      this.#first ??= { seconds: batch.seconds[i]!, nanos: batch.nanos[i]! };
      const decimals = this.#options.decimals?.(batch.source[i]!) ?? 6;
      if (this.#options.accept || !this.#quick.row(batch, i, number, this.#first, decimals, this.#lines))
        this.#slowly(batch, i, number, decimals);
      else this.rows++;
      if (this.#lines.length >= CHUNK) this.#hand();
    }
  }

  async flush(): Promise<void> {
    this.#hand();
    await this.#sink.ready();
  }

  #slowly(batch: FrameBatch, i: number, number: number, decimals: number): void {
    const frame = frameOf(batch, i, number);
    this.#past.frame(frame);
    const d = dissect(protocols, frame, {}, this.#past);
    if (this.#options.accept && !this.#options.accept(d)) return;
    this.rows++;
    const line = utf8(rowLine(rowOf(d, this.#first ?? frame, decimals)));
    if (this.#lines.length + line.length > CHUNK) this.#hand();
    if (line.length > CHUNK) this.#sink.write(line);
    else this.#lines.put(line);
  }

  #hand(): void {
    if (this.#lines.length > 0) this.#sink.write(this.#lines.bytes.subarray(0, this.#lines.length));
    this.#lines.length = 0;
  }
}
