/** pcap files (draft-ietf-opsawg-pcap), read. */
import type { Fault } from '../core/fault.ts';
import { type FrameBatch, MARKS } from '../wire/frame.ts';
import { type CaptureNotes, type Decoder, fileFault, type InterfaceInfo, MAX_RECORD, ViewCache } from './decoder.ts';
import { longestFrame, shortestFrame } from './link-types.ts';
import type { PcapHeader } from './pcap-header.ts';

/** The decoder of what follows the file header; its first `from` is `header.length`. */
export const pcapDecoder = (header: PcapHeader): Decoder => new PcapDecoder(header);

class PcapDecoder implements Decoder {
  readonly format = 'pcap';
  need = 0;
  fault: Fault | undefined;
  readonly interfaces: readonly InterfaceInfo[];
  readonly notes: CaptureNotes = { sections: [], secrets: [], names: new Map(), statistics: new Map() };
  readonly #header: PcapHeader;
  readonly #mark: number;
  readonly #longest: number;
  readonly #shortest: number;
  readonly #views = new ViewCache();
  #records = 0;

  constructor(header: PcapHeader) {
    this.#header = header;
    this.#mark = MARKS.indexOf(header.mark);
    this.#longest = Math.min(longestFrame(header.linkType), MAX_RECORD);
    this.#shortest = shortestFrame(header.linkType) + header.padding;
    this.interfaces = [interfaceOf(header)];
  }

  decode(bytes: Uint8Array, from: number, to: number, base: number, batch: FrameBatch): number {
    const { offset, captured, original, seconds, nanos, position } = batch;
    const { recordHeader, padding, swapped } = this.#header;
    const view = this.#views.of(bytes);
    const le = !this.#header.bigEndian;
    const scale = this.#header.nanos ? 1 : 1000;
    const size = offset.length;
    let at = from;
    let n = 0;
    this.need = 0;
    while (n < size && this.fault === undefined) {
      const data = at + recordHeader;
      if (data > to) {
        this.need = recordHeader;
        break;
      }
      let length = view.getUint32(at + 8, le);
      let wire = view.getUint32(at + 12, le);
      if (swapped !== 'no' && (swapped === 'yes' || length > wire)) [length, wire] = [wire, length];
      if (length > this.#longest || length < this.#shortest) {
        this.fault = this.#badLength(base + at, length, this.#records + n + 1);
        break;
      }
      if (data + length > to) {
        this.need = recordHeader + length;
        break;
      }
      const fraction = view.getUint32(at + 4, le) * scale;
      const carry = fraction < 1e9 ? 0 : Math.floor(fraction / 1e9);
      seconds[n] = view.getUint32(at, le) + carry;
      nanos[n] = fraction - carry * 1e9;
      offset[n] = data + padding;
      captured[n] = length - padding;
      original[n] = wire - padding;
      position[n] = base + data + padding;
      n++;
      at = data + length;
    }
    this.#finish(batch, bytes, n);
    return at;
  }

  #finish(batch: FrameBatch, bytes: Uint8Array, n: number): void {
    batch.bytes = bytes;
    batch.count = n;
    batch.linkType.fill(this.#header.linkType, 0, n);
    batch.mark.fill(this.#mark, 0, n);
    batch.source.fill(0, 0, n);
    if (batch.comments.size > 0) batch.comments.clear();
    this.#records += n;
  }

  end(left: number, position: number): void {
    if (left === 0 || this.fault !== undefined) return;
    const needs = this.need > left ? `: expected ${this.need} bytes, got ${left},` : '';
    this.fault = fileFault('pcap', 'short', position, left, `the file ends inside record ${this.#records + 1}${needs}`);
  }

  #badLength(position: number, length: number, record: number): Fault {
    const limit = length > this.#longest ? `at most ${this.#longest}` : `at least ${this.#shortest}`;
    const text = `record ${record}: expected ${limit} captured bytes, got ${length},`;
    return fileFault('pcap', 'malformed', position, this.#header.recordHeader, text);
  }
}

const interfaceOf = (h: PcapHeader): InterfaceInfo => ({
  linkType: h.linkType,
  snapLength: h.snapLength,
  resolution: h.nanos ? 9 : 6,
  binary: false,
  offset: 0,
  mark: h.mark,
  name: '',
  description: '',
  comments: [],
  filter: '',
  os: '',
  hardware: '',
  ...(h.checkBits === undefined ? {} : { checkBits: h.checkBits }),
});
