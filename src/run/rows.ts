/** Rows of a capture: lines of UTF-8 in order, a buffer at a time; JSON lines of chosen fields likewise. */
import { Selection } from '../analysis/selection.ts';
import { utf8 } from '../core/bytes.ts';
import { TextBuffer } from '../core/text-buffer.ts';
import type { Capture } from '../io/capture/read/capture.ts';
import { FieldLines } from '../view/field-lines.ts';
import { RowTime } from '../view/row-time.ts';
import { LONGEST_ROW, RowWriter } from '../view/row-writer.ts';
import { rowAt, rowLine } from '../view/rows.ts';
import { WrittenLines } from '../view/written-lines.ts';
import { MOST_TRACED } from '../wire/frame.ts';
import { decimalsOf, eachFrame, type FrameWalk } from './frames.ts';
import type { Passed } from './passed.ts';

/** Where lines go; an Output of the CLI is one. */
export interface LineSink {
  /** The bytes are used again after the call. */
  write(bytes: Uint8Array): void;
  /** Resolves when more should be written. */
  ready(): Promise<void> | undefined;
}

/** Lines are handed on when this much has come together. */
const CHUNK = 1 << 20;

/** Text that is handed on in large pieces. */
class Lines {
  readonly buffer = new TextBuffer(CHUNK + 2 * LONGEST_ROW + MOST_TRACED);
  readonly #sink: LineSink;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  /** A line of its own that may be of any length. */
  put(line: Uint8Array): void {
    if (this.buffer.length + line.length > CHUNK) this.hand();
    if (line.length > CHUNK) this.#sink.write(line);
    else this.buffer.put(line);
  }

  hand(): void {
    if (this.buffer.length > 0) this.#sink.write(this.buffer.bytes.subarray(0, this.buffer.length));
    this.buffer.length = 0;
  }

  /** After each batch: what has come together goes on, large pieces from a file, everything from a stream. */
  ready(all: boolean): Promise<void> | undefined {
    if (!all && this.buffer.length < CHUNK / 2) return undefined;
    this.hand();
    return this.#sink.ready();
  }
}

/** Writes a row for every frame that passes. */
export const writeRows = async (
  capture: Capture,
  sink: LineSink,
  walk: Omit<FrameWalk, 'ready'>,
  time = new RowTime(),
): Promise<number> => {
  const lines = new Lines(sink);
  const writer = new RowWriter(walk.showSecrets, time);
  const decimals = decimalsOf(capture);
  const row = (passed: Passed): void => {
    const digits = decimals(passed.source);
    if (writer.row(passed.track, passed.batch, passed.i, passed.times, digits, lines.buffer)) return;
    const { d, times } = passed;
    writer.flush(lines.buffer);
    lines.put(utf8(rowLine(rowAt(d, time.text(d.frame, times, digits)))));
  };
  return write(capture, lines, walk, row, () => writer.flush(lines.buffer));
};

/** Writes a JSON object with the named fields for every frame that passes. */
export const writeFields = async (
  capture: Capture,
  sink: LineSink,
  names: readonly string[],
  walk: Omit<FrameWalk, 'ready'>,
): Promise<number> => {
  const lines = new Lines(sink);
  const selection = new Selection();
  const fields = new FieldLines(selection, names);
  const written = new WrittenLines();
  const line = (passed: Passed): void => {
    if (!passed.hasMessages && written.take(passed.batch, passed.i, lines.buffer)) return;
    written.flush(lines.buffer);
    passed.load(selection);
    const { room } = fields;
    if (room > LONGEST_ROW) lines.put(longLine(fields, room));
    else fields.write(lines.buffer);
  };
  return write(capture, lines, walk, line, () => written.flush(lines.buffer));
};

const longLine = (fields: FieldLines, room: number): Uint8Array => {
  const buffer = new TextBuffer(room);
  fields.write(buffer);
  return buffer.bytes.subarray(0, buffer.length);
};

/** `settle` is called when a batch ends. */
const write = async (
  capture: Capture,
  lines: Lines,
  walk: Omit<FrameWalk, 'ready'>,
  visit: (passed: Passed) => void,
  settle?: () => void,
): Promise<number> => {
  const isStream = capture.size === undefined;
  const ready = (): Promise<void> | undefined => {
    settle?.();
    return lines.ready(isStream);
  };
  const frames = await eachFrame(capture, { ...walk, ready }, (passed) => {
    visit(passed);
    if (lines.buffer.length >= CHUNK) lines.hand();
    return true;
  });
  settle?.();
  await lines.ready(true);
  return frames;
};
