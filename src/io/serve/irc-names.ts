/** Names of the chat as clients of IRC write them: `#lobby`, `ann!ann@192.0.2.1`. */
import { splitHostPort } from '../../core/address.ts';
import type { ChatPerson } from './chat-person.ts';

/** What the server calls itself: a name with a dot, by which clients tell it from people. */
export const SERVER = 'wirecat.chat';

export const ircChannel = (room: string): string => `#${room}`;

/** Undefined for what is no channel. */
export const roomOf = (channel: string): string | undefined => (channel.startsWith('#') ? channel.slice(1) : undefined);

/** A colon in front would begin something else. */
export const hostOf = ({ member }: ChatPerson): string => {
  const ip = member?.channel.facts.remoteIp?.address ?? (member === undefined ? 'localhost' : splitHostPort(member.channel.remote).host);
  const host = ip.replace(/[^\w.:-]/g, '-');
  return host.startsWith(':') ? `0${host}` : host;
};

export const maskOf = (who: ChatPerson, name: string): string => `${name}!${name}@${hostOf(who)}`;
