/** `wirecat connect`: opens an address and joins it to standard input and output, with its packets. */
import { connectPlan, explainConnect } from '../../run/plan.ts';
import { runConnect } from '../../run/session.ts';
import { type Command, defineCommand } from '../command/command.ts';
import { ADDRESS_HELP } from '../talk/addresses.ts';
import { facesFor, printPlan } from '../talk/faces.ts';
import { cardsOption, crlfOption, explainOption, netcatWords, openOptions, openRules, talkOptions, wirePlan } from '../talk/options.ts';

export const command: Command = defineCommand({
  name: 'connect',
  summary: 'connect, talk, and see the packets of the conversation',
  group: 'Talk',
  usage: ['HOST PORT', 'ADDRESS'],
  operands: [
    { name: 'ADDRESS', complete: 'address' },
    { name: 'PORT', optional: true },
  ],
  details: [
    'What comes in on standard input is sent, what the other side sends goes to standard output. The end of standard input ends our direction (FIN) and the other side may still answer; while one types, Ctrl-D behind text sends it without a line end, and alone ends. At the end standard error says what was sent and received and who closed.',
    'The packets are made from our own socket calls, no privilege needed: bytes, times, addresses and the order of closing are real, segments and acknowledgements are inferred, and every packet is marked S.',
    ADDRESS_HELP,
  ],
  options: { ...crlfOption, ...talkOptions, ...cardsOption, ...explainOption, ...openOptions },
  instead: netcatWords('connect', 'HOST:PORT'),
  copies: true,
  examples: [
    { line: 'wirecat connect -C tls:example.com:443', says: 'speak HTTP by hand over TLS: lines end in CR LF' },
    { line: 'wirecat connect tcp:127.0.0.1:7', says: 'also: wirecat 127.0.0.1 7' },
    { line: 'echo hello | wirecat connect tcp:127.0.0.1:7 -w talk.pcapng', says: 'send one line, print the answer, keep the packets' },
    { line: 'wirecat read talk.pcapng --ladder', says: 'look at them afterwards, here or in Wireshark' },
  ],
  run: async ({ options, words }, context) => {
    const plan = connectPlan(words, wirePlan(options, context), options);
    if (options.explain) return printPlan(explainConnect(plan), context);
    const { faces, close } = facesFor(options, plan.wire, context);
    try {
      return await runConnect(plan, openRules(options), faces, context.signal);
    } finally {
      close();
    }
  },
});
