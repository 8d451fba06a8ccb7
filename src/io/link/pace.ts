/** Pace: a rate limit as a token bucket that holds a tenth of a second. */

import { listenForAbort } from '../base/abort-listener.ts';
import type { Pace } from './pump.ts';

/** At most so many bytes a second, spread evenly; `clock` gives milliseconds. A wait that is aborted rejects with the signal's reason. */
export const paceOf = (bytesPerSecond: number, signal: AbortSignal, clock: () => number = () => performance.now()): Pace => {
  const slice = Math.max(1, Math.floor(bytesPerSecond / 10));
  let free = clock(); // when the bucket is next empty
  return {
    slice,
    wait: (bytes) => {
      const at = clock();
      free = Math.max(free, at) + (bytes / bytesPerSecond) * 1000;
      return sleep(free - at - 100, signal);
    },
  };
};

/** Resolves after so many milliseconds (at once where there are none); rejects with the reason of the signal. */
export const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    if (ms <= 0) return resolve();
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      forget();
      resolve();
    }, ms);
    const forget = listenForAbort(signal, stop);
  });
