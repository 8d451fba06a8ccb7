/** Frames: the one loop over frames, whatever they come from: each is taken by a track, filtered, and handed to a view. */
import type { CaptureIndex } from '../analysis/capture-index.ts';
import { DecodeAs } from '../analysis/decode-as.ts';
import type { Filter } from '../analysis/filter/filter.ts';
import { type KeyLog, keyLog } from '../analysis/key-log.ts';
import type { Forgotten, Limits } from '../analysis/limits.ts';
import type { Closed, Tracer } from '../analysis/traced.ts';
import { Track } from '../analysis/track.ts';
import { type Bytes, EMPTY, fromUtf8 } from '../core/bytes.ts';
import { type Decoder, SECRETS } from '../formats/decoder.ts';
import type { Capture } from '../io/capture/read/capture.ts';
import { nodeTools } from '../io/host/tools.ts';
import { protocols } from '../protocols/registry.ts';
import { batchOf, type Frame, type FrameBatch } from '../wire/frame.ts';
import type { Registry } from '../wire/types.ts';
import { FrameClock } from './frame-clock.ts';
import { LateFrames } from './late-frames.ts';
import { Passed } from './passed.ts';

export interface FrameChoice {
  readonly filter?: Filter | undefined;
  /** Passwords are shown as they are; filters see them in any case. */
  readonly showSecrets?: boolean | undefined;
  /** Earlier frames are only taken note of. */
  readonly from?: number | undefined;
  /** Recompute checksums. */
  readonly verify?: boolean | undefined;
  readonly limits?: Limits;
  /** Keys of what is encrypted; those that the capture itself has are added. */
  readonly secrets?: KeyLog | undefined;
  /** What ports carry, as somebody says. */
  readonly decodeAs?: DecodeAs | undefined;
  /** Told once, when a limit was reached and something is forgotten for the first time. */
  readonly onForgotten?: ((what: string) => void) | undefined;
  /** Keeps every frame, so that it can be asked for again; its track takes them. */
  readonly index?: CaptureIndex;
  /** Frames whose secrets come after them may be visited once more. */
  readonly mayRepeat?: boolean;
  /** Told once, when frames are visited once more. */
  readonly onRepeat?: ((what: string) => void) | undefined;
  /** Told of every frame, also of those that do not pass. */
  readonly each?: (passed: Passed) => void;
}

/** A capture whose frames were traced where they were read, or are traced here. */
export interface TracedCapture extends Capture {
  readonly tracer?: (registry: Registry, closed: Closed) => Tracer;
}

/** Takes the frames of one list in order. */
export class FrameLoop {
  readonly track: Track;
  readonly #choice: FrameChoice;
  readonly #clock = new FrameClock();
  /** The newest frame. */
  readonly newest: Passed;
  readonly secrets: KeyLog;
  readonly #decodeAs: DecodeAs;
  #heard = 0;
  #told = 0;
  #onForgotten: FrameChoice['onForgotten'];

  constructor(choice: FrameChoice = {}, tracer?: TracedCapture['tracer']) {
    const { verify = false, limits, secrets = keyLog(), index, showSecrets = false, decodeAs = new DecodeAs(protocols) } = choice;
    const options = { verify, showSecrets, tools: nodeTools, secrets, decodeAs, tracer, ...(limits && { limits }) };
    this.track = index?.track ?? new Track(protocols, options);
    this.#decodeAs = decodeAs;
    this.secrets = secrets;
    this.#choice = choice;
    this.#onForgotten = choice.onForgotten;
    this.newest = new Passed(this.track, choice.showSecrets);
  }

  /** Adds the key logs and the words about ports that a file holds, as far as it was read. */
  learn({ notes, interfaces }: Pick<Decoder, 'notes' | 'interfaces'>): void {
    for (; this.#heard < interfaces.length; this.#heard++) this.#decodeAs.hear(interfaces[this.#heard]?.comments);
    for (; this.#told < notes.secrets.length; this.#told++) {
      const { kind, bytes } = notes.secrets[this.#told] ?? { kind: 0, bytes: EMPTY };
      this.addSecrets(kind, bytes);
    }
  }

  /** Keys of frames to come. */
  addSecrets(kind: number, bytes: Bytes): void {
    if (kind === SECRETS.tlsKeyLog) this.secrets.addAll(fromUtf8(bytes));
  }

  /** Secrets that stand later in the file are looked for when one is not there. */
  lookAhead(allSecrets: Capture['allSecrets']): void {
    if (allSecrets === undefined) return;
    this.secrets.from(() => {
      for (const { kind, bytes } of allSecrets()) this.addSecrets(kind, bytes);
      return false;
    });
  }

  /** Takes a frame on its own. */
  one(frame: Frame): Passed {
    return this.#pass(batchOf(frame), 0);
  }

  /** Takes the next frame of the list; what passed, where it does. */
  next(batch: FrameBatch, i: number): Passed | undefined {
    const passed = this.#pass(batch, i);
    const { filter, from = 0 } = this.#choice;
    if (this.track.frames < from) return undefined;
    return filter === undefined || filter.passes(this.track, batch, i, passed.times) ? passed : undefined;
  }

  #tellForgotten(tell: (what: string) => void): void {
    this.#onForgotten = undefined;
    tell(forgottenText(this.track.forgotten, this.track.frames));
  }

  #pass(batch: FrameBatch, i: number): Passed {
    this.track.frame(batch, i);
    if (this.#onForgotten !== undefined && this.track.hasForgotten) this.#tellForgotten(this.#onForgotten);
    this.#choice.index?.note(batch, i);
    const passed = this.newest;
    passed.batch = batch;
    passed.i = i;
    passed.times = this.#clock.tick(batch.seconds[i] ?? Number.NaN, batch.nanos[i] ?? 0);
    this.#choice.each?.(passed);
    return passed;
  }
}

const forgottenText = ({ conversations, channels }: Forgotten, frame: number): string =>
  conversations + channels > 0
    ? `from frame ${frame} on conversations that were quiet for long are forgotten: one that goes on counts as a new one`
    : `from frame ${frame} on messages of conversations that were quiet for long are not put together any more`;

export interface FrameWalk extends FrameChoice {
  /** Frames to read at most; all, if absent. */
  readonly most?: number | undefined;
  /** Called after each batch; resolves when more should be written. */
  readonly ready?: () => Promise<void> | undefined;
  /** Asked after every few frames: resolves when others had their turn. */
  readonly turn?: () => Promise<void> | undefined;
  /** Ends the walk with its reason. */
  readonly signal: AbortSignal;
}

/** Frames between two turns: a few hundred microseconds where each has to be dissected. */
const FEW = 16;

/** `visit` says whether to go on. Gives the number of frames read. */
export const eachFrame = async (
  capture: Pick<TracedCapture, 'batches' | 'decoder' | 'tracer'> & Partial<Pick<Capture, 'allSecrets' | 'size'>>,
  walk: FrameWalk,
  visit: (passed: Passed) => boolean,
): Promise<number> => {
  const loop = new FrameLoop(walk, capture.tracer);
  const late = walk.mayRepeat === true ? new LateFrames(loop, walk, visit) : undefined;
  loop.lookAhead(capture.allSecrets);
  try {
    for await (const batch of limited(capture.batches, walk.most, walk.signal)) {
      loop.learn(capture.decoder);
      late?.look();
      for (let i = 0; i < batch.count; i++) {
        const passed = loop.next(batch, i);
        late?.keep(loop.newest);
        if (passed !== undefined && !visit(passed)) return loop.track.frames;
        if (walk.turn !== undefined && (i % FEW === FEW - 1 || i === batch.count - 1)) await walk.turn();
      }
      await walk.ready?.();
    }
    late?.look();
  } finally {
    late?.close();
  }
  return loop.track.frames;
};

/**
 * The first `most` frames; the file is closed behind them. A plain file is read without ever waiting, so the event loop gets its turn
 * here: an interrupt is seen, and the signal ends the walk with its reason.
 */
async function* limited(batches: Capture['batches'], most: number | undefined, signal: AbortSignal): AsyncGenerator<FrameBatch, void> {
  let left = most ?? Number.POSITIVE_INFINITY;
  for await (const batch of batches) {
    batch.count = Math.min(batch.count, left);
    left -= batch.count;
    yield batch;
    if (left <= 0) return;
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
}

/** Digits of seconds that the interface of a frame resolves, 0 to 9. */
export const decimalsOf =
  (capture: Capture): ((source: number) => number) =>
  (source) => {
    const known = capture.decoder.interfaces[source];
    if (known === undefined) return 6;
    return Math.max(0, Math.min(9, known.binary ? Math.ceil(known.resolution * Math.log10(2)) : known.resolution));
  };
