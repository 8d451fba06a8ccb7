/** `wirecat listen`: waits for a client and joins it to standard input and output, with its packets. */
import { explainListen, listenPlan } from '../../run/plan.ts';
import { runListen } from '../../run/session.ts';
import { type Command, defineCommand } from '../command/command.ts';
import { ADDRESS_HELP } from '../talk/addresses.ts';
import { facesFor, printPlan } from '../talk/faces.ts';
import { acceptOptions, acceptRules, cardsOption, crlfOption, explainOption, netcatWords, talkOptions, wirePlan } from '../talk/options.ts';

export const command: Command = defineCommand({
  name: 'listen',
  summary: 'wait for a client, talk, and see the packets of the conversation',
  group: 'Talk',
  usage: ['PORT', 'HOST PORT', 'ADDRESS'],
  operands: [
    { name: 'ADDRESS', complete: 'listen-address' },
    { name: 'PORT', optional: true },
  ],
  details: [
    'Without a host only this machine can connect; 0.0.0.0 or * lets everybody in that --allow and --deny do not keep out. Port 0 takes any free port; standard error says which.',
    'One client is served; with -k the next one when it has gone.',
    ADDRESS_HELP,
  ],
  options: {
    keep: { short: 'k', help: 'go on with the next client', group: 'Clients' },
    ...crlfOption,
    ...talkOptions,
    ...cardsOption,
    ...explainOption,
    ...acceptOptions,
  },
  instead: netcatWords('listen', 'PORT'),
  copies: true,
  examples: [
    { line: 'wirecat listen 61111', says: 'also: wirecat 61111; the other side: wirecat 127.0.0.1 61111' },
    { line: 'wirecat listen 0.0.0.0:61111 --allow 10.0.0.0/8 > got.bin', says: 'receive a file from a network' },
  ],
  run: async ({ options, words }, context) => {
    const guarded = options.allow.length > 0 || options.deny.length > 0;
    const plan = listenPlan(words, options.keep, wirePlan(options, context), guarded, options.crlf);
    if (options.explain) return printPlan(explainListen(plan), context);
    const accept = await acceptRules(options);
    const { faces, close } = facesFor(options, plan.wire, context);
    try {
      return await runListen(plan, accept, faces, context.signal);
    } finally {
      close();
    }
  },
});
