/** Opening a pipe whose other end may not be there yet: that waits for it, or for the abort of a signal. */
import { closeSync, constants, open, openSync } from 'node:fs';
import { listenForAbort } from './abort-listener.ts';
import { ioError } from './errors.ts';

/** What opens each end, what the other one, and what a refusal calls it. */
const ENDS = {
  read: { flags: constants.O_RDONLY, other: constants.O_WRONLY, what: 'a pipe to read' },
  write: { flags: constants.O_WRONLY | constants.O_NOFOLLOW, other: constants.O_RDONLY, what: 'a pipe to write' },
};

/** Milliseconds until we knock again: the system may not have begun to wait yet. */
const AGAIN = 5;

/**
 * A descriptor of an end of the pipe (or device) at `path`. Where `signal` aborts first, we are the other end for a moment, which ends the wait,
 * and it rejects with the signal's reason.
 */
export const openNamedPipe = (path: string, end: keyof typeof ENDS, signal: AbortSignal): Promise<number> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const { flags, other, what } = ENDS[end];
    let again: NodeJS.Timeout | undefined;
    const knock = (): void => {
      again = setTimeout(knock, AGAIN);
      try {
        closeSync(openSync(path, other | constants.O_NONBLOCK));
      } catch {}
    };
    const forget = listenForAbort(signal, knock);
    open(path, flags, (error, fd) => {
      forget();
      clearTimeout(again);
      if (error !== null) reject(ioError(path, what, error));
      else if (!signal.aborted) resolve(fd);
      else {
        closeSync(fd);
        reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
      }
    });
  });
