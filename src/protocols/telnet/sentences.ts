/** What two ends of Telnet agree on and send, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Reading, Sentences, Speaking } from '../../wire/sentence.ts';
import { quotedText } from '../shared/spoken-text.ts';
import type { en } from './en.ts';
import { COMMANDS, Command, OPTIONS } from './names.ts';

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
    const { sender } = at;
    const parts = at.parts().filter((part) => part.has('telnet.cmd') && part.number('telnet.cmd') !== Command.se);
    const steps = stepsSaid(parts.slice(0, MOST));
    const text = textOf(at);
    if (steps.length === 0) return text === '' ? say('silent', { sender }) : say('data', { sender, text: quotedText(text) });
    return text === '' ? say('agrees', { sender, steps }) : say('both', { sender, steps, text: quotedText(text) });
  },
};

const textOf = (at: Speaking): string => at.texts('telnet.data').join('').replace(/\0/g, '').trimEnd().slice(0, MOST_TEXT);

/** Options that are spoken of in the same way are told together. */
const stepsSaid = (parts: readonly Reading[]): readonly Said[] => {
  const asks = parts.filter((part) => keyOf(part) !== undefined);
  const keys = [...new Set(asks.map(keyOf))].filter((key) => key !== undefined);
  const together = keys.map((key) => say(key, { options: asks.filter((part) => keyOf(part) === key).map(optionSaid) }));
  return [...together, ...parts.filter((part) => keyOf(part) === undefined).map(stepSaid)];
};

const keyOf = (part: Reading): 'will' | 'wont' | 'do' | 'dont' | undefined => ASKS[part.number('telnet.cmd')];
const ASKS: Readonly<Record<number, 'will' | 'wont' | 'do' | 'dont'>> = {
  [Command.will]: 'will',
  [Command.wont]: 'wont',
  [Command.do]: 'do',
  [Command.dont]: 'dont',
};

const optionSaid = (part: Reading): Said => say('option', { option: optionOf(part) });

const optionOf = (part: Reading): string => OPTIONS[part.number('telnet.subcmd')] ?? part.text('telnet.subcmd');

const stepSaid = (part: Reading): Said => {
  const command = part.number('telnet.cmd');
  const option = optionSaid(part);
  if (command !== Command.sb) return say('other', { name: COMMANDS[command] ?? String(command) });
  if (part.has('telnet.naws_subopt.width'))
    return say('size', { width: part.text('telnet.naws_subopt.width'), height: part.text('telnet.naws_subopt.height') });
  const value = part.text('telnet.string_subopt.value');
  return value === '' ? say('detail', { option }) : say('is', { option, value });
};
