/** What two ends of Telnet agree on and send, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Reading, Sentences, Speaking } from '../../wire/sentence.ts';
import { quotedText } from '../shared/spoken-text.ts';
import type { en } from './en.ts';
import { COMMANDS, Command, OPTIONS, Option } from './names.ts';

const say = sayer<typeof en>('telnet');

/** Steps that are told of one segment, and characters of text. */
const MOST = 8;
const MOST_TEXT = 120;

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/tcp ip.src=192.0.2.1 ip.dst=198.51.100.2 tcp.srcport=49152 tcp.dstport=23 tcp.seq_raw=1001 tcp.ack_raw=5001 tcp.flags=24',
    data: '\u00ff\u00fd\u0001',
  },
  says: (at) => {
    const { sender, receiver } = at;
    const steps = at
      .parts()
      .filter((part) => part.has('telnet.cmd') && part.number('telnet.cmd') !== Command.se)
      .slice(0, MOST)
      .map(stepSaid);
    const text = textOf(at);
    if (steps.length === 0) return text === '' ? say('silent', { sender }) : say('data', { sender, text: quotedText(text) });
    return text === '' ? say('agrees', { sender, receiver, steps }) : say('both', { sender, receiver, steps, text: quotedText(text) });
  },
};

const textOf = (at: Speaking): string => at.texts('telnet.data').join('').replace(/\0/g, '').trimEnd().slice(0, MOST_TEXT);

const stepSaid = (part: Reading): Said => {
  const command = part.number('telnet.cmd');
  const number = part.number('telnet.subcmd');
  const option = OPTIONS[number] ?? String(number);
  const key = ASKS[command];
  if (key !== undefined) return say(key, { option });
  if (command !== Command.sb) return say('other', { name: COMMANDS[command] ?? String(command) });
  if (number === Option.windowSize)
    return say('size', { width: part.text('telnet.naws_subopt.width'), height: part.text('telnet.naws_subopt.height') });
  const value = part.text('telnet.string_subopt.value');
  return value === '' ? say('detail', { option }) : say('is', { option, value });
};
const ASKS: Readonly<Record<number, 'will' | 'wont' | 'do' | 'dont'>> = {
  [Command.will]: 'will',
  [Command.wont]: 'wont',
  [Command.do]: 'do',
  [Command.dont]: 'dont',
};
