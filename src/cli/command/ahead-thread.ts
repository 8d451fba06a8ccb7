/** The program that is ahead in large files when it is started as a thread: chunks lie in a folder beside it. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { IS_PLAIN } from '../../io/host/plain-host.ts';

/** Undefined where a second thread would have no processor of its own. */
export const aheadThread = (): string | undefined =>
  IS_PLAIN || availableParallelism() < 2 ? undefined : join(__dirname, '..', 'ahead.cjs');
