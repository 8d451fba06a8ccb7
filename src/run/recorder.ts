/** Recorder: the packets of our own channels, as they happen to a view, and into a capture file. */

import type { Times } from '../analysis/frame-fields.ts';
import { history } from '../analysis/history.ts';
import { batchSink } from '../io/capture/batch-sink.ts';
import { synth } from '../io/capture/synth.ts';
import { type WrittenTotals, writeCapture } from '../io/capture/write-file.ts';
import type { OpenChannel } from '../io/channel.ts';
import type { Tap, TappedChannel } from '../io/tap.ts';
import { protocols } from '../protocols/registry.ts';
import { type Dissection, dissect } from '../wire/dissect.ts';
import { type FrameBatch, frameOf } from '../wire/frame.ts';
import { FrameClock } from './frames.ts';
import type { WirePlan } from './plan.ts';

/** Told of every packet; the dissection is valid during the call. */
export type OnPacket = (d: Dissection, times: Times) => void;

export interface Recorder {
  /** Records a channel from here on; call it when it is open and has carried nothing yet. */
  watch(channel: OpenChannel): void;
  /** Completes the file. Throws the IoError where it is not complete. */
  close(): Promise<WrittenTotals | undefined>;
}

export interface RecorderOptions {
  readonly wire: WirePlan;
  /** Name and version for the file. */
  readonly application: string;
  readonly onPacket?: OnPacket;
  /** The file cannot be written any more; the conversation goes on. */
  readonly onTrouble: (error: Error) => void;
}

export const openRecorder = async (options: RecorderOptions, signal: AbortSignal): Promise<Recorder> => {
  const { wire, application, onTrouble, onPacket } = options;
  const writer = wire.file === undefined ? undefined : await writeCapture(wire.file, { application, failed: onTrouble }, signal);
  const taps: Tap[] = [];
  if (writer !== undefined) taps.push(synth(writer));
  if (wire.live && onPacket !== undefined) taps.push(liveTap(onPacket));
  return {
    watch: (channel) => {
      for (const tap of taps) channel.ledger.watch(tap, channel.facts);
    },
    close: async () => writer?.close(),
  };
};

/** Hands on each packet in the call that made it. */
const liveTap = (onPacket: OnPacket): Tap => {
  const past = history();
  const clock = new FrameClock();
  let number = 0;
  const sink = batchSink((batch: FrameBatch) => {
    for (let i = 0; i < batch.count; i++) {
      const frame = frameOf(batch, i, ++number);
      past.frame(frame);
      onPacket(dissect(protocols, frame, {}, past), clock.tick(frame));
    }
  });
  return flushing(synth(sink), () => sink.flush());
};

/** Calls `flush` after each event that the tap was told of. */
const flushing = (tap: Tap, flush: () => void): Tap => ({
  open: (facts): TappedChannel => {
    const inner = tap.open(facts);
    flush();
    return {
      chunk: (direction, bytes, at) => {
        inner.chunk(direction, bytes, at);
        flush();
      },
      ended: (by, at) => {
        inner.ended(by, at);
        flush();
      },
      reset: (by, at, reason) => {
        inner.reset(by, at, reason);
        flush();
      },
      closed: (at) => {
        inner.closed(at);
        flush();
      },
    };
  },
});
