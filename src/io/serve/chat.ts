/**
 * Chat: people with names, in rooms, over any stream of lines: nc and telnet will do, and clients of IRC, who say so with their first words.
 *
 * What a member types is shown to others as `<name> text` and nothing else, so a line that begins with `* ` can only be the chat's own.
 * Control characters come through as visible escapes. A member may type so many lines a second (more have to wait) and may have so many
 * bytes waiting (then it is dropped): nobody can disturb, deceive or hold up the others.
 */

import type { OpenChannel } from '../base/channel.ts';
import { paceOf } from '../link/pace.ts';
import type { Member } from './broker.ts';
import { IrcMember, isIrc } from './chat-irc.ts';
import { type ChatLineReader, chatLines, type TypedLine } from './chat-lines.ts';
import { LineMember } from './chat-member.ts';
import { type ChatPerson, lineVoice } from './chat-person.ts';
import { ChatRooms, type ChatRoomsOptions, LOBBY } from './chat-rooms.ts';
import { ircVoice } from './irc-voice.ts';

/** What a chat that anybody may join waits for clients of IRC, which speak first. */
export const LISTEN_FIRST = 250;

export interface ChatOptions extends ChatRoomsOptions {
  /** Lines a second of one member. Default 20. */
  readonly rate?: number;
  /** Milliseconds in which a client of IRC may say its first words before it is taken for somebody who types. Default 0. */
  readonly listenFirst?: number;
}

/** Somebody who types. `take` gives false where it was their last line. */
interface Typing {
  readonly person: ChatPerson;
  take(line: TypedLine): boolean;
}

/** Where somebody is at: undefined until they are known for what they are. */
interface Guest {
  readonly member: Member;
  typing: Typing | undefined;
  hasSpoken: boolean;
}

export class Chat {
  readonly #options: ChatOptions;
  readonly #rooms: ChatRooms;
  readonly #hostTyping: LineMember;
  readonly #hostLines: ChatLineReader;

  constructor(options: ChatOptions = {}) {
    this.#options = options;
    this.#rooms = new ChatRooms(options);
    this.#hostTyping = new LineMember(this.#rooms, this.#rooms.host);
    this.#hostLines = chatLines(this.#rooms.longest);
  }

  /** Serves one member until they leave. */
  async serve(channel: OpenChannel, signal: AbortSignal): Promise<void> {
    const guest: Guest = { member: this.#rooms.join(channel), typing: undefined, hasSpoken: false };
    const { listenFirst = 0 } = this.#options;
    const wait = listenFirst > 0 ? setTimeout(() => this.#greet(guest), listenFirst) : this.#greet(guest);
    try {
      await this.#listen(guest, channel, signal);
    } finally {
      clearTimeout(wait);
      if (guest.typing === undefined) this.#rooms.leaveUnknown(guest.member);
      else this.#rooms.leave(guest.typing.person, 'left');
    }
  }

  /** What the host types: lines and commands. */
  hostTypes(chunk: Uint8Array): void {
    for (const line of this.#hostLines.push(chunk)) this.#hostTyping.take(line);
  }

  async #listen(guest: Guest, channel: OpenChannel, signal: AbortSignal): Promise<void> {
    const reader = chatLines(this.#rooms.longest);
    const pace = paceOf(this.#options.rate ?? 20, signal);
    const takeAll = async (lines: readonly TypedLine[]): Promise<boolean> => {
      for (const line of lines) {
        await pace.wait(1);
        if (!this.#take(guest, line)) return false;
      }
      return true;
    };
    for await (const chunk of channel.incoming) if (!(await takeAll(reader.push(chunk)))) return;
    await takeAll(reader.end());
  }

  #take(guest: Guest, line: TypedLine): boolean {
    if (!guest.hasSpoken && isIrc(line.text)) this.#isOfIrc(guest);
    else if (guest.typing === undefined) this.#greet(guest);
    guest.hasSpoken = true;
    return guest.typing?.take(line) ?? false;
  }

  #isOfIrc(guest: Guest): void {
    if (guest.typing !== undefined) this.#rooms.forget(guest.typing.person, 'left');
    guest.typing = new IrcMember(this.#rooms, this.#rooms.add(guest.member, ircVoice));
  }

  #greet(guest: Guest): undefined {
    if (guest.typing !== undefined) return;
    const person = this.#rooms.add(guest.member, lineVoice);
    person.rooms.add(LOBBY);
    const typing = new LineMember(this.#rooms, person);
    guest.typing = typing;
    typing.greet();
    this.#rooms.enter(person, LOBBY, true);
  }
}
