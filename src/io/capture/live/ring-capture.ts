/** Frames of an interface straight from the kernel's memory, as a capture that goes on until it is closed. */
import { type FrameBatch, frameBatch, LinkType } from '../../../wire/frame.ts';
import { Address, Head, PacketRing, type RingBlock, Status } from '../../host/packet-ring.ts';
import type { Interface } from './interfaces.ts';
import { endedFault, type LiveCapture, liveCapture, liveInterface } from './live-capture.ts';

export interface RingCaptureOptions {
  readonly promiscuous: boolean;
  readonly snapLength: number;
  /** Instructions, and the words that they were made of. */
  readonly program: Uint8Array;
  readonly filter: string;
}

/** Rejects with an IoError; EPERM where the right is missing. */
export const ringCapture = async (
  from: Interface,
  all: readonly Interface[],
  o: RingCaptureOptions,
  place: string,
  signal: AbortSignal,
): Promise<LiveCapture> => {
  const cooked = from.linkType === undefined;
  const { index } = from;
  const ring = await PacketRing.open(place, { index, cooked, promiscuous: o.promiscuous, program: o.program }, signal);
  const linkType = from.linkType ?? LinkType.sll2;
  const frames = new RingFrames(linkType, cooked, loopback(all));
  return liveCapture(place, [liveInterface(from.name, linkType, o.snapLength, o.filter)], frames.batches(ring), {
    counts: () => ring.counts,
    close: () => ring.close(),
    get fault() {
      return ring.isGone ? endedFault(`${from.name} is gone`) : undefined;
    },
  });
};

/** Numbers of the interfaces on which each frame is seen twice, going out and coming in. */
const loopback = (all: readonly Interface[]): ReadonlySet<number> =>
  new Set(all.flatMap(({ index, isLoopback }) => (isLoopback ? [index] : [])));

/** sll_pkttype of what goes out. */
const OUTGOING = 4;
/** Bytes of a VLAN tag, of the addresses before it, and of the header that stands for one of the link (LINKTYPE_LINUX_SLL2). */
const [TAG, ADDRESSES, COOKED] = [4, 12, 20];
const DEFAULT_TAG = 0x8100;

class RingFrames {
  readonly #batch: FrameBatch = frameBatch();
  readonly #linkType: number;
  readonly #cooked: boolean;
  readonly #loopback: ReadonlySet<number>;

  constructor(linkType: number, cooked: boolean, loopback: ReadonlySet<number>) {
    this.#linkType = linkType;
    this.#cooked = cooked;
    this.#loopback = loopback;
  }

  async *batches(ring: PacketRing): AsyncGenerator<FrameBatch, void> {
    for (let block = await ring.next(); block !== undefined; block = await ring.next()) {
      try {
        yield* this.#of(block);
      } finally {
        block.give();
      }
    }
  }

  *#of(block: RingBlock): Generator<FrameBatch, void> {
    const batch = this.#batch;
    batch.bytes = block.bytes;
    batch.count = 0;
    let at = block.first;
    for (let k = 0; k < block.frames; k++) {
      if (!this.#isEcho(block, at)) this.#take(block, at, batch.count++);
      at += block.view.getUint32(at + Head.next, true);
      if (batch.count < batch.offset.length) continue;
      yield batch;
      batch.count = 0;
    }
    if (batch.count > 0) yield batch;
  }

  #isEcho({ view }: RingBlock, at: number): boolean {
    return view.getUint8(at + Address.kind) === OUTGOING && this.#loopback.has(view.getInt32(at + Address.index, true));
  }

  #take(block: RingBlock, at: number, i: number): void {
    const { view } = block;
    const batch = this.#batch;
    const extra = this.#cooked ? cook(block, at) : untag(block, at, this.#linkType);
    batch.offset[i] = at + view.getUint16(at + Head.link, true) - extra;
    batch.captured[i] = view.getUint32(at + Head.captured, true) + extra;
    batch.original[i] = view.getUint32(at + Head.original, true) + extra;
    batch.seconds[i] = view.getUint32(at + Head.seconds, true);
    batch.nanos[i] = view.getUint32(at + Head.nanos, true);
    batch.linkType[i] = this.#linkType;
  }
}

/** The tag of a VLAN, which the kernel keeps apart, put back where it was; how many bytes that are. */
const untag = ({ view, bytes }: RingBlock, at: number, linkType: number): number => {
  const status = view.getUint32(at + Head.status, true);
  if ((status & Status.tagged) === 0 || linkType !== LinkType.ethernet) return 0;
  const start = at + view.getUint16(at + Head.link, true);
  bytes.copyWithin(start - TAG, start, start + ADDRESSES);
  view.setUint16(start + ADDRESSES - TAG, (status & Status.tagTyped) === 0 ? DEFAULT_TAG : view.getUint16(at + Head.tagType, true));
  view.setUint16(start + ADDRESSES - TAG + 2, view.getUint32(at + Head.tag, true));
  return TAG;
};

/** A header of what the kernel tells of the link in front of the frame; how many bytes that are. */
const cook = ({ view, bytes }: RingBlock, at: number): number => {
  const start = at + view.getUint16(at + Head.link, true) - COOKED;
  bytes.copyWithin(start, at + Address.protocol, at + Address.protocol + 2);
  view.setUint16(start + 2, 0);
  view.setInt32(start + 4, view.getInt32(at + Address.index, true));
  view.setUint16(start + 8, view.getUint16(at + Address.hardware, true));
  view.setUint8(start + 10, view.getUint8(at + Address.kind));
  view.setUint8(start + 11, view.getUint8(at + Address.length));
  bytes.copyWithin(start + 12, at + Address.bytes, at + Address.bytes + 8);
  return COOKED;
};
