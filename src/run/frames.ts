/** Frames: a capture walked from its start, each frame dissected with what earlier ones tell, filtered, handed to a view. */

import { type Filter, skim } from '../analysis/filter/filter.ts';
import type { Times } from '../analysis/frame-fields.ts';
import { history } from '../analysis/history.ts';
import type { Instant } from '../core/time.ts';
import type { Capture } from '../io/capture/read/capture.ts';
import { protocols } from '../protocols/registry.ts';
import { dissect } from '../wire/dissect.ts';
import type { Dissection } from '../wire/dissection.ts';
import { type FrameBatch, frameOf } from '../wire/frame.ts';

export interface FrameWalk {
  readonly filter?: Filter | undefined;
  /** Earlier frames are only taken note of. */
  readonly from?: number | undefined;
  /** Frames to read at most; all, if absent. */
  readonly most?: number | undefined;
  /** Recompute checksums. */
  readonly verify?: boolean | undefined;
  /** Called after each batch; resolves when more should be written. */
  readonly ready?: () => Promise<void>;
  /** Ends the walk with its reason. */
  readonly signal: AbortSignal;
}

/** What is told of each frame that passes. */
export interface Passed {
  readonly d: Dissection;
  readonly times: Times;
  /** Number of its interface in the file. */
  readonly source: number;
}

/** Dissections are valid during the call. `visit` says whether to go on. Gives the number of frames read. */
export const eachFrame = async (capture: Capture, walk: FrameWalk, visit: (passed: Passed) => boolean): Promise<number> => {
  const walker = new Walker(walk);
  for await (const batch of limited(capture.batches, walk.most, walk.signal)) {
    for (let i = 0; i < batch.count; i++) {
      const passed = walker.next(batch, i);
      if (passed !== undefined && !visit(passed)) return walker.frames;
    }
    await walk.ready?.();
  }
  return walker.frames;
};

/** Takes the frames of a capture in order. */
class Walker {
  frames = 0;
  private readonly walk: FrameWalk;
  private readonly past = history();
  private readonly clock = new FrameClock();
  private readonly early = skim(protocols);

  constructor(walk: FrameWalk) {
    this.walk = walk;
  }

  /** The frame dissected, where it passes. */
  next(batch: FrameBatch, i: number): Passed | undefined {
    const { filter, verify = false, from = 0 } = this.walk;
    const number = ++this.frames;
    const at = { seconds: batch.seconds[i] ?? Number.NaN, nanos: batch.nanos[i] ?? 0 };
    this.past.frame({ number, ...at });
    const times = this.clock.tick(at);
    const quick = number < from ? this.early : filter?.quick;
    const look = quick?.look(batch, i, number, this.past.transports) ?? 'maybe';
    if (look === 'no') return undefined;
    if (look === 'yes') this.past.taken();
    const d = dissect(protocols, frameOf(batch, i, number), { verify }, this.past);
    const passes = look === 'yes' || filter === undefined || filter.passes(d, times);
    return number < from || !passes ? undefined : { d, times, source: batch.source[i] ?? 0 };
  }
}

/** Remembers when the first and the previous frame were. */
export class FrameClock {
  #first: Instant | undefined;
  #previous: Instant | undefined;

  tick({ seconds, nanos }: Instant): Times {
    const now = Number.isNaN(seconds) ? undefined : { seconds, nanos };
    this.#first ??= now;
    const times = { first: this.#first, previous: this.#previous };
    this.#previous = now ?? this.#previous;
    return times;
  }
}

/**
 * The first `most` frames; the file is closed behind them. A plain file is read without ever waiting, so the event loop gets its turn
 * here: an interrupt is seen, and the signal ends the walk with its reason.
 */
export async function* limited(
  batches: Capture['batches'],
  most: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<FrameBatch, void> {
  let left = most ?? Number.POSITIVE_INFINITY;
  let since = 0;
  for await (const batch of batches) {
    batch.count = Math.min(batch.count, left);
    left -= batch.count;
    since += batch.count;
    yield batch;
    if (left <= 0) return;
    if (since < FRAMES_A_TURN) continue;
    since = 0;
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
}

const FRAMES_A_TURN = 4096;

/** Digits of seconds that the interface of a frame resolves, 0 to 9. */
export const decimalsOf =
  (capture: Capture): ((source: number) => number) =>
  (source) => {
    const known = capture.decoder.interfaces[source];
    if (known === undefined) return 6;
    return Math.max(0, Math.min(9, known.binary ? Math.ceil(known.resolution * Math.log10(2)) : known.resolution));
  };
