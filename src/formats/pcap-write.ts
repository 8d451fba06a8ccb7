/** pcap files (draft-ietf-opsawg-pcap), written: little endian, nanoseconds, one link type. */

import type { Bytes } from '../core/bytes.ts';
import { UsageError } from '../core/fault.ts';
import { sayWrong } from '../core/said.ts';
import type { FrameBatch } from '../wire/frame.ts';
import { type Encoded, type Encoder, type FrameDirection, Output, type SourceInfo, type Spill, type Whole } from './encoder.ts';
import { MAX_SNAP } from './link-types.ts';
import { pcapMark } from './mark.ts';
import { PCAP_HEADER } from './pcap-header.ts';

/** The file header comes with the first source, which sets the link type. A source of another link type is a UsageError naming `place`. */
export const pcapEncoder = (place: string, spill: Spill): Encoder => new PcapEncoder(place, spill);

const RECORD_HEADER = 16;
const MAGIC = 0xa1b23c4d;

class PcapEncoder implements Encoder {
  readonly #place: string;
  readonly #output: Output;
  #linkType: number | undefined;

  constructor(place: string, spill: Spill) {
    this.#place = place;
    this.#output = new Output(spill);
  }

  get bytes(): Uint8Array {
    return this.#output.bytes;
  }

  source(info: SourceInfo): number {
    if (this.#linkType === undefined) this.#header(info);
    else if (this.#linkType !== info.linkType)
      throw new UsageError(
        this.#place,
        sayWrong('linkTypeOnly', { type: String(this.#linkType) }),
        String(info.linkType),
        sayWrong('pcapHoldsOne'),
      );
    return 0;
  }

  #header(info: SourceInfo): void {
    this.#linkType = info.linkType;
    const at = this.#output.claim(PCAP_HEADER);
    const { view } = this.#output;
    view.setUint32(at, MAGIC, true);
    view.setUint16(at + 4, 2, true);
    view.setUint16(at + 6, 4, true);
    view.setUint32(at + 8, 0, true);
    view.setUint32(at + 12, pcapMark(info.mark), true);
    view.setUint32(at + 16, info.snapLength || MAX_SNAP, true);
    view.setUint32(at + 20, info.linkType, true);
  }

  reserve(_source: number, seconds: number, nanos: number, head: number, payload: Bytes, _direction: FrameDirection, missing = 0): number {
    const at = this.#output.around(RECORD_HEADER + head, payload, 0);
    const size = head + payload.length;
    return this.#record(at, seconds, nanos, size, size + missing);
  }

  #record(at: number, seconds: number, nanos: number, captured: number, original: number): number {
    const { view } = this.#output;
    view.setUint32(at, seconds, true);
    view.setUint32(at + 4, nanos, true);
    view.setUint32(at + 8, captured, true);
    view.setUint32(at + 12, original, true);
    return at + RECORD_HEADER;
  }

  frame(batch: FrameBatch, i: number): void {
    const from = batch.offset[i]!;
    const length = batch.captured[i]!;
    const at = this.#output.around(RECORD_HEADER, batch.bytes.subarray(from, from + length), 0);
    this.#record(at, batch.seconds[i] || 0, batch.nanos[i]!, length, batch.original[i]!);
  }

  secrets(): void {}

  statistics(): void {}

  get apart(): boolean {
    return this.#output.apart;
  }

  set apart(apart: boolean) {
    this.#output.apart = apart;
  }

  whole(bytes: Bytes, length: number, isFirst: boolean): Whole {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (isFirst && length < PCAP_HEADER) return { length: 0, frames: [] };
    let at = isFirst ? PCAP_HEADER : 0;
    let frames = 0;
    while (at + RECORD_HEADER <= length) {
      const size = RECORD_HEADER + view.getUint32(at + 8, true);
      if (at + size > length) break;
      at += size;
      frames++;
    }
    return { length: at, frames: [frames] };
  }

  take(): Encoded {
    return this.#output.take();
  }
}
