/** How what happens in the chat reads for a client of IRC (RFC 2812). */
import { writeIrc } from '../../protocols/irc/message.ts';
import type { ChatPerson, ChatVoice, RightsChange, Spoken } from './chat-person.ts';
import { ircChannel, maskOf, SERVER } from './irc-names.ts';

export const ircVoice: ChatVoice = (event, hearer) => {
  switch (event.kind) {
    case 'said':
      return saidLines(event.who, ircChannel(event.room), event);
    case 'whispered':
      return saidLines(event.who, hearer.name, event);
    case 'invited':
      return [from(event.who, 'INVITE', hearer.name, ircChannel(event.room))];
    case 'came':
      return [from(event.who, 'JOIN', ircChannel(event.room))];
    case 'went':
      return [from(event.who, 'PART', ircChannel(event.room), event.to === undefined ? (event.word ?? '') : `went to ${event.to}`)];
    case 'put out':
      return [from(event.who, 'KICK', ircChannel(event.room), event.whom.name, event.word || event.who.name)];
    case 'rights':
      return [from(event.who, 'MODE', ircChannel(event.room), ...modesOf(event.change))];
    case 'left':
      return [from(event.who, 'QUIT', event.how)];
    case 'renamed':
      return [writeIrc({ prefix: maskOf(event.who, event.before), command: 'NICK', params: [event.who.name] })];
    case 'topic':
      return [from(event.who, 'TOPIC', ircChannel(event.room), event.text)];
    case 'recalled':
      return [writeIrc({ prefix: SERVER, command: 'NOTICE', params: [ircChannel(event.room), `earlier: ${event.line}`] })];
    case 'told':
      return [writeIrc({ prefix: SERVER, command: 'NOTICE', params: [hearer.name, event.text] })];
  }
};

const modesOf = (change: RightsChange): readonly string[] =>
  'topic' in change ? [`${change.topic ? '+' : '-'}t`] : [`${change.is ? '+' : '-'}o`, change.operator.name];

/** What somebody does, as a message from them. */
export const from = (who: ChatPerson, command: string, ...params: readonly string[]): string =>
  writeIrc({ prefix: maskOf(who, who.name), command, params });

/** The text always behind a colon, as servers write it. What would be longer than a message may be goes on in the next. */
const saidLines = (who: ChatPerson, to: string, { text, isNotice = false }: Spoken): readonly string[] =>
  pieces(text).map((piece) => `:${maskOf(who, who.name)} ${isNotice ? 'NOTICE' : 'PRIVMSG'} ${to} :${asAction(piece)}`);

/** RFC 2812 §2.3: 512 bytes with everything; a character has up to four. */
const PIECE = 100;
const pieces = (text: string): readonly string[] => {
  if (new TextEncoder().encode(text).length < 400) return [text];
  const characters = [...text];
  return Array.from({ length: Math.ceil(characters.length / PIECE) }, (_, i) => characters.slice(i * PIECE, (i + 1) * PIECE).join(''));
};

const asAction = (text: string): string => (text.startsWith('/me ') ? `\x01ACTION ${text.slice(4)}\x01` : text);
