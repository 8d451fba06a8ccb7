/** Endpoint `stdio:` : standard input and output of this process. Neither is closed: their numbers must not go to sockets. */

import { IoError, UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import type { EndpointType, OpenOptions } from '../../base/endpoint.ts';
import { abortReason, ioError } from '../../base/errors.ts';
import type { OpenWrite } from '../../channels/half.ts';
import { JoinedChannel } from '../../channels/joined-channel.ts';
import { readFd } from '../../fd/fd-read.ts';
import { writeFd, writeFdAsText } from '../../fd/fd-write.ts';

export type StdioAddress = Readonly<Record<string, never>>;

export const stdio: EndpointType<StdioAddress> = {
  scheme: 'stdio',
  title: 'Standard input and output',
  example: 'stdio:',
  framing: 'stream',
  parse: (text) => {
    if (text !== '') throw new UsageError('stdio', sayWrong('nothingAfter', { what: 'stdio:' }), text);
    return {};
  },
  print: () => 'stdio:',
  open: async (_at: StdioAddress, { stdio: own, terminalText }: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
    if (signal.aborted) throw abortReason(signal);
    return own?.() ?? openStdioWith(0, () => writeFdAsText(1, true, terminalText));
  },
};

/** Reads one descriptor and writes the other, e.g. 0 and 1; both stay open, unless a test wants to see them end. */
export const openStdio = (input: number, output: number, keep = true): OpenChannel =>
  openStdioWith(input, () => writeFd(output, keep), keep);

/** The same, with a way of writing of the caller's own. */
export const openStdioWith = (input: number, write: () => OpenWrite, keep = true): OpenChannel => {
  const at = now();
  const facts = { scheme: 'stdio', role: 'initiator', local: 'wirecat', remote: 'stdio', started: at, opened: at } as const;
  try {
    return new JoinedChannel(facts, { place: 'stdio', read: readFd(input, keep), write: write(), deafIsBroken: true });
  } catch (cause) {
    throw cause instanceof IoError ? cause : ioError('stdio', 'standard input and output to be open', cause);
  }
};
