/** ChatRooms: the state of a chat: who is there, in which rooms, what was said in them, and who is told what. */

import { english } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { OpenChannel } from '../base/channel.ts';
import { Broker, type Member } from './broker.ts';
import { type ChatEvent, type ChatPerson, type ChatVoice, lineVoice, type RightsChange, type Spoken, saidLine } from './chat-person.ts';

export interface ChatRoomsOptions {
  /** Lines that a newcomer to a room is shown. Default 20. */
  readonly history?: number;
  /** Bytes of a line at most; what is more is not said. Default 2000. */
  readonly longest?: number;
  /** Bytes that may wait for one member. Default 1 MiB. */
  readonly queue?: number;
  /** The host's name. Default `host`; undefined: there is none. */
  readonly host?: string | undefined;
  /** Everything that is said and happens, safe to show; `room` where it is not the host's own. */
  onLine?(line: string): void;
  /** The time of day as text, for the history. */
  time?(): string;
}

export const LOBBY = 'lobby';
const LONGEST = 2000;
const MOST_ROOMS = 100;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,19}$/u;

/** Whether people and rooms may be called so. */
export const isChatName = (text: string): boolean => NAME.test(text);

/** Why somebody may not have a name or a room. */
export type ChatRefusal = 'not a name' | 'taken' | 'too many';

export class ChatRooms {
  readonly longest: number;
  readonly mostRooms = MOST_ROOMS;
  readonly #options: ChatRoomsOptions;
  readonly #broker: Broker;
  readonly #people = new Map<number, ChatPerson>();
  readonly #histories = new Map<string, string[]>();
  readonly #topics = new Map<string, string>();
  /** By room, who may put others out; the lobby has none. Rooms whose topic only they may say. */
  readonly #operators = new Map<string, Set<ChatPerson>>();
  readonly #ownTopics = new Set<string>();
  readonly #host: ChatPerson;
  #next = 1;

  constructor(options: ChatRoomsOptions = {}) {
    this.#options = { host: 'host', ...options };
    this.longest = options.longest ?? LONGEST;
    this.#broker = new Broker({ queue: options.queue ?? 1 << 20, onDropped: (member, why) => this.#dropped(member, why) });
    this.#host = { id: 0, member: undefined, name: this.#options.host ?? '', rooms: new Set([LOBBY]), voice: lineVoice };
    if (this.#options.host !== undefined) this.#people.set(0, this.#host);
  }

  join(channel: OpenChannel): Member {
    return this.#broker.join(this.#next++, channel);
  }

  /** In no room yet. */
  add(member: Member, voice: ChatVoice): ChatPerson {
    const person: ChatPerson = { id: member.id, member, name: this.#freeName(), rooms: new Set(), voice };
    this.#people.set(person.id, person);
    return person;
  }

  get host(): ChatPerson {
    return this.#host;
  }

  isHere(person: ChatPerson): boolean {
    return this.#people.has(person.id);
  }

  get time(): string {
    return this.#options.time?.() ?? 'not told';
  }

  say(who: ChatPerson, room: string, what: Spoken): void {
    const lines = this.#histories.get(room) ?? [];
    lines.push(`${this.#options.time?.() ?? 'earlier'} ${saidLine(who, what.text)}`);
    if (lines.length > (this.#options.history ?? 20)) lines.shift();
    this.#histories.set(room, lines);
    this.tellRoom(room, { kind: 'said', who, room, ...what }, who);
  }

  /** `silent`: nobody is told, not even who it is. */
  rename(who: ChatPerson, name: string, silent = false): ChatRefusal | undefined {
    const holder = this.byName(name);
    if (!isChatName(name)) return 'not a name';
    if (holder !== undefined && holder !== who) return 'taken';
    const before = who.name;
    who.name = name;
    if (!silent) this.#tellNear(who, { kind: 'renamed', who, before });
    return undefined;
  }

  /** The room as it is called, where somebody may come in. */
  roomFor(name: string): { readonly room: string } | ChatRefusal {
    const room = this.rooms().find((one) => one.toLowerCase() === name.toLowerCase());
    if (room !== undefined) return { room };
    if (!isChatName(name)) return 'not a name';
    return this.#histories.size >= MOST_ROOMS ? 'too many' : { room: name };
  }

  /** A room that `roomFor` gave. Those who are there are told; who opens it is its operator. */
  enter(who: ChatPerson, room: string, isNew = false): void {
    if (room !== LOBBY && this.peopleIn(room).length === 0) this.#operators.set(room, new Set([who]));
    if (!this.#histories.has(room)) this.#histories.set(room, []);
    who.rooms.add(room);
    this.tellRoom(room, { kind: 'came', who, room, isNew }, who);
  }

  part(who: ChatPerson, room: string, to?: string, word?: string): void {
    if (!who.rooms.delete(room)) return;
    this.#operators.get(room)?.delete(who);
    this.tellRoom(room, { kind: 'went', who, room, to, word });
    this.#forgetEmpty(room);
  }

  leave(who: ChatPerson, how: string): void {
    if (this.#people.has(who.id) && who.member !== undefined) this.#broker.leave(who.member);
    this.forget(who, how);
  }

  /** Who has not said what they are. */
  leaveUnknown(member: Member): void {
    this.#broker.leave(member);
  }

  /** They are nobody here any more; their channel stays. */
  forget(who: ChatPerson, how: string): void {
    if (!this.#people.delete(who.id)) return;
    this.#tellNear(who, { kind: 'left', who, how });
    for (const room of who.rooms) {
      this.#operators.get(room)?.delete(who);
      this.#forgetEmpty(room);
    }
  }

  isOperator(who: ChatPerson, room: string): boolean {
    return this.#operators.get(room)?.has(who) === true;
  }

  /** Whether only operators say what the room is about. */
  isTopicOwn(room: string): boolean {
    return this.#ownTopics.has(room);
  }

  /** By an operator of the room; nothing where it is so already. */
  changeRights(who: ChatPerson, room: string, change: RightsChange): void {
    if ('topic' in change) {
      if (change.topic === this.isTopicOwn(room)) return;
      if (change.topic) this.#ownTopics.add(room);
      else this.#ownTopics.delete(room);
    } else {
      if (change.is === this.isOperator(change.operator, room)) return;
      if (change.is) this.#operators.get(room)?.add(change.operator);
      else this.#operators.get(room)?.delete(change.operator);
    }
    this.tellRoom(room, { kind: 'rights', who, room, change });
  }

  /** By an operator of the room. Who types lines is in the lobby then. */
  putOut(who: ChatPerson, whom: ChatPerson, room: string, word: string): void {
    this.tellRoom(room, { kind: 'put out', who, whom, room, word });
    whom.rooms.delete(room);
    this.#operators.get(room)?.delete(whom);
    this.#forgetEmpty(room);
    if (whom.voice === lineVoice) this.enter(whom, LOBBY);
  }

  get people(): readonly ChatPerson[] {
    return [...this.#people.values()];
  }

  setTopic(who: ChatPerson, room: string, text: string): void {
    this.#topics.set(room, text);
    this.tellRoom(room, { kind: 'topic', who, room, text });
  }

  topicOf(room: string): string | undefined {
    return this.#topics.get(room);
  }

  #dropped(member: Member, why: Said): void {
    const person = this.#people.get(member.id);
    if (person !== undefined) this.leave(person, `was dropped (${english.text(why)})`);
  }

  /** To all in a room but one; the host sees every room. */
  tellRoom(room: string, event: ChatEvent, except?: ChatPerson): void {
    for (const person of this.peopleIn(room)) if (person.member !== undefined && person !== except) this.tell(person, event);
    if (except !== this.#host) this.#hostSees(room, event);
  }

  /** To all who are in a room with somebody, once, and to themselves. */
  #tellNear(who: ChatPerson, event: ChatEvent): void {
    const near = [...this.#people.values()].filter((one) => one === who || [...one.rooms].some((room) => who.rooms.has(room)));
    for (const person of near) if (person.member !== undefined) this.tell(person, event);
    const [first] = who.rooms.has(LOBBY) ? [LOBBY] : who.rooms;
    if (first !== undefined) this.#hostSees(first, event);
  }

  #hostSees(room: string, event: ChatEvent): void {
    for (const line of lineVoice(event, this.#host)) this.#options.onLine?.(this.#host.rooms.has(room) ? line : `[${room}] ${line}`);
  }

  /** To one person. */
  tell(person: ChatPerson, event: ChatEvent): void {
    for (const line of person.voice(event, person)) this.send(person, line);
  }

  send(person: ChatPerson, line: string): void {
    if (person.member === undefined) this.#options.onLine?.(line);
    else this.#broker.tell(person.member, Buffer.from(person.voice === lineVoice ? `${line}\n` : `${line}\r\n`));
  }

  recall(person: ChatPerson, room: string): void {
    for (const line of this.#histories.get(room) ?? []) this.tell(person, { kind: 'recalled', room, line });
  }

  #forgetEmpty(room: string): void {
    if (room === LOBBY || this.peopleIn(room).length > 0) return;
    this.#histories.delete(room);
    this.#topics.delete(room);
    this.#operators.delete(room);
    this.#ownTopics.delete(room);
  }

  /** The lobby first. */
  rooms(): readonly string[] {
    return [...new Set([LOBBY, ...[...this.#people.values()].flatMap((person) => [...person.rooms])])];
  }

  peopleIn(room: string): readonly ChatPerson[] {
    return [...this.#people.values()].filter((person) => person.rooms.has(room));
  }

  byName(name: string): ChatPerson | undefined {
    const wanted = name.toLowerCase();
    return [...this.#people.values()].find((person) => person.name.toLowerCase() === wanted);
  }

  #freeName(): string {
    for (let n = 1; ; n++) if (this.byName(`guest${n}`) === undefined) return `guest${n}`;
  }
}
