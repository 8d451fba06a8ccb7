/** Frames: a capture walked from its start, each frame dissected with what earlier ones tell, filtered, handed to a view. */

import type { Filter } from '../analysis/filter/filter.ts';
import type { Times } from '../analysis/frame-fields.ts';
import { history } from '../analysis/history.ts';
import type { Instant } from '../core/time.ts';
import type { Capture } from '../io/capture/capture.ts';
import { protocols } from '../protocols/registry.ts';
import { type Dissection, dissect } from '../wire/dissect.ts';
import { type FrameBatch, frameOf } from '../wire/frame.ts';

export interface FrameWalk {
  readonly filter?: Filter | undefined;
  /** Frames to read at most; all, if absent. */
  readonly most?: number | undefined;
  /** Recompute checksums. */
  readonly verify?: boolean | undefined;
  /** Called after each batch; resolves when more should be written. */
  readonly ready?: () => Promise<void>;
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
  const past = history();
  const clock = new FrameClock();
  let number = 0;
  for await (const batch of limited(capture.batches, walk.most)) {
    for (let i = 0; i < batch.count; i++) {
      const frame = frameOf(batch, i, ++number);
      past.frame(frame);
      const d = dissect(protocols, frame, { verify: walk.verify ?? false }, past);
      const times = clock.tick(frame);
      if (walk.filter !== undefined && !walk.filter.passes(d, times)) continue;
      if (!visit({ d, times, source: batch.source[i] ?? 0 })) return number;
    }
    await walk.ready?.();
  }
  return number;
};

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

/** The first `most` frames; the file is closed behind them. */
export async function* limited(batches: Capture['batches'], most: number | undefined): AsyncGenerator<FrameBatch, void> {
  let left = most ?? Number.POSITIVE_INFINITY;
  for await (const batch of batches) {
    batch.count = Math.min(batch.count, left);
    left -= batch.count;
    yield batch;
    if (left <= 0) return;
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
