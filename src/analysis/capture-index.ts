/**
 * Index: the columns of a capture, and for each frame the conversation that it belongs to and what the TCP analysis says of it.
 * 18 bytes a row on top of the columns.
 */
import type { FrameBatch } from '../wire/frame.ts';
import type { Registry } from '../wire/types.ts';
import { Carried, Columns } from './columns.ts';
import { enlarged } from './enlarged.ts';
import { type Place, place } from './facts.ts';
import { Transports } from './transports.ts';

/** No conversation. */
export const NONE = -1;

const arrays = (size: number) => ({
  /** tcp.stream or udp.stream; NONE for frames without ports. */
  stream: new Int32Array(size).fill(NONE),
  /** TCP: relative numbers, the window scaled where its scale is known, what the analysis says (tcp-flow.ts, Analysis). */
  seq: new Uint32Array(size),
  ack: new Uint32Array(size),
  window: new Uint32Array(size),
  said: new Uint16Array(size),
});
type Arrays = ReturnType<typeof arrays>;

export class CaptureIndex {
  readonly transports = new Transports();
  readonly columns: Columns;
  readonly #place: Place = place();
  #data: Arrays;

  /** `expected` frames fit without growing; a file's size over its mean record is a good guess. */
  constructor(registry: Registry, expected = 65_536) {
    this.columns = new Columns(registry, expected, this.transports.addresses);
    this.#data = arrays(this.columns.data.position.length);
  }

  /** The arrays; only [0, columns.count) of each is filled. They are replaced when the index grows. */
  get data(): Arrays {
    return this.#data;
  }

  take(batch: FrameBatch): void {
    const first = this.columns.count;
    this.columns.take(batch);
    const room = this.columns.data.position.length;
    if (room > this.#data.stream.length) this.#data = enlarged(this.#data, arrays(room));
    for (let i = 0; i < batch.count; i++) this.#frame(batch, i, first + i);
  }

  #frame(batch: FrameBatch, i: number, row: number): void {
    const d = this.columns.data;
    const { transports } = this;
    transports.frame(row + 1, d.seconds[row]!, d.nanos[row]!);
    const transport = d.transport[row];
    if (transport === Carried.none) return;
    const p = this.#place;
    p.b = batch.bytes;
    p.o = batch.offset[i]! + d.header[row]!;
    p.end = batch.offset[i]! + d.end[row]!;
    p.wire = p.o + d.size[row]!;
    p.src = d.src[row]!;
    p.dst = d.dst[row]!;
    if (transport === Carried.tcp) this.#segment(p, row);
    else if (transports.udp(p)) this.#data.stream[row] = transports.facts.stream;
  }

  #segment(p: Place, row: number): void {
    const { transports } = this;
    if (!transports.tcp(p)) return;
    const { facts, verdict } = transports;
    const d = this.#data;
    d.stream[row] = facts.stream;
    d.seq[row] = facts.seq;
    d.ack[row] = facts.ack;
    d.window[row] = facts.window;
    d.said[row] = verdict.said;
  }
}
