/** Frames of an interface by libpcap, a batch at a time, as a capture that goes on until it is ended. */
import type { Fault } from '../../../core/fault.ts';
import type { Pieces } from '../../../core/said.ts';
import type { Decoder } from '../../../formats/decoder.ts';
import { openFormat } from '../../../formats/index.ts';
import { type FrameBatch, frameBatch } from '../../../wire/frame.ts';
import { listenForAbort } from '../../base/abort-listener.ts';
import type { Libpcap } from '../../host/libpcap.ts';
import { HANDED_MS, openPcap, type PcapHandle, type PcapOptions } from '../../host/libpcap-live.ts';
import { endedFault, type LiveCapture, liveCapture, liveInterface } from './live-capture.ts';

/** Throws an IoError, EPERM where the right is missing. */
export const pcapCapture = (
  pcap: Libpcap,
  o: PcapOptions,
  place: string,
  onMessage: (line: Pieces) => void,
  signal: AbortSignal,
): LiveCapture => {
  const handle = openPcap(pcap, o, place);
  if (handle.warning !== undefined) onMessage([`${o.interface}: ${handle.warning}`]);
  const { decoder } = openFormat(place, handle.header, true);
  const frames = new PcapFrames(handle, decoder, o.interface, signal);
  const linkType = decoder.interfaces[0]?.linkType ?? 0;
  return liveCapture(place, [liveInterface(o.interface, linkType, o.snapLength, o.filter)], frames.batches(), {
    counts: () => handle.counts(),
    close: () => frames.close(),
    get fault() {
      return frames.fault;
    },
  });
};

class PcapFrames {
  readonly #handle: PcapHandle;
  readonly #decoder: Decoder;
  readonly #name: string;
  readonly #batch: FrameBatch = frameBatch();
  readonly #ending: Promise<void>;
  #hasEnded = false;
  /** Frames given, and how many are to be given at most once the end was asked for. */
  #given = 0;
  #last = Number.POSITIVE_INFINITY;
  #forget: () => void = () => {};

  constructor(handle: PcapHandle, decoder: Decoder, name: string, signal: AbortSignal) {
    this.#handle = handle;
    this.#decoder = decoder;
    this.#name = name;
    this.#ending = new Promise<void>((resolve) => {
      const end = (): void => resolve(this.#end());
      if (signal.aborted) end();
      else this.#forget = listenForAbort(signal, end);
    });
  }

  get fault(): Fault | undefined {
    const { ended } = this.#handle;
    return ended === undefined ? undefined : endedFault(`${this.#name} is gone (libpcap says: ${ended})`);
  }

  async *batches(): AsyncGenerator<FrameBatch, void> {
    try {
      while (this.#given < this.#last) {
        const records = this.#handle.next();
        if (records !== undefined) yield* this.#decoded(records);
        else if (this.#hasEnded) return;
        else if (this.fault !== undefined) await this.#handedOver();
        else await Promise.race([this.#handle.wait(), this.#ending]);
      }
    } finally {
      await this.close();
    }
  }

  close(): Promise<void> {
    this.#forget();
    return this.#handle.close();
  }

  /** Waits until the system hands over what it has begun; what comes later is not asked for. */
  async #end(): Promise<void> {
    await this.#handedOver();
    const { received, dropped } = this.#handle.counts();
    this.#last = received - dropped;
  }

  /** Of an interface that is gone there may be frames as well that the system has not handed over yet. */
  async #handedOver(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 2 * HANDED_MS));
    this.#hasEnded = true;
  }

  *#decoded(records: Uint8Array): Generator<FrameBatch, void> {
    const batch = this.#batch;
    for (let at = 0; at < records.length; ) {
      at = this.#decoder.decode(records, at, records.length, 0, batch);
      if (batch.count === 0) return;
      this.#given += batch.count;
      yield batch;
    }
  }
}
