/** What is said in a chat, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import { closed, isOneOf, quotedText } from '../shared/spoken-text.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('irc');

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/tcp ip.src=192.0.2.1 ip.dst=198.51.100.2 tcp.srcport=49152 tcp.dstport=6667 tcp.seq_raw=1001 tcp.ack_raw=5001 tcp.flags=24',
    data: 'PRIVMSG #lobby :hello\r\n',
  },
  says: (at) => (at.has('irc.response') ? response(at) : request(at)),
};

const request = (at: Speaking): Said => {
  const { sender, receiver } = at;
  const name = at.text('irc.request.command').toUpperCase();
  const trailer = at.text('irc.request.trailer');
  const arg = at.text('irc.request.command_parameter') || trailer;
  if (name === 'PRIVMSG' || name === 'NOTICE') return say(name, { sender, arg, text: quotedText(trailer) });
  if (name === 'QUIT') return trailer === '' ? say('QUIT', { sender }) : say('QUITText', { sender, text: quotedText(trailer) });
  if (name === 'TOPIC')
    return trailer === '' ? say('TOPIC', { sender, arg }) : say('TOPICText', { sender, arg, text: quotedText(trailer) });
  if (name === 'PING') return say('PING', { sender, receiver });
  if (isOneOf(BARE, name)) return say(name, { sender });
  return isOneOf(WITH, name) && arg !== '' ? say(name, { sender, arg }) : say('command', { sender, name: name || '?' });
};
const BARE = ['USER', 'PASS', 'PONG', 'LIST', 'CAP'] as const;
const WITH = ['NICK', 'JOIN', 'PART', 'MODE', 'KICK', 'NAMES', 'WHOIS'] as const;

const response = (at: Speaking): Said => {
  const { sender, receiver } = at;
  const name = at.text('irc.response.command').toUpperCase();
  const trailer = at.text('irc.response.trailer');
  const arg = at.text('irc.response.command_parameter') || trailer;
  const who = at.text('irc.response.prefix').split('!')[0] ?? '';
  if (at.has('irc.response.num_command')) return numeric(at, trailer);
  if (name === 'PING') return say('PING', { sender, receiver });
  if (name === 'PONG') return say('PONG', { sender });
  if (name === 'PRIVMSG') return say('relayedSay', { sender, who, arg, text: quotedText(trailer) });
  if (name === 'QUIT')
    return trailer === '' ? say('relayedQuit', { sender, who }) : say('relayedQuitText', { sender, who, text: quotedText(trailer) });
  if (name === 'ERROR') return say('closing', { sender, text: closed(arg) });
  if (who === '') return say('relayedAlone', { sender, name: name || '?', arg: arg || '-' });
  const key = RELAYED[name];
  return key === undefined ? say('relayed', { sender, who, name: name || '?', arg: arg || '-' }) : say(key, { sender, who, arg });
};
const RELAYED: Readonly<Record<string, 'relayedJoin' | 'relayedPart' | 'relayedNick'>> = {
  JOIN: 'relayedJoin',
  PART: 'relayedPart',
  NICK: 'relayedNick',
};

const numeric = (at: Speaking, trailer: string): Said => {
  const { sender } = at;
  const number = at.number('irc.response.num_command');
  const text = closed(trailer || at.texts('irc.response.command_parameter').slice(1).join(' ')) || '-';
  if (number === 1) return say('welcome', { sender, text });
  if (number === 4 || number === 5) return say(number === 4 ? 'modes' : 'supports', { sender, text: itemsOf(at) });
  const key = NUMBERS[number];
  if (key !== undefined) return say(key, { sender, text });
  return say(number >= 400 && number < 600 ? 'error' : 'number', { sender, code: String(number).padStart(3, '0'), text });
};
const NUMBERS: Readonly<
  Record<number, 'itself' | 'motdBegin' | 'motd' | 'motdEnd' | 'topic' | 'noTopic' | 'names' | 'namesEnd' | 'channel' | 'channelsEnd'>
> = {
  2: 'itself',
  3: 'itself',
  322: 'channel',
  323: 'channelsEnd',
  331: 'noTopic',
  332: 'topic',
  353: 'names',
  366: 'namesEnd',
  372: 'motd',
  375: 'motdBegin',
  376: 'motdEnd',
};

/** What stands in single words behind the name of whom it is for. */
const itemsOf = (at: Speaking): string => closed(at.texts('irc.response.command_parameter').slice(1).join(' ')) || '-';
