/** Endpoint `stdio:` : standard input and output of this process. */
import { UsageError } from '../../core/fault.ts';
import type { OpenChannel } from '../channel.ts';
import { now } from '../clock.ts';
import type { EndpointType, OpenOptions } from '../endpoint.ts';
import { abortReason, ioError } from '../errors.ts';
import { plainChannel } from '../plain-channel.ts';

export type StdioAddress = Readonly<Record<string, never>>;

export const stdio: EndpointType<StdioAddress> = {
  scheme: 'stdio',
  title: 'Standard input and output',
  example: 'stdio:',
  framing: 'stream',
  parse: (text) => {
    if (text !== '') throw new UsageError('stdio', 'nothing after stdio:', text);
    return {};
  },
  print: () => 'stdio:',
  open: async (_at: StdioAddress, _options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
    if (signal.aborted) throw abortReason(signal);
    const at = now();
    const facts = { scheme: 'stdio', role: 'initiator', local: 'wirecat', remote: 'stdio', started: at, opened: at } as const;
    return plainChannel(facts, {
      incoming: process.stdin,
      write: (chunk) =>
        new Promise((resolve, reject) => {
          process.stdout.write(chunk, (error) => (error ? reject(ioError('stdout', 'to write', error)) : resolve()));
        }),
      end: () => Promise.resolve(),
      release: () => process.stdin.destroy(),
    });
  },
};
