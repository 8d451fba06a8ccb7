/** Recorder: the packets of our own channels, as they happen to a view, and into a capture file. */

import { DecodeAs } from '../analysis/decode-as.ts';
import { LIVE_LIMITS } from '../analysis/limits.ts';
import { sayServing } from '../core/said.ts';
import type { Instant } from '../core/time.ts';
import type { Said, Words } from '../core/words.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import { allOf, type ChannelFacts, type Tap } from '../io/base/tap.ts';
import { batchSink } from '../io/capture/synth/batch-sink.ts';
import { oneEnd } from '../io/capture/synth/one-end.ts';
import { synth } from '../io/capture/synth/synth.ts';
import { type WrittenTotals, writeCapture } from '../io/capture/write/write-file.ts';
import { protocols } from '../protocols/registry.ts';
import type { FrameBatch } from '../wire/frame.ts';
import { openBeside } from './beside.ts';
import { FrameLoop } from './frames.ts';
import type { WirePlan } from './plan.ts';
import type { OnPacket, Watched, WatchedAs } from './watched.ts';

export interface Recorder {
  /** Records the channels that it is put on, which views call so; undefined where nothing is recorded. */
  tapAs(as: (facts: ChannelFacts) => WatchedAs): Tap | undefined;
  /** Records a channel from here on; call it when it is open and has carried nothing yet. */
  watch(channel: Pick<OpenChannel, 'facts' | 'ledger'>, as?: WatchedAs): void;
  /** Records an attempt to connect that opened nothing, which views call so. */
  readonly attempted: (facts: ChannelFacts, as?: WatchedAs) => void;
  /** From here on a port carries what is known under another: a service listens there. */
  speaks(table: string, port: number, known: number): void;
  /** Packets that were not shown since the last one that was. */
  readonly unshown: number;
  /** Completes the file. Throws the IoError where it is not complete. */
  close(): Promise<WrittenTotals | undefined>;
}

export interface RecorderOptions {
  readonly wire: WirePlan;
  /** Name and version for the file. */
  readonly application: string;
  readonly onPacket?: OnPacket;
  /** Packets shown in a second at most: more than people read, and no more than a terminal should hold up a conversation for. */
  readonly mostShown?: number;
  /** Whether the reader of the view keeps up; packets are not shown, and counted, while it does not. */
  readonly hasRoom?: () => boolean;
  /** Whether the conversations carry too much for a view: their packets go by. */
  readonly isBusy?: () => boolean;
  /** Something to know about the view. */
  readonly onNote?: (text: string) => void;
  /** What notes are said in. */
  readonly words?: Words;
  /** The file cannot be written any more; the conversation goes on. */
  readonly onTrouble: (error: Error) => void;
}

export const openRecorder = async (options: RecorderOptions, signal: AbortSignal): Promise<Recorder> => {
  const { wire, application, onTrouble, onPacket } = options;
  const writer = wire.file === undefined ? undefined : await writeCapture(wire.file, { application, failed: onTrouble }, signal);
  const decodeAs = new DecodeAs(protocols);
  const beside =
    wire.beside === undefined
      ? undefined
      : await openBeside(wire.beside, {
          writer,
          onPacket: wire.live ? onPacket : undefined,
          say: options.onNote ?? (() => {}),
          ...(options.words && { words: options.words }),
        });
  const live = wire.live && onPacket !== undefined ? new Live(onPacket, options, decodeAs) : undefined;
  const about = (): string => decodeAs.about;
  const written = writer === undefined ? undefined : synth(writer, { ...wire, about });
  const once = oneEnd();
  const tapAs: Recorder['tapAs'] = (as) => {
    const tap = allOf([written, live?.tapAs(as), beside?.tap].filter((t) => t !== undefined));
    return tap && once(tap);
  };
  return {
    tapAs,
    watch: (channel, as = {}) => {
      const tap = tapAs(() => as);
      if (tap !== undefined) channel.ledger.watch(tap, channel.facts);
    },
    attempted: (facts, as = {}) =>
      tapAs(() => as)
        ?.open(facts)
        .closed(facts.opened),
    speaks: (table, port, known) => decodeAs.like(table, port, known),
    get unshown() {
      return live?.unshown ?? 0;
    },
    close: async () => {
      await beside?.close();
      return writer?.close();
    },
  };
};

/** Hands on each packet in the call that made it. */
class Live {
  unshown = 0;
  private readonly tap: Tap;
  private readonly watched = new WeakMap<ChannelFacts, Watched>();
  private of: Watched | undefined;
  private readonly loop: FrameLoop;
  private readonly onPacket: OnPacket;
  private readonly most: number;
  private readonly hasRoom: () => boolean;
  private readonly isBusy: () => boolean;
  /** Tenth of a second of the newest packets, and how many of them were shown. */
  private tenth = 0;
  private shown = 0;

  constructor(onPacket: OnPacket, options: RecorderOptions, decodeAs: DecodeAs) {
    const { mostShown = Number.POSITIVE_INFINITY, hasRoom = () => true, isBusy = () => false, onNote, wire } = options;
    this.loop = new FrameLoop({ limits: LIVE_LIMITS, onForgotten: onNote, showSecrets: wire.showSecrets, decodeAs });
    this.onPacket = onPacket;
    this.most = mostShown / 10;
    this.hasRoom = hasRoom;
    this.isBusy = isBusy;
    const sink = batchSink(
      (batch) => {
        for (let i = 0; i < batch.count; i++) this.take(batch, i);
      },
      {
        isBlind: (at) => !this.hasTurn(at),
        passBy: (frames) => this.passBy(frames),
        secrets: (kind, bytes) => this.loop.addSecrets(kind, bytes),
      },
    );
    const turn = (facts: ChannelFacts, event: () => void): void => {
      this.of = this.watched.get(facts);
      event();
      sink.flush();
    };
    this.tap = synth(sink, { turn });
  }

  private passBy(frames: number): boolean {
    const isBusy = this.isBusy();
    if (isBusy) this.unshown += frames;
    return isBusy;
  }

  tapAs(as: (facts: ChannelFacts) => WatchedAs): Tap {
    return {
      open: (facts) => {
        this.watched.set(facts, { ...as(facts), facts });
        return this.tap.open(facts);
      },
    };
  }

  private take(batch: FrameBatch, i: number): void {
    const passed = this.loop.next(batch, i);
    if (passed === undefined) return;
    if (!this.hasTurn({ seconds: batch.seconds[i] ?? 0, nanos: batch.nanos[i] ?? 0 })) {
      this.unshown++;
      return;
    }
    this.shown++;
    if (this.of) this.onPacket(passed.d, passed.times, this.unshown, this.of);
    this.unshown = 0;
  }

  /** Whether a packet of this time may be shown. */
  private hasTurn({ seconds, nanos }: Instant): boolean {
    if (!this.hasRoom()) return false;
    const tenth = seconds * 10 + Math.floor(nanos / 1e8);
    if (tenth !== this.tenth) this.shown = 0;
    this.tenth = tenth;
    return this.shown < this.most;
  }
}

/** What was not shown, and what the file did not get because its reader did not keep up or the system took no more. */
export const whatIsLeft = async (recorder: Recorder): Promise<readonly Said[]> => {
  const { unshown } = recorder;
  const written = await recorder.close();
  return [
    ...(unshown > 0 ? [sayServing('unshown', { count: unshown })] : []),
    ...(written !== undefined && written.dropped > 0 ? [sayServing('unwritten', { count: written.dropped })] : []),
  ];
};
