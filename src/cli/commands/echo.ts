/** `wirecat echo`: the client of the lecture: each line goes to an echo service and comes back, until `end`. */
import { type EchoRecord, runEcho } from '../../run/echo.ts';
import { connectPlan, explainConnect } from '../../run/plan.ts';
import { jsonText } from '../../view/text.ts';
import { type Command, defineCommand } from '../command/command.ts';
import { ADDRESS_HELP } from '../talk/addresses.ts';
import { facesFor, printPlan } from '../talk/faces.ts';
import { explainOption, openOptions, openRules, talkOptions, wirePlan } from '../talk/options.ts';
import { withPort } from '../talk/own-port.ts';

export const command: Command = defineCommand({
  name: 'echo',
  summary: 'send lines to an echo service and see them come back, until you type end',
  group: 'Protocols by hand',
  usage: ['HOST [PORT]', 'ADDRESS'],
  operands: [
    { name: 'ADDRESS', complete: 'address' },
    { name: 'PORT', optional: true },
  ],
  details: [
    'The line end, Ctrl-D and the end of standard input end the conversation; what was sent last still comes back. At the end it is told whether all came back, and the exit code is 1 where it did not.',
    ADDRESS_HELP,
  ],
  options: {
    json: { help: 'each line that comes back as a JSON object, and at last how many bytes went out and came back' },
    ...talkOptions,
    ...explainOption,
    ...openOptions,
  },
  copies: true,
  examples: [
    { line: 'wirecat echo 127.0.0.1 7007', says: 'for a server: wirecat serve echo 7007' },
    { line: "printf 'one\\ntwo\\nend\\n' | wirecat echo 127.0.0.1 7007 --wire", says: 'lines from a pipe, with their packets' },
  ],
  run: async ({ options, words }, context) => {
    const plan = connectPlan(withPort(words, '7'), wirePlan(options, context), { insecure: options.insecure, command: 'echo' });
    if (options.explain) return printPlan(explainConnect(plan), context);
    const { faces, close } = facesFor(options, plan.wire, context);
    try {
      const record = options.json ? (of: EchoRecord): void => context.out.line(jsonText(of)) : undefined;
      return await runEcho(plan, openRules(options), faces, record, context.signal);
    } finally {
      close();
    }
  },
});
