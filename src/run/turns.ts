/** Turns: long work in slices, so that a key or a packet never waits for it. */

/** How long a slice lasts. */
const SLICE_MS = 4;
/** More is waiting, not work. */
const LONGEST_MS = 8;

export type Turn = () => Promise<void> | undefined;

/** Asked often; gives a promise when the slice is over, which resolves when everything else had its turn and, after `rest` milliseconds more. */
export const turns = (rest: (worked: number) => number = atOnce): Turn => {
  let since = performance.now();
  return () => {
    const worked = performance.now() - since;
    if (worked < SLICE_MS) return undefined;
    const pause = rest(Math.min(worked, LONGEST_MS));
    return new Promise((resolve) => {
      const goOn = (): void => {
        since = performance.now();
        resolve();
      };
      if (pause > 0) setTimeout(goOn, pause);
      else setImmediate(goOn);
    });
  };
};

const atOnce = (): number => 0;
