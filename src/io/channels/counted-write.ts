/** A writing half made of one call that writes and tells when it has: it counts the bytes on their way. */
import type { OpenWrite, WriteHalf } from './half.ts';

/** `end` is called when nothing is on its way any more, and resolves when the end is told; without it there is none to tell. */
export const countedWrite =
  (send: WriteHalf['put'], end: WriteHalf['end'] = () => Promise.resolve()): OpenWrite =>
  () => {
    let pending = 0;
    let idle = (): void => {};
    return {
      get pending() {
        return pending;
      },
      put: (bytes, written) => {
        pending += bytes.length;
        send(bytes, (error) => {
          pending -= bytes.length;
          written(error);
          if (pending === 0) idle();
        });
      },
      end: async () => {
        if (pending > 0) {
          await new Promise<void>((resolve) => {
            idle = resolve;
          });
        }
        await end();
      },
      release: () => {},
    };
  };
