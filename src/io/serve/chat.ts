/**
 * Chat: people with names, in rooms, over any stream of lines; nc and telnet will do.
 *
 * What a member types is shown to others as `<name> text` and nothing else, so a line that begins with `* ` can only be the chat's own.
 * Control characters come through as visible escapes. A member may type so many lines a second (more have to wait) and may have so many
 * bytes waiting (then it is dropped): nobody can disturb, deceive or hold up the others.
 */

import type { OpenChannel } from '../base/channel.ts';
import { paceOf } from '../link/pace.ts';
import { Broker, type Member } from './broker.ts';
import { type ChatLineReader, chatLines, type TypedLine } from './chat-lines.ts';

export interface ChatOptions {
  /** Lines that a newcomer to a room is shown. Default 20. */
  readonly history?: number;
  /** Lines a second of one member. Default 20. */
  readonly rate?: number;
  /** Bytes of a line at most; what is more is not said. Default 2000. */
  readonly longest?: number;
  /** Bytes that may wait for one member. Default 1 MiB. */
  readonly queue?: number;
  /** The host's name. Default `host`. */
  readonly host?: string;
  /** Everything that is said and happens, safe to show; `room` where it is not the host's own. */
  onLine?(line: string): void;
  /** The time of day as text, for the history. */
  time?(): string;
}

const LOBBY = 'lobby';
const LONGEST = 2000;
const MOST_ROOMS = 100;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,19}$/u;

/** Whether people and rooms may be called so. */
export const isChatName = (text: string): boolean => NAME.test(text);

/** Somebody who hears and speaks: a member or the host. */
interface Person {
  readonly id: number;
  /** Undefined for the host, who hears by `onLine`. */
  readonly member: Member | undefined;
  name: string;
  room: string;
}

export class Chat {
  readonly #options: ChatOptions;
  readonly #broker: Broker;
  readonly #people = new Map<number, Person>();
  readonly #histories = new Map<string, string[]>();
  readonly #host: Person;
  readonly #longest: number;
  readonly #hostLines: ChatLineReader;
  #next = 1;

  constructor(options: ChatOptions = {}) {
    this.#options = options;
    this.#longest = options.longest ?? LONGEST;
    this.#hostLines = chatLines(this.#longest);
    this.#broker = new Broker({ queue: options.queue ?? 1 << 20, onDropped: (member, why) => this.#dropped(member, why) });
    this.#host = { id: 0, member: undefined, name: options.host ?? 'host', room: LOBBY };
    this.#people.set(0, this.#host);
  }

  /** Serves one member until they leave. */
  async serve(channel: OpenChannel, signal: AbortSignal): Promise<void> {
    const id = this.#next++;
    const person: Person = { id, member: this.#broker.join(id, channel), name: this.#freeName(), room: LOBBY };
    this.#people.set(id, person);
    this.#arrive(person);
    try {
      await this.#listen(person, channel, signal);
    } finally {
      this.#leave(person, 'left');
    }
  }

  /** What the host types: lines and commands. */
  hostTypes(chunk: Uint8Array): void {
    for (const line of this.#hostLines.push(chunk)) this.#take(this.#host, line);
  }

  async #listen(person: Person, channel: OpenChannel, signal: AbortSignal): Promise<void> {
    const reader = chatLines(this.#longest);
    const pace = paceOf(this.#options.rate ?? 20, signal);
    const takeAll = async (lines: readonly TypedLine[]): Promise<boolean> => {
      for (const line of lines) {
        await pace.wait(1);
        if (!this.#take(person, line)) return false;
      }
      return true;
    };
    for await (const chunk of channel.incoming) if (!(await takeAll(reader.push(chunk)))) return;
    await takeAll(reader.end());
  }

  /** False where it was the last one: `/quit`. */
  #take(person: Person, { text, cut }: TypedLine): boolean {
    if (!this.#people.has(person.id)) return false;
    const command = /^\/([a-z]+)(?:\s+(.*?))?\s*$/.exec(text);
    if (command !== null) return this.#command(person, command[1] ?? '', command[2] ?? '');
    if (text.trim() !== '') this.#say(person, text.startsWith('//') ? text.slice(1) : text);
    if (cut) this.#tell(person, `your line had more than ${this.#longest} bytes; the rest was not said`);
    return true;
  }

  #command(person: Person, name: string, rest: string): boolean {
    if (name === 'quit' && person !== this.#host) return false;
    const act = this.#commands.get(name);
    if (act === undefined) this.#tell(person, `no such command: /${name}; /help lists them`);
    else act(person, rest);
    return true;
  }

  readonly #commands: ReadonlyMap<string, (person: Person, rest: string) => void> = new Map([
    ['help', (person) => this.#tell(person, HELP)],
    ['name', (person, rest) => this.#rename(person, rest)],
    ['join', (person, rest) => this.#move(person, rest)],
    ['who', (person) => this.#tell(person, `in ${person.room}: ${this.#namesIn(person.room)}`)],
    ['rooms', (person) => this.#tell(person, this.#rooms().join(', '))],
    ['msg', (person, rest) => this.#whisper(person, rest)],
  ]);

  #say(person: Person, text: string): void {
    const line = `<${person.name}> ${text}`;
    this.#remember(person.room, line);
    this.#toRoom(person.room, line, person);
  }

  #arrive(person: Person): void {
    this.#tell(person, `you are ${person.name} in ${LOBBY}, with ${this.#namesIn(LOBBY, person)}; /help lists what can be done`);
    this.#recall(person);
    this.#toRoom(LOBBY, `* ${person.name} is here (${person.member?.channel.remote})`, person);
  }

  #leave(person: Person, how: string): void {
    if (!this.#people.delete(person.id)) return;
    if (person.member !== undefined) this.#broker.leave(person.member);
    this.#toRoom(person.room, `* ${person.name} ${how}`);
    this.#forgetEmpty(person.room);
  }

  #dropped(member: Member, why: string): void {
    const person = this.#people.get(member.id);
    if (person !== undefined) this.#leave(person, `was dropped (${why})`);
  }

  #rename(person: Person, name: string): void {
    const holder = this.#byName(name);
    if (!isChatName(name)) this.#tell(person, 'a name is a letter or digit and up to 19 more, dashes and underscores too');
    else if (holder !== undefined && holder !== person) this.#tell(person, `${name} is taken`);
    else {
      this.#toRoom(person.room, `* ${person.name} is now ${name}`);
      person.name = name;
    }
  }

  #move(person: Person, room: string): void {
    const isNew = room !== LOBBY && !this.#histories.has(room);
    if (!isChatName(room)) this.#tell(person, 'a room is called as a person may be: letters, digits, dashes, underscores');
    else if (room === person.room) this.#tell(person, `you are in ${room}`);
    else if (isNew && this.#histories.size >= MOST_ROOMS) this.#tell(person, `there are ${MOST_ROOMS} rooms already`);
    else this.#enter(person, room);
  }

  #enter(person: Person, room: string): void {
    const before = person.room;
    person.room = room;
    if (!this.#histories.has(room)) this.#histories.set(room, []);
    this.#toRoom(before, `* ${person.name} went to ${room}`);
    this.#forgetEmpty(before);
    this.#tell(person, `you are in ${room}, with ${this.#namesIn(room, person)}`);
    this.#recall(person);
    this.#toRoom(room, `* ${person.name} is here`, person);
  }

  #whisper(person: Person, rest: string): void {
    const [, name = '', text = ''] = /^(\S+)\s+(.*)$/.exec(rest) ?? [];
    const to = this.#byName(name);
    if (text === '') this.#tell(person, 'type /msg NAME TEXT');
    else if (to === undefined) this.#tell(person, `nobody is called ${name}`);
    else this.#tell(to, `${person.name} to you alone: ${text}`);
  }

  /** To all in a room but one; the host sees every room. */
  #toRoom(room: string, line: string, except?: Person): void {
    for (const person of this.#people.values())
      if (person.member !== undefined && person.room === room && person !== except) this.#send(person, line);
    if (except !== this.#host) this.#options.onLine?.(room === this.#host.room ? line : `[${room}] ${line}`);
  }

  /** A line of the chat itself to one person. */
  #tell(person: Person, text: string): void {
    for (const line of text.split('\n')) this.#send(person, `* ${line}`);
  }

  #send(person: Person, line: string): void {
    if (person.member === undefined) this.#options.onLine?.(line);
    else this.#broker.tell(person.member, Buffer.from(`${line}\n`));
  }

  #remember(room: string, line: string): void {
    const lines = this.#histories.get(room) ?? [];
    lines.push(`* ${this.#options.time?.() ?? 'earlier'} ${line}`);
    if (lines.length > (this.#options.history ?? 20)) lines.shift();
    this.#histories.set(room, lines);
  }

  #recall(person: Person): void {
    for (const line of this.#histories.get(person.room) ?? []) this.#send(person, line);
  }

  #forgetEmpty(room: string): void {
    if (room !== LOBBY && ![...this.#people.values()].some((person) => person.room === room)) this.#histories.delete(room);
  }

  #rooms(): readonly string[] {
    const names = new Set([LOBBY, ...[...this.#people.values()].map((person) => person.room)]);
    return [...names].map((room) => `${room} (${[...this.#people.values()].filter((person) => person.room === room).length})`);
  }

  #namesIn(room: string, except?: Person): string {
    const names = [...this.#people.values()].filter((person) => person.room === room && person !== except).map((person) => person.name);
    return names.length === 0 ? 'nobody' : names.join(', ');
  }

  #byName(name: string): Person | undefined {
    const wanted = name.toLowerCase();
    return [...this.#people.values()].find((person) => person.name.toLowerCase() === wanted);
  }

  #freeName(): string {
    for (let n = 1; ; n++) if (this.#byName(`guest${n}`) === undefined) return `guest${n}`;
  }
}

const HELP = `/name NAME    be called NAME
/join ROOM    go to a room; the first who does makes it
/who          who is in this room
/rooms        what rooms there are
/msg NAME …   say something to one person alone
/quit         leave
//…           say a line that begins with a /`;
