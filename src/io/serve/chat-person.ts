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

export type ChatEvent =
  | ({ readonly kind: 'said'; readonly who: ChatPerson; readonly room: string } & Spoken)
  | ({ readonly kind: 'whispered'; readonly who: ChatPerson } & Spoken)
  | { readonly kind: 'invited'; readonly who: ChatPerson; readonly room: string }
  /** `isNew`: to the chat, not to the room alone. */
  | { readonly kind: 'came'; readonly who: ChatPerson; readonly room: string; readonly isNew: boolean }
  /** To another room, or to none. */
  | { readonly kind: 'went'; readonly who: ChatPerson; readonly room: string; readonly to: string | undefined }
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
      return [`* ${event.who.name} ${event.to === undefined ? `left ${event.room}` : `went to ${event.to}`}`];
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

export const saidLine = ({ name }: ChatPerson, text: string): string => `<${name}> ${text}`;
