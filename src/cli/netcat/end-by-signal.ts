/** The end by a signal, as of a program that does nothing about it: what has to be done before is done, and then it takes its course. */

type Before = () => unknown;

/** `before` may give a promise, which is waited for. */
export const endBySignal = (before: Before): void => {
  befores.push(before);
  if (befores.length > 1) return;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void Promise.allSettled(befores.map(async (one) => one())).then(() => process.kill(process.pid, signal));
    });
  }
};

const befores: Before[] = [];
