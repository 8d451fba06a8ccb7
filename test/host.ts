/** Tests of what only a whole host has, and of what a plain one says instead: they run where they apply, and are not counted elsewhere. */
import { IS_PLAIN } from '../src/io/host/plain-host.ts';

export const inWholeHost = (define: () => void): void => {
  if (!IS_PLAIN) define();
};

export const inPlainHost = (define: () => void): void => {
  if (IS_PLAIN) define();
};
