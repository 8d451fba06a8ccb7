/**
 * Columns: a capture as typed arrays, a row a frame: where it lies, when it was, what its scan says. No object, string or closure a frame;
 * 71 bytes a row. Conversations are found in it by an Index; anything deeper is dissected on demand from `position`.
 */
import type { Bytes } from '../core/bytes.ts';
import { u16, u32 } from '../core/bytes.ts';
import { At, cursor } from '../wire/compile.ts';
import type { FrameBatch } from '../wire/frame.ts';
import type { Node, Registry } from '../wire/types.ts';
import { walk, walked } from '../wire/walk.ts';
import { Addresses } from './addresses.ts';
import { enlarged } from './enlarged.ts';
import { TCP_NEEDS, UDP_NEEDS } from './transports.ts';

/** What transport layer a frame has: values of `Columns.data.transport`. */
export const Carried = { none: 0, tcp: 1, udp: 2 } as const;

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
  /** See Carried. Its header starts and what was captured of it ends so many bytes into the frame; its size is that on the wire. */
  transport: new Uint8Array(size),
  header: new Uint32Array(size),
  end: new Uint32Array(size),
  size: new Uint32Array(size),
  /** Numbers of the addresses around the transport layer (`addresses`), and its ports. */
  src: new Uint32Array(size),
  dst: new Uint32Array(size),
  sport: new Uint16Array(size),
  dport: new Uint16Array(size),
  /** TCP, as the header has it: the numbers are not relative, the window is not scaled. */
  seq: new Uint32Array(size),
  ack: new Uint32Array(size),
  flags: new Uint16Array(size),
  window: new Uint16Array(size),
});
type Arrays = ReturnType<typeof arrays>;

export class Columns {
  /** Rows so far: one for each frame that was read. */
  count = 0;
  readonly addresses: Addresses;
  readonly #r: Registry;
  readonly #c = cursor();
  readonly #out = walked();
  readonly #tcp: Node | undefined;
  #data: Arrays;
  #row = 0;
  #start = 0;

  /** `expected` frames fit without growing; a file's size over its mean record is a good guess. */
  constructor(registry: Registry, expected = 65_536, addresses = new Addresses()) {
    this.addresses = addresses;
    this.#r = registry;
    this.#tcp = registry.byName('tcp');
    this.#data = arrays(Math.max(expected, 16));
  }

  /** The arrays; only [0, count) of each is filled. They are replaced when the columns grow. */
  get data(): Arrays {
    return this.#data;
  }

  take(batch: FrameBatch): void {
    const rows = this.count + batch.count;
    if (rows > this.#data.position.length) this.#data = enlarged(this.#data, arrays(Math.max(rows, this.#data.position.length * 2)));
    for (let i = 0; i < batch.count; i++) this.#frame(batch, i);
  }

  #frame(batch: FrameBatch, i: number): void {
    const row = this.count++;
    const d = this.#data;
    const captured = batch.captured[i]!;
    const original = batch.original[i]!;
    d.position[row] = batch.position[i]!;
    d.seconds[row] = batch.seconds[i]!;
    d.nanos[row] = batch.nanos[i]!;
    d.captured[row] = captured;
    d.original[row] = original;
    d.linkType[row] = batch.linkType[i]!;
    d.mark[row] = batch.mark[i]!;
    const o = batch.offset[i]!;
    this.#row = row;
    this.#start = o;
    const wire = o + Math.max(original, captured);
    walk(this.#r, this.#r.link(batch.linkType[i]!), batch.bytes, o, o + captured, wire, this.#c, this.#out, this.#onTransport);
    d.top[row] = this.#out.top;
    d.scanned[row] = this.#out.end;
  }

  readonly #onTransport = (node: Node, b: Bytes, o: number): void => {
    const c = this.#c;
    const d = this.#data;
    const row = this.#row;
    const tcp = node === this.#tcp;
    d.src[row] = this.addresses.number(c[At.kind]!, b, c[At.src]!);
    d.dst[row] = this.addresses.number(c[At.kind]!, b, c[At.dst]!);
    d.sport[row] = u16(b, o);
    d.dport[row] = u16(b, o + 2);
    if (c[At.end]! - o < (tcp ? TCP_NEEDS : UDP_NEEDS)) return;
    d.transport[row] = tcp ? Carried.tcp : Carried.udp;
    d.header[row] = o - this.#start;
    d.end[row] = c[At.end]! - this.#start;
    d.size[row] = c[At.wire]! - o;
    if (tcp) segment(d, row, b, o);
  };
}

/** The fixed header of a segment. */
const segment = (d: Arrays, row: number, b: Bytes, o: number): void => {
  d.seq[row] = u32(b, o + 4);
  d.ack[row] = u32(b, o + 8);
  d.flags[row] = u16(b, o + 12) & 0xfff;
  d.window[row] = u16(b, o + 14);
};
