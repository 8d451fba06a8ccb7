/** `wirecat broker`: every peer hears all others, and so do we. */

import { sayServing } from '../../core/said.ts';
import { Broker } from '../../io/serve/broker.ts';
import type { Service } from '../../io/serve/service.ts';
import { tell } from '../../run/session.ts';
import { type Command, defineCommand } from '../command/command.ts';
import { ADDRESS_HELP } from '../talk/addresses.ts';
import { groupDeclaration, groupOptions, runGroupService } from '../talk/group-service.ts';

export const command: Command = defineCommand({
  ...groupDeclaration,
  name: 'broker',
  summary: 'pass what each peer sends to all others',
  details: [
    'Standard input is heard by all, standard output gets what everybody sends. The end of standard input changes nothing; Ctrl-C ends it.',
    'A peer that does not read has up to --queue bytes waiting; then the others wait for it, --patience at most, and it is cut.',
    ADDRESS_HELP,
  ],
  options: {
    patience: {
      value: 'TIME',
      kind: 'duration',
      min: 0.001,
      fallback: '5s',
      help: 'how long all others wait for a peer that does not read',
      group: 'Limits',
    },
    ...groupOptions,
  },
  copies: true,
  interruptEnds: true,
  examples: [
    { line: 'wirecat broker 7000', says: 'and in other terminals: wirecat 127.0.0.1 7000' },
    { line: 'wirecat broker unix:/tmp/room.sock --raw > all.bin', says: 'over a unix socket; everything that is said is kept' },
  ],
  run: ({ options, words }, context) =>
    runGroupService(options, words, context, ({ faces }) => {
      const broker = new Broker({
        queue: options.queue,
        patience: options.patience * 1000,
        onDropped: (member, why) => tell(faces, sayServing('dropped', { who: member.channel.remote, why })),
      });
      const own = faces.near('acceptor');
      const speaking = broker.serve(own, true).catch(() => {});
      const leave = (): Promise<void> => {
        own.close();
        return speaking;
      };
      return { service: serviceOf(broker), leave };
    }),
});

const serviceOf = (broker: Broker): Service => ({
  name: 'broker',
  title: 'Passes what each peer sends to all others',
  spec: 'RFC 9293',
  ports: {},
  framings: ['stream', 'datagram'],
  example: 'wirecat HOST PORT',
  options: {},
  parse: () => {},
  serve: (channel) => broker.serve(channel),
});
