/** Rows ahead: rows of frames that were traced, as they are where no stream has more to say. */
import type { TracerAhead } from '../../analysis/tracer-ahead.ts';
import { TextBuffer } from '../../core/text-buffer.ts';
import type { Instant } from '../../core/time.ts';
import { protocols } from '../../protocols/registry.ts';
import { LONGEST_ROW, RowWriter } from '../../view/row-writer.ts';
import type { FrameBatch, TracedRows } from '../../wire/frame.ts';
import type { Node } from '../../wire/types.ts';
import type { RowsChoice } from './ahead-slots.ts';

export class RowsAhead {
  readonly #tracer: TracerAhead;
  readonly #writer: RowWriter;
  readonly #decimals: (source: number) => number;
  /** Of each layer with segments, by port. */
  readonly #readers: (Uint8Array | undefined)[] = [];
  #first: Instant | undefined;
  #out = new TextBuffer(0);
  #ends: Uint32Array = new Uint32Array(0);
  #count = 0;

  constructor(tracer: TracerAhead, { showSecrets }: RowsChoice, decimals: (source: number) => number) {
    this.#tracer = tracer;
    this.#writer = new RowWriter(showSecrets);
    this.#decimals = decimals;
  }

  /** Times count from the first frame that has one, whether its row is written or not. */
  see({ count, seconds, nanos }: FrameBatch): void {
    for (let i = 0; i < count && this.#first === undefined; i++)
      if (!Number.isNaN(seconds[i])) this.#first = { seconds: seconds[i]!, nanos: nanos[i]! };
  }

  /** The rows of the next frames are written here. */
  begin({ text, ends }: TracedRows): void {
    this.#out = new TextBuffer(text);
    this.#ends = ends;
    this.#count = 0;
  }

  /** Frame `i` of a batch was traced. */
  take(batch: FrameBatch, i: number): void {
    const out = this.#out;
    if (!this.#isRead() && out.length + LONGEST_ROW <= out.bytes.length) {
      this.#tracer.tell();
      this.#writer.row(this.#tracer, batch, i, { first: this.#first, previous: undefined }, this.#decimals(batch.source[i]!), out);
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
