/** Service `tcpmux`: passes a client to the service that it names, RFC 1078. */
import { fromUtf8 } from '../../../core/bytes.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { type LineTalk, runTalk } from '../../serve/line-talk.ts';
import type { Service, ServiceContext } from '../../serve/service.ts';

export const tcpmux: Service<void> = {
  name: 'tcpmux',
  title: 'Passes a client to the service that it names',
  spec: 'RFC 1078',
  ports: { tcp: 1 },
  framings: ['stream'],
  example: "printf 'HELP\\r\\n' | nc HOST PORT",
  options: {},
  parse: () => {},
  serve: (channel, context) =>
    runTalk(
      channel,
      context,
      (talk) => pass(talk, context),
      () => {},
    ),
};

type Serve = (channel: OpenChannel) => Promise<void>;

/** A name is at most so long, with its line end. */
const LONGEST = 256;

const pass = async (talk: LineTalk, context: ServiceContext<void>): Promise<void> => {
  const line = await talk.line(LONGEST);
  const name = line === undefined ? '' : fromUtf8(line).trim().toLowerCase();
  const others = new Map([...context.beside].filter(([other]) => other !== tcpmux.name));
  if (name === 'help') for (const other of others.keys()) talk.say(other);
  else await passTo(others.get(name), talk, context, name);
};

const passTo = async (serve: Serve | undefined, talk: LineTalk, { say }: ServiceContext<void>, name: string): Promise<void> => {
  if (serve === undefined) return talk.say('-there is no such service here; HELP lists them');
  say(`${talk.channel.remote} goes on to ${name}`);
  talk.say('+here it is');
  await serve(await talk.handOver());
};
