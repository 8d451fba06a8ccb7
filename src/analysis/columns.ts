/**
 * Columns: a capture as typed arrays, a row a frame: where it lies, when it was, what its scan and the analysis of its conversation say.
 * No object, string or closure a frame; 80 bytes a row. Anything deeper is dissected on demand from `position`.
 */
import type { Bytes } from '../core/bytes.ts';
import { u16 } from '../core/bytes.ts';
import { At, cursor } from '../wire/compile.ts';
import type { FrameBatch } from '../wire/frame.ts';
import type { Node, Registry } from '../wire/registry.ts';
import { walk, walked } from '../wire/walk.ts';
import { type Place, place } from './facts.ts';
import { Transports } from './transports.ts';

/** No layer, no conversation. */
export const NONE = -1;

const arrays = (size: number) => ({
  /** Where the frame's bytes start in the file. */
  position: new Float64Array(size),
  seconds: new Float64Array(size),
  nanos: new Uint32Array(size),
  captured: new Uint32Array(size),
  original: new Uint32Array(size),
  linkType: new Uint16Array(size),
  /** Index into MARKS. */
  mark: new Uint8Array(size),
  /** Id of the highest layer that was scanned, and how the scan ended (compile.ts, Scanned). */
  top: new Int16Array(size),
  scanned: new Uint8Array(size),
  /** Numbers of the newest addresses (`transports.addresses`), ports of the newest transport layer. */
  src: new Uint32Array(size),
  dst: new Uint32Array(size),
  sport: new Uint16Array(size),
  dport: new Uint16Array(size),
  /** tcp.stream or udp.stream; NONE for frames without ports. */
  stream: new Int32Array(size),
  /** TCP: relative numbers, length, flags, scaled window, what the analysis says (tcp-flow.ts, Analysis). */
  seq: new Uint32Array(size),
  ack: new Uint32Array(size),
  length: new Uint32Array(size),
  flags: new Uint16Array(size),
  window: new Uint32Array(size),
  said: new Uint16Array(size),
});
type Arrays = ReturnType<typeof arrays>;

export class Columns {
  /** Rows so far: one for each frame that was read. */
  count = 0;
  readonly transports = new Transports();
  readonly #r: Registry;
  readonly #c = cursor();
  readonly #out = walked();
  readonly #place: Place = place();
  #data: Arrays;
  #row = 0;
  readonly #tcp: Node | undefined;

  /** `expected` frames fit without growing; a file's size over its mean record is a good guess. */
  constructor(registry: Registry, expected = 65_536) {
    this.#r = registry;
    this.#data = arrays(Math.max(expected, 16));
    this.#tcp = registry.byName('tcp');
  }

  /** The arrays; only [0, count) of each is filled. They are replaced when the columns grow. */
  get data(): Arrays {
    return this.#data;
  }

  take(batch: FrameBatch): void {
    this.#reserve(this.count + batch.count);
    for (let i = 0; i < batch.count; i++) this.#frame(batch, i);
  }

  #frame(batch: FrameBatch, i: number): void {
    const row = this.count++;
    const d = this.#data;
    this.#row = row;
    const captured = batch.captured[i]!;
    const original = batch.original[i]!;
    d.position[row] = batch.position[i]!;
    d.seconds[row] = batch.seconds[i]!;
    d.nanos[row] = batch.nanos[i]!;
    d.captured[row] = captured;
    d.original[row] = original;
    d.linkType[row] = batch.linkType[i]!;
    d.mark[row] = batch.mark[i]!;
    d.stream[row] = NONE;
    this.transports.frame(row + 1, batch.seconds[i]!, batch.nanos[i]!);
    const o = batch.offset[i]!;
    const wire = o + Math.max(original, captured);
    walk(this.#r, this.#r.link(batch.linkType[i]!), batch.bytes, o, o + captured, wire, this.#c, this.#out, this.#onTransport);
    d.top[row] = this.#out.top;
    d.scanned[row] = this.#out.end;
  }

  readonly #onTransport = (node: Node, b: Bytes, o: number): void => {
    const c = this.#c;
    const p = this.#place;
    const { addresses } = this.transports;
    p.b = b;
    p.o = o;
    p.end = c[At.end]!;
    p.wire = c[At.wire]!;
    p.src = addresses.number(c[At.kind]!, b, c[At.src]!);
    p.dst = addresses.number(c[At.kind]!, b, c[At.dst]!);
    const row = this.#row;
    const d = this.#data;
    d.src[row] = p.src;
    d.dst[row] = p.dst;
    d.sport[row] = u16(b, o);
    d.dport[row] = u16(b, o + 2);
    if (node === this.#tcp) this.#segment(p, row);
    else if (this.transports.udp(p)) d.stream[row] = this.transports.facts.stream;
  };

  #segment(p: Place, row: number): void {
    if (!this.transports.tcp(p)) return;
    const { facts, verdict } = this.transports;
    const d = this.#data;
    d.stream[row] = facts.stream;
    d.seq[row] = facts.seq;
    d.ack[row] = facts.ack;
    d.length[row] = facts.length;
    d.flags[row] = u16(p.b, p.o + 12) & 0xfff;
    d.window[row] = facts.window;
    d.said[row] = verdict.said;
  }

  #reserve(rows: number): void {
    if (rows <= this.#data.position.length) return;
    const more = arrays(Math.max(rows, this.#data.position.length * 2));
    for (const key of Object.keys(more) as (keyof Arrays)[]) more[key].set(this.#data[key].subarray(0, this.count));
    this.#data = more;
  }
}
