/** `wirecat telnet`: a terminal on another machine, with what is negotiated for it. */
import { connectPlan, explainConnect } from '../../run/plan.ts';
import { runTelnet } from '../../run/telnet.ts';
import { type Command, defineCommand } from '../command/command.ts';
import { ADDRESS_HELP } from '../talk/addresses.ts';
import { canEdit, facesFor, printPlan } from '../talk/faces.ts';
import { explainOption, openOptions, openRules, talkOptions, wirePlan } from '../talk/options.ts';
import { withPort } from '../talk/own-port.ts';
import { isInteractive } from '../talk/stdio-channel.ts';
import { telnetPipe } from '../talk/telnet-pipe.ts';
import { TelnetTerminal } from '../talk/telnet-terminal.ts';
import { ScreenLine } from '../terminal/screen-line.ts';

export const command: Command = defineCommand({
  name: 'telnet',
  summary: 'use a terminal of another machine, and see what is negotiated',
  group: 'Protocols by hand',
  usage: ['HOST [PORT]', 'ADDRESS'],
  operands: [
    { name: 'ADDRESS', complete: 'address' },
    { name: 'PORT', optional: true },
  ],
  details: [
    'On port 23 options are asked for: suppress go ahead, terminal type, window size, linemode; on other ports, where other protocols may be spoken, they are only answered. --negotiate asks for them anywhere. The window size is told again when it changes.',
    'Where the server echoes, each key is sent as it is typed; elsewhere lines are edited here. Ctrl-] shows a prompt with status, mode, send and quit. From a pipe, lines are sent as they come, and the end of input ends our direction.',
    'What comes is shown as text: --raw lets it steer the terminal, as programs that fill the screen want to; packets are shown then only with --wire.',
    ADDRESS_HELP,
  ],
  options: {
    negotiate: { help: 'ask for options on any port' },
    json: { help: 'events as JSON, a line each: data, and what was said of options' },
    ...talkOptions,
    ...explainOption,
    ...openOptions,
  },
  copies: true,
  examples: [
    { line: 'wirecat telnet 127.0.0.1', says: 'for a server: wirecat serve telnet' },
    { line: 'wirecat telnet mail.example 25', says: 'speak SMTP by hand' },
    { line: "printf 'date\\nquit\\n' | wirecat telnet 127.0.0.1 --json", says: 'what is negotiated, event by event' },
  ],
  run: async ({ options, words }, context) => {
    const wire = wirePlan(options, context);
    const plan = connectPlan(withPort(words, '23'), options.raw && options.wire === undefined ? { ...wire, live: false } : wire, {
      insecure: options.insecure,
      command: 'telnet',
    });
    if (options.explain) return printPlan(explainConnect(plan), context);
    const { out } = context;
    const isPerson = isInteractive() && canEdit(context) && !options.json;
    const screen = new ScreenLine(out);
    const { faces, close } = facesFor(
      options,
      plan.wire,
      context,
      'watch',
      isPerson && !options.raw ? (text) => screen.above(text) : undefined,
    );
    const begins = options.negotiate;
    const near = isPerson
      ? new TelnetTerminal(context, screen, { begins, raw: options.raw, say: (text) => faces.say(text) })
      : telnetPipe(out, { begins, raw: options.raw, json: options.json, terminal: context.env['TERM'] ?? 'dumb' });
    try {
      return await runTelnet(plan, openRules(options), near, faces, context.signal);
    } finally {
      close();
    }
  },
});
