/** `wirecat chat`: people, rooms and a history for whoever connects, with nc, telnet or wirecat; the host sees and speaks. */
import { UsageError } from '../../core/fault.ts';
import { Chat } from '../../io/chat.ts';
import type { Service } from '../../io/service.ts';
import { listenPlan } from '../../run/plan.ts';
import { runServe } from '../../run/session.ts';
import { type Command, defineCommand } from '../command.ts';
import { type Input, openInput } from '../ncat/input.ts';
import type { Output } from '../out.ts';
import { acceptOptions, acceptRules, facesFor, wireOptions, wirePlan } from '../tui/talk.ts';

export const command: Command = defineCommand({
  name: 'chat',
  summary: 'hold a chat that nc and telnet users can join as they are',
  group: 'Talk',
  usage: ['PORT', 'ADDRESS'],
  operands: [
    { name: 'ADDRESS', complete: 'listen-address' },
    { name: 'PORT', optional: true },
  ],
  details: [
    'Type lines to speak; /help lists what else can be typed, by you and by everybody else. You see every room. Ctrl-C ends it.',
    "What a person says is shown as '<name> text'; a line that begins with '* ' is the chat's own, and nobody can type one. Control characters are made visible.",
  ],
  options: {
    name: { value: 'NAME', fallback: 'host', help: 'be called NAME' },
    history: { value: 'N', kind: 'integer', min: 0, max: 1000, fallback: '20', help: 'lines that a newcomer is shown' },
    ...wireOptions,
    ...acceptOptions,
  },
  interruptEnds: true,
  examples: [
    { line: 'wirecat chat 6000', says: 'and in other terminals: nc 127.0.0.1 6000' },
    { line: 'wirecat chat 0.0.0.0:6000 --allow 192.0.2.0/24 --name ann', says: 'for one network' },
  ],
  run: async ({ options, words }, context) => {
    if (!/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,19}$/u.test(options.name))
      throw new UsageError(`${context.program} --name`, 'a letter or digit and up to 19 more', options.name);
    const guarded = options.allow.length > 0 || options.deny.length > 0;
    const plan = listenPlan(words, true, { ...wirePlan(options, context), live: options.wire ?? false }, guarded);
    const { faces, close } = facesFor({ ...options, raw: false }, plan.wire, context, 'watch');
    const chat = new Chat({ host: options.name, history: options.history, onLine: bounded(context.out), time: timeOfDay });
    const input = openInput();
    void hear(input, chat);
    try {
      const accept = await acceptRules(options);
      return await runServe({ ...plan, kind: 'serve', service: serviceOf(chat), orAnyPort: false }, accept, faces, context.signal);
    } finally {
      input.release();
      close();
    }
  },
});

const serviceOf = (chat: Chat): Service => ({
  name: 'chat',
  title: 'People, rooms and a history',
  spec: 'none',
  port: 0,
  framings: ['stream'],
  serve: (channel, signal) => chat.serve(channel, signal),
});

/** The host's lines; the end of standard input ends nothing. */
const hear = async (input: Input, chat: Chat): Promise<void> => {
  for (let chunk = await input.next(); chunk !== undefined; chunk = await input.next()) chat.hostTypes(chunk);
};

const timeOfDay = (): string => new Date().toTimeString().slice(0, 5);

/** Lines for a reader who may be slow: so many wait, others are counted. */
const MOST_WAITING = 1000;

const bounded = (out: Output): ((line: string) => void) => {
  const waiting: string[] = [];
  let missed = 0;
  let busy = false;
  const drain = async (): Promise<void> => {
    busy = true;
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
      out.line(line);
      if (missed > 0 && waiting.length === 0) out.line(`* ${missed} lines not shown`);
      if (waiting.length === 0) missed = 0;
      await out.ready();
    }
  };
  return (line) => {
    if (waiting.length < MOST_WAITING) waiting.push(line);
    else missed++;
    if (!busy)
      drain()
        .catch(() => {}) // nobody reads: the frame ends the program
        .finally(() => {
          busy = false;
        });
  };
};
