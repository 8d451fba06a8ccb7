/** pcapng files (draft-ietf-opsawg-pcapng), read: sections of both byte orders, interfaces, packets of all three kinds, notes. */
import { type Bytes, sameBytes } from '../core/bytes.ts';
import type { Fault } from '../core/fault.ts';
import { type FrameBatch, MARKS } from '../wire/frame.ts';
import { type Decoder, fileFault, type InterfaceInfo, MAX_INTERFACES, MAX_RECORD, ViewCache } from './decoder.ts';
import { longestFrame, shortestFrame } from './link-types.ts';
import { markOf } from './mark.ts';
import {
  type Block,
  BlockType,
  BYTE_ORDER,
  COMMENT,
  eachOption,
  optionText,
  readInterface,
  readSection,
  Smallest,
} from './pcapng-blocks.ts';
import { Notes } from './pcapng-notes.ts';
import { isOther, otherRecord } from './pcapng-others.ts';
import { type Clock, clock } from './pcapng-time.ts';

/** Reads from the first byte of the file. */
export const pcapngDecoder = (): Decoder => new PcapngDecoder();

/** What a packet needs to know of its interface. */
interface Source {
  readonly number: number;
  readonly linkType: number;
  readonly snapLength: number;
  readonly longest: number;
  readonly shortest: number;
  readonly mark: number;
  readonly clock: Clock;
}

const TRAILER = 4;
/** Bytes of a block before the frame of an enhanced (and of an obsolete) packet block. */
const PACKET_HEAD = 28;
const SIMPLE_HEAD = 12;
/** Comments of a frame that are kept. */
const MAX_COMMENTS = 1000;

class PcapngDecoder implements Decoder {
  readonly format = 'pcapng';
  need = 0;
  fault: Fault | undefined;
  readonly interfaces: InterfaceInfo[] = [];
  readonly notes = new Notes();
  #le = true;
  #sources: Source[] = [];
  #records = 0;
  #blocks = 0;
  readonly #views = new ViewCache();
  #lastComment: Bytes = new Uint8Array(0);
  #lastComments: readonly string[] = [''];

  decode(bytes: Uint8Array, from: number, to: number, base: number, batch: FrameBatch): number {
    const view = this.#views.of(bytes);
    const size = batch.offset.length;
    let at = from;
    this.#start(batch, bytes);
    while (batch.count < size && this.fault === undefined) {
      if (to - at < Smallest.any) {
        this.need = Smallest.any;
        break;
      }
      const type = view.getUint32(at, this.#le);
      if (type === BlockType.section || this.#blocks === 0) this.#le = view.getUint32(at + 8, true) === BYTE_ORDER;
      const length = (view.getUint32(at + 4, this.#le) + 3) & ~3;
      if (length < Smallest.any || length > MAX_RECORD) {
        this.#fail(base + at, `expected a block of ${Smallest.any} to ${MAX_RECORD} bytes, got one of ${length >>> 0}`);
        break;
      }
      if (at + length > to) {
        this.need = length;
        break;
      }
      const wrong = this.#oneBlock({ bytes, view, at, length, le: this.#le }, type, base, batch);
      if (wrong !== undefined) this.#fail(base + at, wrong);
      else {
        at += length;
        this.#blocks++;
      }
    }
    this.#records += batch.count;
    return at;
  }

  end(left: number, position: number): void {
    if (left === 0 || this.fault !== undefined) return;
    const needs = this.need > left ? `: expected ${this.need} bytes, got ${left},` : '';
    this.fault = fileFault(
      'pcapng',
      'short',
      position,
      left,
      `the file ends inside block ${this.#blocks + 1} (after ${this.#records} records)${needs}`,
    );
  }

  #start(batch: FrameBatch, bytes: Uint8Array): void {
    batch.bytes = bytes;
    batch.count = 0;
    if (batch.comments.size > 0) batch.comments.clear();
    this.need = 0;
  }

  #fail(position: number, text: string): void {
    this.fault = fileFault('pcapng', 'malformed', position, 0, `block ${this.#blocks + 1}: ${text},`);
  }

  /** Takes in one whole block, or says what is wrong with it. */
  #oneBlock(b: Block, type: number, base: number, batch: FrameBatch): string | undefined {
    const { view, at, length } = b;
    const again = (view.getUint32(at + length - TRAILER, b.le) + 3) & ~3;
    if (again !== length) return `its two lengths differ, ${length} and ${again >>> 0}`;
    switch (type) {
      case BlockType.enhanced:
      case BlockType.packet:
        return this.#packet(b, type === BlockType.enhanced ? view.getUint32(at + 8, b.le) : view.getUint16(at + 8, b.le), base, batch);
      case BlockType.simple:
        return this.#simple(b, base, batch);
      case BlockType.section:
        return this.#section(b);
      case BlockType.interface:
        return this.#interface(b);
      default:
        if (isOther(type)) return this.#other(b, type, base, batch);
        return this.notes.take(b, type, this.interfaces.length - this.#sources.length);
    }
  }

  #packet(b: Block, id: number, base: number, batch: FrameBatch): string | undefined {
    const { view, at, length, le } = b;
    if (length < Smallest.packet) return `expected at least ${Smallest.packet} bytes for a packet, got ${length}`;
    const source = this.#sources[id];
    const captured = view.getUint32(at + 20, le);
    const options = at + PACKET_HEAD + ((captured + 3) & ~3);
    if (captured > length - Smallest.packet || options > at + length - TRAILER)
      return `${captured} bytes of frame do not fit into ${length}`;
    if (source === undefined) return `interface ${id} of ${this.#sources.length} in this section`;
    const i = batch.count;
    const wrong = this.#place(source, at + PACKET_HEAD, captured, view.getUint32(at + 24, le), base, batch);
    if (wrong !== undefined) return wrong;
    source.clock.set(view.getUint32(at + 12, le), view.getUint32(at + 16, le));
    batch.seconds[i] = source.clock.seconds;
    batch.nanos[i] = source.clock.nanos;
    if (options < at + length - TRAILER) {
      const bad = this.#packetOptions(b, options, batch, i);
      if (bad !== undefined) {
        batch.count = i;
        return bad;
      }
    }
    return undefined;
  }

  /** Appends a frame without its time. */
  #place(s: Source, data: number, captured: number, original: number, base: number, batch: FrameBatch): string | undefined {
    if (captured > s.longest || captured < s.shortest) return `a frame of ${captured} bytes cannot be, ${s.shortest} to ${s.longest} can`;
    const i = batch.count++;
    batch.offset[i] = data;
    batch.captured[i] = captured;
    batch.original[i] = original;
    batch.linkType[i] = s.linkType;
    batch.mark[i] = s.mark;
    batch.source[i] = s.number;
    batch.position[i] = base + data;
    return undefined;
  }

  #simple(b: Block, base: number, batch: FrameBatch): string | undefined {
    if (b.length < Smallest.simple) return `expected at least ${Smallest.simple} bytes for a simple packet, got ${b.length}`;
    const source = this.#sources[0];
    if (source === undefined) return 'a simple packet before any interface';
    const original = b.view.getUint32(b.at + 8, b.le);
    const captured = source.snapLength === 0 ? original : Math.min(original, source.snapLength);
    if (captured > b.length - Smallest.simple) return `${captured} bytes of frame do not fit into ${b.length}`;
    const i = batch.count;
    const wrong = this.#place(source, b.at + SIMPLE_HEAD, captured, original, base, batch);
    batch.seconds[i] = Number.NaN;
    batch.nanos[i] = 0;
    return wrong;
  }

  #packetOptions(b: Block, from: number, batch: FrameBatch, i: number): string | undefined {
    let comments: readonly string[] | undefined;
    const more: string[] = [];
    const wrong = eachOption(b, from, b.at + b.length - TRAILER, (code, at, length) => {
      if (code === COMMENT) {
        if (comments === undefined) comments = this.#comment(b.bytes, at, length);
        else if (more.length < MAX_COMMENTS) more.push(optionText(b.bytes, at, length));
      }
      const size = PACKET_OPTIONS[code];
      if (size !== undefined && length !== size) return `option ${code}: expected ${size} bytes, got ${length}`;
      return code === VERDICT ? verdictFault(b.bytes[at]!, length) : undefined;
    });
    if (wrong !== undefined || comments === undefined) return wrong;
    batch.comments.set(i, more.length === 0 ? comments : [...comments, ...more]);
    const mark = markOf(comments[0]!);
    if (mark !== undefined) batch.mark[i] = MARKS.indexOf(mark);
    return undefined;
  }

  /** A comment, alone in its list. The same comment on frame after frame is decoded once. */
  #comment(bytes: Bytes, at: number, length: number): readonly string[] {
    const raw = bytes.subarray(at, at + length);
    if (!sameBytes(raw, this.#lastComment)) {
      this.#lastComment = new Uint8Array(raw);
      this.#lastComments = [optionText(bytes, at, length)];
    }
    return this.#lastComments;
  }

  #section(b: Block): string | undefined {
    if (!b.le && b.view.getUint32(b.at + 8, false) !== BYTE_ORDER) return 'a section without a byte order';
    if (b.length < Smallest.section) return `expected at least ${Smallest.section} bytes for a section header, got ${b.length}`;
    const section = readSection(b);
    if (typeof section === 'string') return section;
    this.notes.section(section);
    this.#sources = [];
    return undefined;
  }

  #interface(b: Block): string | undefined {
    if (b.length < Smallest.interface) return `expected at least ${Smallest.interface} bytes for an interface, got ${b.length}`;
    if (this.interfaces.length >= MAX_INTERFACES) return `more than ${MAX_INTERFACES} interfaces`;
    const info = readInterface(b);
    if (typeof info === 'string') return info;
    this.#sources.push({
      number: this.interfaces.length,
      linkType: info.linkType,
      snapLength: info.snapLength,
      longest: Math.min(longestFrame(info.linkType), MAX_RECORD),
      shortest: shortestFrame(info.linkType),
      mark: MARKS.indexOf(info.mark),
      clock: clock(info.resolution, info.binary, info.offset),
    });
    this.interfaces.push(this.notes.affordable(info));
    return undefined;
  }

  /** Records that are no frames of a link, but stand in the list all the same. */
  #other(b: Block, type: number, base: number, batch: FrameBatch): string | undefined {
    const record = otherRecord(b, type);
    if (typeof record === 'string') return record;
    const i = batch.count;
    const { link, data, length } = record;
    const source: Source = { number: 0, linkType: link, snapLength: 0, longest: MAX_RECORD, shortest: 0, mark: 0, clock: NO_CLOCK };
    const wrong = this.#place(source, data, length, length, base, batch);
    batch.seconds[i] = record.seconds;
    batch.nanos[i] = record.nanos;
    return wrong;
  }
}

/** Flags, dropped frames, frame id, queue: options of a packet whose length is fixed. */
const PACKET_OPTIONS: Readonly<Record<number, number>> = { 2: 4, 4: 8, 5: 8, 6: 4 };
const VERDICT = 7;
/** A verdict is a kind and its value; those of Linux (kinds 1 and 2) are 64 bits. */
const verdictFault = (kind: number, length: number): string | undefined => {
  if (length < 1) return 'an empty verdict option';
  return (kind === 1 || kind === 2) && length !== 9 ? `verdict: expected 9 bytes, got ${length}` : undefined;
};

const NO_CLOCK = clock(9, false, 0);
