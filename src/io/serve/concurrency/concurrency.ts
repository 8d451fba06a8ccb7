/** Concurrency: how a service has several clients: by events, one after the other, with a worker thread or a child process for each. */

import { type Line, sayServing } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import type { OpenChannel } from '../../base/channel.ts';
import type { Tap } from '../../base/tap.ts';
import { link } from '../../link/link.ts';
import type { Service, ServiceContext } from '../service.ts';
import { Gate } from './gate.ts';
import { type HelpedClient, type Helper, startProcess, startThread } from './helper.ts';

export const CONCURRENCIES = ['events', 'sequential', 'threads', 'processes'] as const;
export type Concurrency = (typeof CONCURRENCIES)[number];

/** What runs in helpers, and who sees the packets of channels that they open for a client. */
export interface HelperWords {
  readonly file: string;
  readonly words: readonly string[];
  wire(client: OpenChannel): Tap | undefined;
}

/** Helpers of a service at a time; who comes later waits. */
const MOST_HELPERS = 32;

/** `service`, with its clients on streams served in another way; datagrams are events always, as each is one turn of its own. */
export const concurrently = <O>(service: Service<O>, how: Concurrency, program: HelperWords): Service<O> => {
  if (how === 'events') return service;
  let gate: Gate | undefined;
  return {
    ...service,
    serve: (channel, context) => {
      if (channel.facts.framing === 'datagram') return service.serve(channel, context);
      gate ??= new Gate(how === 'sequential' ? 1 : MOST_HELPERS, (waits, before, served) =>
        context.say(waitingText(waits, before, served)),
      );
      const serve = how === 'sequential' ? () => service.serve(channel, context) : () => serveIn(how, program, channel, context);
      return gate.pass(channel, serve);
    },
  };
};

const waitingText = ({ remote }: OpenChannel, before: number, served: number): Said =>
  sayServing('waitsServed', { who: remote, before, served });

const serveIn = async (
  how: 'threads' | 'processes',
  program: HelperWords,
  channel: OpenChannel,
  context: ServiceContext,
): Promise<void> => {
  const tap = program.wire(channel);
  const client: HelpedClient = { facts: channel.facts, isWatched: tap !== undefined };
  const own = {
    file: program.file,
    words: [...program.words, '--helper', JSON.stringify(client)],
    say: (line: Line) => context.say(line),
    tap,
  };
  const helper = how === 'threads' ? startThread(own) : startProcess(own);
  context.say(sayServing('serves', { helper: helper.name, who: channel.remote }));
  try {
    await joined(helper, channel, context.signal);
  } finally {
    helper.end();
  }
};

/** Rejects with what broke the helper. */
const joined = async (helper: Helper, channel: OpenChannel, signal: AbortSignal): Promise<void> => {
  const { b } = await link(channel, helper.channel, {}, signal).done;
  if (b.error !== undefined && !channel.ledger.isCut) throw b.error;
};
