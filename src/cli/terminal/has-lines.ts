/** Has lines: whether a pipe or a file at standard input brings anything, or whether it is only there. */

/** Milliseconds in which the first line should come; what comes later comes to whoever reads then. */
const PATIENCE = 300;

/** Nothing is taken from it. */
export const hasLines = (input: NodeJS.ReadableStream): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => done(false), PATIENCE);
    const done = (has: boolean): void => {
      clearTimeout(timer);
      input.off('readable', come).off('end', none).off('error', none);
      resolve(has);
    };
    const come = (): void => {
      const chunk = input.read();
      if (chunk === null) return;
      input.unshift(chunk);
      done(true);
    };
    const none = (): void => done(false);
    input.on('readable', come).on('end', none).on('error', none);
  });
