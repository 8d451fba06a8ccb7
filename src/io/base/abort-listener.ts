/** Listening for the abort of a signal that many connections share: Node warns of a leak at the eleventh listener unless told otherwise. */
import { setMaxListeners } from 'node:events';

/** Calls `act` once when the signal is aborted from here on. Gives what takes the listener off again. */
export const listenForAbort = (signal: AbortSignal, act: () => void): (() => void) => {
  setMaxListeners(0, signal);
  signal.addEventListener('abort', act, { once: true });
  return () => signal.removeEventListener('abort', act);
};
