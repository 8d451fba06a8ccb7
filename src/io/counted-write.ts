/** A writing half made of one call that writes and tells when it has: it counts the bytes on their way. */
import type { OpenWrite, WriteHalf } from './half.ts';

/** `end` resolves when the end is told, at once where it cannot be. */
export const countedWrite =
  (send: WriteHalf['put'], end: WriteHalf['end'] = () => Promise.resolve()): OpenWrite =>
  () => {
    let pending = 0;
    return {
      get pending() {
        return pending;
      },
      put: (bytes, written) => {
        pending += bytes.length;
        send(bytes, (error) => {
          pending -= bytes.length;
          written(error);
        });
      },
      end,
      release: () => {},
    };
  };
