/** A capture as packet rows: batches of frames in, lines of UTF-8 out, in order, a batch at a time. */
import { history } from '../analysis/history.ts';
import { utf8 } from '../core/bytes.ts';
import { protocols } from '../protocols/registry.ts';
import { type Dissection, dissect } from '../wire/dissect.ts';
import { type FrameBatch, frameOf } from '../wire/frame.ts';
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
  const past = history();
  let frames = 0;
  let rows = 0;
  let first: { readonly seconds: number; readonly nanos: number } | undefined;
  for await (const batch of batches) {
    for (let i = 0; i < batch.count; i++) {
      const frame = frameOf(batch, i, ++frames);
      first ??= frame;
      past.frame(frame);
      const d = dissect(protocols, frame, {}, past);
      if (options.accept && !options.accept(d)) continue;
      rows++;
      sink.write(utf8(rowLine(rowOf(d, first, options.decimals?.(batch.source[i]!) ?? 6))));
    }
    await sink.ready();
  }
  return { frames, rows };
};
