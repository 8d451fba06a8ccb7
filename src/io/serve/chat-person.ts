/** ChatPerson: who hears and speaks in a chat, and what may happen there. How it reads is a matter of each one's voice: lines, or IRC. */
import type { Member } from './broker.ts';

export interface ChatPerson {
  readonly id: number;
  /** Undefined for the host, who hears by `onLine`. */
  readonly member: Member | undefined;
  name: string;
  /** Those of IRC may be in several rooms, or in none. */
  readonly rooms: Set<string>;
  readonly voice: ChatVoice;
}

/** The lines, without their ends, in which `hearer` is told; none for what is not told at all. */
export type ChatVoice = (event: ChatEvent, hearer: ChatPerson) => readonly string[];

export interface Spoken {
  readonly text: string;
  /** Of IRC: nothing may answer it by itself. */
  readonly isNotice?: boolean;
}

/** Somebody becomes an operator of the room or is none any more; the topic is left to operators or to all. */
export type RightsChange = { readonly operator: ChatPerson; readonly is: boolean } | { readonly topic: boolean };

export type ChatEvent =
  | ({ readonly kind: 'said'; readonly who: ChatPerson; readonly room: string } & Spoken)
  | ({ readonly kind: 'whispered'; readonly who: ChatPerson } & Spoken)
  | { readonly kind: 'invited'; readonly who: ChatPerson; readonly room: string }
  /** `isNew`: to the chat, not to the room alone. */
  | { readonly kind: 'came'; readonly who: ChatPerson; readonly room: string; readonly isNew: boolean }
  /** To another room, or to none, perhaps with a word. */
  | {
      readonly kind: 'went';
      readonly who: ChatPerson;
      readonly room: string;
      readonly to: string | undefined;
      readonly word?: string | undefined;
    }
  | { readonly kind: 'put out'; readonly who: ChatPerson; readonly whom: ChatPerson; readonly room: string; readonly word: string }
  /** Who of those who are there may do what. */
  | { readonly kind: 'rights'; readonly who: ChatPerson; readonly room: string; readonly change: RightsChange }
  | { readonly kind: 'left'; readonly who: ChatPerson; readonly how: string }
  | { readonly kind: 'renamed'; readonly who: ChatPerson; readonly before: string }
  | { readonly kind: 'topic'; readonly who: ChatPerson; readonly room: string; readonly text: string }
  /** Was said before the hearer came. */
  | { readonly kind: 'recalled'; readonly room: string; readonly line: string }
  /** The chat's own words to one person. */
  | { readonly kind: 'told'; readonly text: string };

/** For nc, telnet and the host. A line that begins with `* ` is the chat's own. */
export const lineVoice: ChatVoice = (event) => {
  switch (event.kind) {
    case 'said':
      return [saidLine(event.who, event.text)];
    case 'whispered':
      return [`* ${event.who.name} to you alone: ${event.text}`];
    case 'invited':
      return [`* ${event.who.name} asks you to come to ${event.room}: /join ${event.room}`];
    case 'came':
      return [`* ${event.who.name} is here${event.isNew ? ` (${event.who.member?.channel.remote})` : ''}`];
    case 'went':
      return [
        `* ${event.who.name} ${event.to === undefined ? `left ${event.room}${event.word ? ` (${event.word})` : ''}` : `went to ${event.to}`}`,
      ];
    case 'put out':
      return [`* ${event.who.name} put ${event.whom.name} out of ${event.room}${event.word === '' ? '' : ` (${event.word})`}`];
    case 'rights':
      return [`* ${event.who.name}: ${rightsLine(event.change, event.room)}`];
    case 'left':
      return [`* ${event.who.name} ${event.how}`];
    case 'renamed':
      return [`* ${event.before} is now ${event.who.name}`];
    case 'topic':
      return [`* ${event.who.name} says what ${event.room} is about: ${event.text}`];
    case 'recalled':
      return [`* ${event.line}`];
    case 'told':
      return event.text.split('\n').map((line) => `* ${line}`);
  }
};

const rightsLine = (change: RightsChange, room: string): string =>
  'topic' in change
    ? `what ${room} is about, ${change.topic ? 'its operators' : 'all'} may say`
    : `${change.operator.name} is ${change.is ? 'an' : 'no'} operator of ${room}${change.is ? '' : ' any more'}`;

export const saidLine = ({ name }: ChatPerson, text: string): string => `<${name}> ${text}`;
