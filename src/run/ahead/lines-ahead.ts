/** Lines ahead: lines of frames that were traced, as they are where no stream has more to say: rows, or the values of fields. */

import type { Times } from '../../analysis/frame-fields.ts';
import { Selection } from '../../analysis/selection.ts';
import type { TracerAhead } from '../../analysis/tracer-ahead.ts';
import { TextBuffer } from '../../core/text-buffer.ts';
import { protocols } from '../../protocols/registry.ts';
import { FieldLines } from '../../view/field-lines.ts';
import { LONGEST_ROW, RowWriter } from '../../view/row-writer.ts';
import type { FrameBatch, TracedLines } from '../../wire/frame.ts';
import type { Node } from '../../wire/types.ts';
import { FrameClock } from '../frame-clock.ts';
import type { LinesChoice } from './ahead-slots.ts';

export class LinesAhead {
  readonly #tracer: TracerAhead;
  readonly #writer: RowWriter;
  readonly #decimals: (source: number) => number;
  readonly #fields: ChosenFields | undefined;
  readonly #clock = new FrameClock();
  /** Of each layer with segments, by port. */
  readonly #readers: (Uint8Array | undefined)[] = [];
  #out = new TextBuffer(0);
  #ends: Uint32Array = new Uint32Array(0);
  #count = 0;

  constructor(tracer: TracerAhead, { showSecrets, fields }: LinesChoice, decimals: (source: number) => number) {
    this.#tracer = tracer;
    this.#writer = new RowWriter(showSecrets);
    this.#decimals = decimals;
    this.#fields = fields && chosenFields(fields);
  }

  /** The lines of the next frames are written here. */
  begin({ text, ends }: TracedLines): void {
    this.#out = new TextBuffer(text);
    this.#ends = ends;
    this.#count = 0;
  }

  /** Frame `i` of a batch was traced; `writes`: its line is wanted. */
  take(batch: FrameBatch, i: number, writes: boolean): void {
    const times = this.#clock.tick(batch.seconds[i]!, batch.nanos[i]!);
    if (!writes) return;
    const out = this.#out;
    if (!this.#isRead() && out.length + LONGEST_ROW <= out.bytes.length) {
      this.#tracer.tell();
      if (this.#fields === undefined) this.#writer.row(this.#tracer, batch, i, times, this.#decimals(batch.source[i]!), out);
      else writeChosen(this.#fields, this.#tracer, batch, i, times, out);
    }
    this.#ends[this.#count++] = out.length;
  }

  /** Whether the frame is data of a stream that is read, as its ports tell: it has more to say. */
  #isRead(): boolean {
    const { depth, nodes, header, end, sport, dport } = this.#tracer.walked;
    const k = depth - 1;
    const node = nodes[k];
    if (node?.layer.transport?.segmented === undefined || header[k]! >= end[k]!) return false;
    return this.#hasReader(node, dport[k]!) || this.#hasReader(node, sport[k]!);
  }

  #hasReader({ id, layer }: Node, port: number): boolean {
    this.#readers[id] ??= new Uint8Array(PORTS);
    const known = this.#readers[id]!;
    if (known[port] === 0) known[port] = layer.tables.some(([, table]) => protocols.reader(table, port) !== undefined) ? READ : NOT_READ;
    return known[port] === READ;
  }
}

const PORTS = 1 << 16;
const READ = 1;
const NOT_READ = 2;

/** Values of fields, and their lines. */
interface ChosenFields {
  readonly selection: Selection;
  readonly lines: FieldLines;
}

const chosenFields = (names: readonly string[]): ChosenFields => {
  const selection = new Selection();
  return { selection, lines: new FieldLines(selection, names) };
};

const writeChosen = (
  { selection, lines }: ChosenFields,
  tracer: TracerAhead,
  batch: FrameBatch,
  i: number,
  times: Times,
  out: TextBuffer,
): void => {
  if (selection.loadWalked(tracer, protocols, batch, i, times) && lines.room <= LONGEST_ROW) lines.write(out);
};
