/** What a client of IRC is told when it has said who it is (RFC 2812 §5.1, and ISUPPORT). */
import type { ChatPerson } from './chat-person.ts';
import { maskOf, SERVER } from './irc-names.ts';

/** Numbers and what follows them. */
export const welcome = (person: ChatPerson): readonly (readonly [string, ...string[]])[] => [
  ['001', `Welcome to the chat, ${maskOf(person, person.name)}`],
  ['002', `Your host is ${SERVER}, which is Wirecat`],
  ['003', 'It began when whoever runs it began it'],
  ['004', SERVER, 'wirecat', 'o', 'not'],
  [
    '005',
    'CHANTYPES=#',
    'PREFIX=(o)@',
    'CHANMODES=b,,,nt',
    'NICKLEN=20',
    'CHANNELLEN=21',
    'CASEMAPPING=ascii',
    'NETWORK=Wirecat',
    'are supported here',
  ],
];
