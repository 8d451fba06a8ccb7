/** Endpoint `pipe:` : an unnamed pipe of the system. What is written to it is read from it again; only relatives can share one. */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { EndpointType } from '../../base/endpoint.ts';

export type PipeAddress = Readonly<Record<string, never>>;

export const pipe: EndpointType<PipeAddress> = {
  scheme: 'pipe',
  title: 'Unnamed pipe: what is written is read again',
  example: 'pipe:',
  framing: 'stream',
  parse: (text) => {
    if (text !== '') throw new UsageError(`pipe:${text}`, sayWrong('nothingAfter', { what: 'pipe:' }), text, sayWrong('pipeFifo'));
    return {};
  },
  print: () => 'pipe:',
  open: async (_at, _options, signal) => (await import('../../fd/unnamed-pipe.ts')).openPipe(signal),
};
