/**
 * Busy polling: in a conversation of questions and answers the next message is often microseconds away, less than it takes to go to sleep
 * and be woken. After a short message that came alone, the loop looks again for a moment instead of sleeping (what SO_BUSY_POLL does in
 * the system). It costs nothing where nothing answers so soon: then it pauses for many messages, as it does where many come at once.
 */
import { availableParallelism } from 'node:os';

/** Milliseconds of looking after a message. */
const TIME = 0.05;
/** Messages that must come within that, after others did not, and messages without looking then. */
const MOST_MISSES = 4;
const PAUSE = 256;
/** Messages in one turn of the loop that mean that it is busy anyway. */
const BUSY = 3;

/** What is to be called when a short message has come. On one processor whoever is to answer could not run meanwhile, so nothing is done. */
export const busyPoller = (processors = availableParallelism(), time = TIME): (() => void) => {
  let paused = processors > 1 ? 0 : Number.POSITIVE_INFINITY;
  let until = 0;
  let looking = false;
  /** A message has come while it looked. */
  let found = false;
  let inTurn = 0;
  let misses = 0;
  const look = (): void => {
    const busy = inTurn > BUSY;
    inTurn = 0;
    if (!busy && performance.now() < until) {
      setImmediate(look);
      return;
    }
    misses = found ? 0 : misses + 1;
    if (busy || misses === MOST_MISSES) {
      paused = PAUSE;
      misses = 0;
    }
    looking = false;
    found = false;
  };
  return () => {
    if (paused > 0) {
      paused--;
      return;
    }
    inTurn++;
    until = performance.now() + time;
    if (looking) found = true;
    else setImmediate(look);
    looking = true;
  };
};

/** For all links of the process. */
export const busyPoll = busyPoller();
