/** A time limit on something that takes an AbortSignal. */

import { listenForAbort } from './abort-listener.ts';
import { abortReason } from './errors.ts';

/** Runs `work` with a signal that also aborts, with `late()` as reason, after so many milliseconds. 0: no limit. */
export const withDeadline = async <T>(
  ms: number,
  late: () => Error,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  if (signal.aborted) throw abortReason(signal);
  const both = new AbortController();
  const pass = (): void => both.abort(abortReason(signal));
  const forget = listenForAbort(signal, pass);
  const timer = ms > 0 ? setTimeout(() => both.abort(late()), ms) : undefined;
  try {
    return await work(both.signal);
  } finally {
    clearTimeout(timer);
    forget();
  }
};
