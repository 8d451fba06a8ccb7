/** ServeHelper: in a thread or process of its own, one service for the one client that its parent has. */

import { UsageError } from '../core/fault.ts';
import { sayWrong } from '../core/said.ts';
import { LINGER, lingeringClose } from '../io/channels/lingering-close.ts';
import { openFiles } from '../io/files/files.ts';
import { helperChannel } from '../io/serve/concurrency/helper.ts';
import type { Given } from '../io/serve/service.ts';
import { serviceContext } from '../io/serve/service-context.ts';
import { innermost } from '../io/serve/start-tls.ts';
import type { TlsOptions } from '../io/tls/options.ts';
import { helperPlan } from './serve-plan.ts';

/** `facts`: what the parent's channel says of its client, as JSON. Gives the exit code. */
export const runHelper = async (
  words: readonly string[],
  given: Given,
  facts: string,
  tls: TlsOptions,
  signal: AbortSignal,
): Promise<number> => {
  const { service, options, folder } = helperPlan(words, given);
  const helped = helperChannel(facts, signal);
  if (helped === undefined)
    throw UsageError.of('serve --helper', sayWrong('helperAlone'), sayWrong('type', { line: '--concurrency processes' }));
  const { channel, say, tap } = helped;
  const files = folder.path === undefined ? undefined : openFiles(folder.path, folder);
  await service.ready?.(options, signal);
  try {
    await service.serve(channel, serviceContext(options, { files, tls, say, wire: () => tap }, signal));
    await lingeringClose(innermost(channel), LINGER);
    return 0;
  } catch (error) {
    channel.abort(error instanceof Error ? error : new Error(String(error)));
    return 1;
  }
};
