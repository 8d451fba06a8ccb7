/** Turns: long work in slices, so that a key or a packet never waits for it. */

/** How long a slice lasts. */
const SLICE_MS = 4;

/** Asked often; gives a promise when the slice is over, which resolves when everything else had its turn. */
export const turns = (): (() => Promise<void> | undefined) => {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE_MS) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        since = performance.now();
        resolve();
      }),
    );
  };
};
