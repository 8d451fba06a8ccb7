/** pcapng files (draft-ietf-opsawg-pcapng), written: one little-endian section, nanoseconds, interfaces of any link type. */
import { type Bytes, utf8 } from '../core/bytes.ts';
import { type FrameBatch, MARKS } from '../wire/frame.ts';
import type { InterfaceStatistics } from './decoder.ts';
import { type Encoded, type Encoder, type FrameDirection, Output, type SourceInfo, type Spill, type Whole } from './encoder.ts';
import { MARK_DESCRIPTIONS, MARK_PHRASES, markOf } from './mark.ts';
import { BlockType, BYTE_ORDER } from './pcapng-blocks.ts';

/** The section header is written at once. `application`: name and version of the writing program. */
export const pcapngEncoder = (application: string, spill: Spill): Encoder => new PcapngEncoder(application, spill);

const PACKET_HEAD = 28;
const TRAILER = 4;
const MIN_BLOCK = 12;

/** Options of every frame of a source, ready to be copied: its mark, and the direction where there is one. */
interface Ready extends Readonly<Record<FrameDirection, Uint8Array>> {
  readonly info: SourceInfo;
}

class PcapngEncoder implements Encoder {
  readonly #output: Output;
  readonly #ready: Ready[] = [];

  constructor(application: string, spill: Spill) {
    this.#output = new Output(spill);
    const fixed = new Uint8Array(16);
    const view = new DataView(fixed.buffer);
    view.setUint32(0, BYTE_ORDER, true);
    view.setUint16(4, 1, true);
    view.setBigInt64(8, -1n, true);
    this.#block(BlockType.section, fixed, options([SECTION_APPLICATION, utf8(application)]));
  }

  get bytes(): Uint8Array {
    return this.#output.bytes;
  }

  source(info: SourceInfo): number {
    const fixed = new Uint8Array(8);
    const view = new DataView(fixed.buffer);
    view.setUint16(0, info.linkType, true);
    view.setUint32(4, info.snapLength ?? 0, true);
    const own = info.description ?? '';
    const said = markOf(own) === info.mark ? '' : MARK_DESCRIPTIONS[info.mark];
    const description = [said, own].filter((t) => t !== '').join('. ');
    const texts = [
      [INTERFACE_NAME, info.name],
      [INTERFACE_DESCRIPTION, description],
      [COMMENT, info.comment ?? ''],
    ] as const;
    const given = texts.filter(([, text]) => text !== '').map(([code, text]) => [code, cutText(text)] as const);
    const filter = info.filter ? [[INTERFACE_FILTER, Uint8Array.of(0, ...cutText(info.filter))] as const] : [];
    this.#block(BlockType.interface, fixed, options(...given, ...filter, [INTERFACE_RESOLUTION, Uint8Array.of(9)]));
    const phrase = MARK_PHRASES[info.mark];
    const comment = phrase === '' ? [] : [[COMMENT, utf8(phrase)] as const];
    this.#ready.push({
      info,
      none: options(...comment),
      in: options(...comment, [PACKET_FLAGS, Uint8Array.of(1, 0, 0, 0)]),
      out: options(...comment, [PACKET_FLAGS, Uint8Array.of(2, 0, 0, 0)]),
    });
    return this.#ready.length - 1;
  }

  reserve(source: number, seconds: number, nanos: number, head: number, payload: Bytes, direction: FrameDirection, missing = 0): number {
    const extra = this.#ready[source]![direction];
    return this.#packet(source, seconds, nanos, head, payload, head + payload.length + missing, extra);
  }

  frame(batch: FrameBatch, i: number, source: number): void {
    const from = batch.offset[i]!;
    const length = batch.captured[i]!;
    const extra = this.#optionsOf(batch, i, source);
    const bytes = batch.bytes.subarray(from, from + length);
    this.#packet(source, batch.seconds[i] || 0, batch.nanos[i]!, 0, bytes, batch.original[i]!, extra);
  }

  /** Comments of frame `i`; the first says its mark where it has one. */
  #optionsOf(batch: FrameBatch, i: number, source: number): Uint8Array {
    const comments = batch.comments.get(i);
    const mark = MARKS[batch.mark[i]!]!;
    const { info, none } = this.#ready[source]!;
    if (comments === undefined && mark === info.mark) return none;
    const phrase = MARK_PHRASES[mark];
    const said = phrase === '' || (comments !== undefined && markOf(comments[0] ?? '') === mark);
    const texts = said ? (comments ?? []) : [phrase, ...(comments ?? [])];
    return options(...texts.map((c) => [COMMENT, cutText(c)] as const));
  }

  #packet(source: number, seconds: number, nanos: number, head: number, payload: Bytes, original: number, extra: Uint8Array): number {
    const captured = head + payload.length;
    const pad = -captured & 3;
    const after = pad + extra.length + TRAILER;
    const size = PACKET_HEAD + captured + after;
    const at = this.#output.around(PACKET_HEAD + head, payload, after);
    const { view, bytes } = this.#output;
    view.setUint32(at, BlockType.enhanced, true);
    view.setUint32(at + 4, size, true);
    view.setUint32(at + 8, source, true);
    putNanoseconds(view, at + 12, seconds, nanos);
    view.setUint32(at + 20, captured, true);
    view.setUint32(at + 24, original, true);
    const tail = at + PACKET_HEAD + (this.#output.apart ? head : captured);
    bytes.fill(0, tail, tail + pad);
    if (extra.length > 0) bytes.set(extra, tail + pad);
    view.setUint32(tail + after - TRAILER, size, true);
    return at + PACKET_HEAD;
  }

  secrets(kind: number, secret: Bytes): void {
    const fixed = new Uint8Array(8 + ((secret.length + 3) & ~3));
    const view = new DataView(fixed.buffer);
    view.setUint32(0, kind, true);
    view.setUint32(4, secret.length, true);
    fixed.set(secret, 8);
    this.#block(BlockType.secrets, fixed, NOTHING);
  }

  statistics(source: number, seconds: number, nanos: number, counters: InterfaceStatistics): void {
    const fixed = new Uint8Array(12);
    const view = new DataView(fixed.buffer);
    view.setUint32(0, source, true);
    putNanoseconds(view, 4, seconds, nanos);
    const given = COUNTERS.flatMap(([code, key]) => {
      const value = counters[key];
      return value === undefined ? [] : [[code, bytes64(value)] as const];
    });
    this.#block(BlockType.statistics, fixed, options(...given));
  }

  get apart(): boolean {
    return this.#output.apart;
  }

  set apart(apart: boolean) {
    this.#output.apart = apart;
  }

  whole(bytes: Bytes, length: number): Whole {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const frames: number[] = [];
    let at = 0;
    while (at + MIN_BLOCK <= length) {
      const size = view.getUint32(at + 4, true);
      if (at + size > length) break;
      const source = view.getUint32(at + 8, true);
      if (view.getUint32(at, true) === BlockType.enhanced) frames[source] = (frames[source] ?? 0) + 1;
      at += size;
    }
    return { length: at, frames };
  }

  take(): Encoded {
    return this.#output.take();
  }

  #block(type: number, fixed: Uint8Array, extra: Uint8Array): void {
    const size = 8 + fixed.length + extra.length + TRAILER;
    const at = this.#output.claim(size);
    const { view, bytes } = this.#output;
    view.setUint32(at, type, true);
    view.setUint32(at + 4, size, true);
    bytes.set(fixed, at + 8);
    bytes.set(extra, at + 8 + fixed.length);
    view.setUint32(at + size - TRAILER, size, true);
  }
}

/** Two halves of seconds · 10⁹ + nanos, high half first, in steps that stay exact in a double. */
const putNanoseconds = (view: DataView, at: number, seconds: number, nanos: number): void => {
  const upper = Math.floor(seconds / 65536) * 1e9;
  const lower = (seconds % 65536) * 1e9 + nanos;
  const high = Math.floor(upper / 65536);
  const low = (upper - high * 65536) * 65536 + lower;
  const carry = Math.floor(low / TWO32);
  view.setUint32(at, high + carry, true);
  view.setUint32(at + 4, low - carry * TWO32, true);
};
const TWO32 = 0x1_0000_0000;

const bytes64 = (value: number): Uint8Array => {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(value), true);
  return out;
};

/** A list of options and its end; nothing for an empty list. */
const options = (...list: readonly (readonly [code: number, value: Uint8Array])[]): Uint8Array => {
  if (list.length === 0) return NOTHING;
  const out = new Uint8Array(list.reduce((n, [, v]) => n + 4 + ((v.length + 3) & ~3), 4));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [code, value] of list) {
    view.setUint16(at, code, true);
    view.setUint16(at + 2, value.length, true);
    out.set(value, at + 4);
    at += 4 + ((value.length + 3) & ~3);
  }
  return out;
};

/** Text for one option, which holds 65,535 bytes. */
const cutText = (text: string): Uint8Array => {
  const all = utf8(text);
  return all.length <= 0xffff ? all : all.subarray(0, 0xffff);
};

const NOTHING = new Uint8Array(0);
const COMMENT = 1;
const SECTION_APPLICATION = 4;
const INTERFACE_NAME = 2;
const INTERFACE_DESCRIPTION = 3;
const INTERFACE_RESOLUTION = 9;
const INTERFACE_FILTER = 11;
const PACKET_FLAGS = 2;
const COUNTERS = [
  [4, 'received'],
  [5, 'dropped'],
  [6, 'accepted'],
  [7, 'droppedBySystem'],
  [8, 'delivered'],
] as const;
