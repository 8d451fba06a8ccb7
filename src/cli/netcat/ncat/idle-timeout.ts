/** `-i`: ends everything after so much silence, while somebody is connected. */
import type { Tap } from '../../../io/base/tap.ts';

export interface IdleTimeout extends Tap {
  /** Silence counts from here on. */
  start(): void;
  /** Nobody is there: silence does not count. */
  stop(): void;
}

/** `expired` is called once; one timer, set anew for the time that is left. */
export const idleTimeout = (ms: number, expired: () => void): IdleTimeout => {
  let heard = 0;
  let timer: NodeJS.Timeout | undefined;
  const touch = (): void => {
    heard = performance.now();
  };
  const look = (): void => {
    const left = heard + ms - performance.now();
    if (left <= 0) expired();
    else timer = setTimeout(look, Math.ceil(left));
  };
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    start: () => {
      stop();
      touch();
      timer = setTimeout(look, ms);
    },
    stop,
    open: () => ({ chunk: touch, ended: () => {}, reset: () => {}, closed: () => {} }),
  };
};
