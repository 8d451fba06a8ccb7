/** `wirecat broker`: every peer hears all others, and so do we. */
import { Broker } from '../../io/broker.ts';
import type { Service } from '../../io/service.ts';
import { listenPlan } from '../../run/plan.ts';
import { runServe } from '../../run/session.ts';
import { type Command, defineCommand } from '../command.ts';
import { nearSide } from '../tui/near.ts';
import { acceptOptions, acceptRules, facesFor, talkOptions, wirePlan } from '../tui/talk.ts';

/** Milliseconds for which those who speak wait for a peer that takes nothing; then it is dropped. */
const PATIENCE = 5000;

export const command: Command = defineCommand({
  name: 'broker',
  summary: 'pass what each peer sends to all others',
  group: 'Talk',
  usage: ['PORT', 'ADDRESS'],
  operands: [
    { name: 'ADDRESS', complete: 'listen-address' },
    { name: 'PORT', optional: true },
  ],
  details: [
    'Standard input is heard by all, standard output gets what everybody sends. The end of standard input changes nothing; Ctrl-C ends it.',
    'A peer that does not read has up to 1 MiB waiting; then the others wait for it, 5 seconds at most, and it is cut.',
  ],
  options: { ...talkOptions, ...acceptOptions },
  copies: true,
  interruptEnds: true,
  examples: [
    { line: 'wirecat broker 7000', says: 'and in other terminals: wirecat 127.0.0.1 7000' },
    { line: 'wirecat broker unix:/tmp/room.sock --raw > all.bin', says: 'over a unix socket; everything that is said is kept' },
  ],
  run: async ({ options, words }, context) => {
    const guarded = options.allow.length > 0 || options.deny.length > 0;
    const plan = listenPlan(words, true, { ...wirePlan(options, context), live: options.wire ?? false }, guarded);
    const { faces, close } = facesFor(options, plan.wire, context, 'watch');
    const broker = new Broker({
      patience: PATIENCE,
      onDropped: (member, why) => faces.say(`${member.channel.remote} dropped: ${why}`),
    });
    const own = nearSide(context.out, options.raw);
    const speaking = broker.serve(own, true).catch(() => {});
    try {
      const accept = await acceptRules(options);
      return await runServe({ ...plan, kind: 'serve', service: serviceOf(broker), orAnyPort: false }, accept, faces, context.signal);
    } finally {
      own.close();
      await speaking;
      close();
    }
  },
});

const serviceOf = (broker: Broker): Service => ({
  name: 'broker',
  title: 'Passes what each peer sends to all others',
  spec: 'RFC 9293',
  port: 0,
  framings: ['stream', 'datagram'],
  serve: (channel) => broker.serve(channel),
});
