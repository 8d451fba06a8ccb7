/** Frames: the one loop over frames, whatever they come from: each is taken by a track, filtered, and handed to a view. */
import type { CaptureIndex } from '../analysis/capture-index.ts';
import type { Filter } from '../analysis/filter/filter.ts';
import type { Times } from '../analysis/frame-fields.ts';
import { keyLog } from '../analysis/key-log.ts';
import type { Limits } from '../analysis/limits.ts';
import type { Selection } from '../analysis/selection.ts';
import { type Forgotten, Track } from '../analysis/track.ts';
import { type Bytes, EMPTY, fromUtf8 } from '../core/bytes.ts';
import type { Instant } from '../core/time.ts';
import { type Decoder, SECRETS } from '../formats/decoder.ts';
import type { Capture } from '../io/capture/read/capture.ts';
import { nodeTools } from '../io/host/tools.ts';
import { protocols } from '../protocols/registry.ts';
import { covered, mayHold } from '../view/covered.ts';
import type { Dissection } from '../wire/dissection.ts';
import { batchOf, type Frame, type FrameBatch } from '../wire/frame.ts';
import type { Secrets } from '../wire/stream.ts';

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
  readonly secrets?: Secrets;
  /** Told once, when a limit was reached and something is forgotten for the first time. */
  readonly onForgotten?: ((what: string) => void) | undefined;
  /** Keeps every frame, so that it can be asked for again; its track takes them. */
  readonly index?: CaptureIndex;
  /** Told of every frame, also of those that do not pass. */
  readonly each?: (passed: Passed) => void;
}

/** A frame that passed; the same object for every one, valid until the next frame is taken. */
export class Passed {
  readonly track: Track;
  batch!: FrameBatch;
  i = 0;
  times!: Times;

  readonly #isCovered: boolean;
  #whole: Dissection | undefined;
  #shown: Dissection | undefined;

  constructor(track: Track, showSecrets = false) {
    this.track = track;
    this.#isCovered = !showSecrets;
  }

  get number(): number {
    return this.track.frames;
  }
  /** Number of its interface in the file. */
  get source(): number {
    return this.batch.source[this.i] ?? 0;
  }
  /** As it may be shown. */
  get d(): Dissection {
    const whole = this.track.dissect();
    if (!this.#isCovered) return whole;
    if (this.#whole !== whole) this.#shown = covered(whole);
    this.#whole = whole;
    return this.#shown ?? whole;
  }

  /** The values of what is selected, as they may be shown. */
  load(selection: Selection): void {
    if (this.#isCovered && mayHoldSecrets(this.track)) selection.loadDissected(this.d, this.times);
    else selection.load(this.track, this.batch, this.i, this.times);
  }
}

/** Whether anything that the newest frame completes has fields that are secret. */
const mayHoldSecrets = ({ isDeep, known }: Track): boolean =>
  isDeep || known.allMessages.some((done) => done?.messages.some((m) => m.inner.length > 0 || mayHold(m.node.layer)));

/** Takes the frames of one list in order. */
export class FrameLoop {
  readonly track: Track;
  readonly #choice: FrameChoice;
  readonly #clock = new FrameClock();
  readonly #passed: Passed;
  readonly #secrets: Secrets;
  #told = 0;
  #onForgotten: FrameChoice['onForgotten'];

  constructor(choice: FrameChoice = {}) {
    const { verify = false, limits, secrets = keyLog(), index } = choice;
    this.track = index?.track ?? new Track(protocols, { verify, tools: nodeTools, secrets, ...(limits && { limits }) });
    this.#secrets = secrets;
    this.#choice = choice;
    this.#onForgotten = choice.onForgotten;
    this.#passed = new Passed(this.track, choice.showSecrets);
  }

  /** Adds the key logs that a file holds, as far as it was read. */
  learn({ notes }: Pick<Decoder, 'notes'>): void {
    for (; this.#told < notes.secrets.length; this.#told++) {
      const { kind, bytes } = notes.secrets[this.#told] ?? { kind: 0, bytes: EMPTY };
      this.secrets(kind, bytes);
    }
  }

  /** Keys of frames to come. */
  secrets(kind: number, bytes: Bytes): void {
    if (kind === SECRETS.tlsKeyLog) for (const line of fromUtf8(bytes).split('\n')) this.#secrets.add(line);
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
    const passed = this.#passed;
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

/** Remembers when the first and the previous frame were; instants are used again. */
class FrameClock {
  #first: Instant | undefined;
  #previous: Instant | undefined;
  #spare = { seconds: 0, nanos: 0 };
  #now = { seconds: 0, nanos: 0 };
  readonly #times: { first: Instant | undefined; previous: Instant | undefined } = { first: undefined, previous: undefined };

  /** Valid until the next frame. */
  tick(seconds: number, nanos: number): Times {
    this.#times.previous = this.#previous;
    if (!Number.isNaN(seconds)) {
      this.#first ??= { seconds, nanos };
      [this.#spare, this.#now] = [this.#now, this.#spare];
      this.#now.seconds = seconds;
      this.#now.nanos = nanos;
      this.#previous = this.#now;
    }
    this.#times.first = this.#first;
    return this.#times;
  }
}

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
  capture: Pick<Capture, 'batches' | 'decoder'>,
  walk: FrameWalk,
  visit: (passed: Passed) => boolean,
): Promise<number> => {
  const loop = new FrameLoop(walk);
  for await (const batch of limited(capture.batches, walk.most, walk.signal)) {
    loop.learn(capture.decoder);
    for (let i = 0; i < batch.count; i++) {
      const passed = loop.next(batch, i);
      if (passed !== undefined && !visit(passed)) return loop.track.frames;
      if (walk.turn !== undefined && i % FEW === FEW - 1) await walk.turn();
    }
    await walk.ready?.();
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
