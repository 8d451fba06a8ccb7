/** LineMember: somebody who types lines, with nc, telnet or at the host's terminal, in one room at a time. */
import type { TypedLine } from './chat-lines.ts';
import type { ChatPerson } from './chat-person.ts';
import { type ChatRooms, LOBBY } from './chat-rooms.ts';

export class LineMember {
  readonly person: ChatPerson;
  readonly #chat: ChatRooms;
  constructor(chat: ChatRooms, person: ChatPerson) {
    this.#chat = chat;
    this.person = person;
  }

  /** The one where they are: others may put them out of it. */
  get #room(): string {
    const [room = LOBBY] = this.person.rooms;
    return room;
  }

  greet(): void {
    this.#tell(
      `you are ${this.person.name} in ${this.#room}, with ${this.#namesIn(this.#room, this.person)}; /help lists what can be done`,
    );
    this.#chat.recall(this.person, this.#room);
  }

  /** False where it was the last one: `/quit`. */
  take({ text, cut }: TypedLine): boolean {
    if (!this.#chat.isHere(this.person)) return false;
    const command = /^\/([a-z]+)(?:\s+(.*?))?\s*$/.exec(text);
    if (command !== null) return this.#command(command[1] ?? '', command[2] ?? '');
    if (text.trim() !== '') this.#chat.say(this.person, this.#room, { text: text.startsWith('//') ? text.slice(1) : text });
    if (cut) this.#tell(`your line had more than ${this.#chat.longest} bytes; the rest was not said`);
    return true;
  }

  #command(name: string, rest: string): boolean {
    if (name === 'quit' && this.person !== this.#chat.host) return false;
    const act = this.#commands.get(name);
    if (act === undefined) this.#tell(`no such command: /${name}; /help lists them`);
    else act(rest);
    return true;
  }

  readonly #commands: ReadonlyMap<string, (rest: string) => void> = new Map<string, (rest: string) => void>([
    ['help', () => this.#tell(HELP)],
    ['name', (rest) => this.#rename(rest)],
    ['join', (rest) => this.#move(rest)],
    ['who', () => this.#tell(`in ${this.#room}: ${this.#namesIn(this.#room)}`)],
    ['rooms', () => this.#tell(this.#rooms())],
    ['msg', (rest) => this.#whisper(rest)],
    ['topic', (rest) => this.#topic(rest)],
    ['kick', (rest) => this.#putOut(rest)],
    ['op', (rest) => this.#makeOperator(rest)],
  ]);

  #rename(name: string): void {
    const refusal = this.#chat.rename(this.person, name);
    if (refusal === 'taken') this.#tell(`${name} is taken`);
    else if (refusal !== undefined) this.#tell('a name is a letter or digit and up to 19 more, dashes and underscores too');
  }

  #move(name: string): void {
    const to = this.#chat.roomFor(name);
    if (to === 'too many') this.#tell(`there are ${this.#chat.mostRooms} rooms already`);
    else if (typeof to === 'string') this.#tell('a room is called as a person may be: letters, digits, dashes, underscores');
    else if (to.room === this.#room) this.#tell(`you are in ${this.#room}`);
    else this.#enter(to.room);
  }

  #enter(room: string): void {
    this.#chat.part(this.person, this.#room, room);
    this.#tell(`you are in ${room}, with ${this.#namesIn(room, this.person)}`);
    this.#chat.recall(this.person, room);
    this.#chat.enter(this.person, room);
  }

  #topic(text: string): void {
    if (text !== '' && this.#chat.isTopicOwn(this.#room) && !this.#chat.isOperator(this.person, this.#room)) this.#tell(OPERATORS);
    else if (text !== '') this.#chat.setTopic(this.person, this.#room, text);
    else this.#tell(`${this.#room} is about ${this.#chat.topicOf(this.#room) ?? 'nothing that anybody said'}`);
  }

  #putOut(rest: string): void {
    const [, name = '', word = ''] = /^(\S+)(?:\s+(.*))?$/.exec(rest) ?? [];
    const whom = this.#there('kick', name);
    if (whom !== undefined) this.#chat.putOut(this.person, whom, this.#room, word);
  }

  #makeOperator(name: string): void {
    const operator = this.#there('op', name);
    if (operator !== undefined) this.#chat.changeRights(this.person, this.#room, { operator, is: true });
  }

  /** Somebody in a room of which one is an operator; told otherwise. */
  #there(command: string, name: string): ChatPerson | undefined {
    const found = this.#chat.byName(name);
    if (name === '') this.#tell(`type /${command} NAME`);
    else if (!this.#chat.isOperator(this.person, this.#room)) this.#tell(OPERATORS);
    else if (found === undefined || !found.rooms.has(this.#room)) this.#tell(`nobody here is called ${name}`);
    else return found;
    return undefined;
  }

  #whisper(rest: string): void {
    const [, name = '', text = ''] = /^(\S+)\s+(.*)$/.exec(rest) ?? [];
    const to = this.#chat.byName(name);
    if (text === '') this.#tell('type /msg NAME TEXT');
    else if (to === undefined) this.#tell(`nobody is called ${name}`);
    else this.#chat.tell(to, { kind: 'whispered', who: this.person, text });
  }

  #rooms(): string {
    return this.#chat
      .rooms()
      .map((room) => `${room} (${this.#chat.peopleIn(room).length})`)
      .join(', ');
  }

  #namesIn(room: string, except?: ChatPerson): string {
    const names = this.#chat.peopleIn(room).filter((one) => one !== except);
    return names.length === 0 ? 'nobody' : names.map(({ name }) => name).join(', ');
  }

  #tell(text: string): void {
    this.#chat.tell(this.person, { kind: 'told', text });
  }
}

const OPERATORS = 'only an operator of the room may do that: who opened it, and whom they made one';

const HELP = `/name NAME    be called NAME
/join ROOM    go to a room; the first who does makes it
/who          who is in this room
/rooms        what rooms there are
/topic …      say what this room is about
/kick NAME …  put somebody out of a room that you opened
/op NAME      make somebody an operator of it, too
/msg NAME …   say something to one person alone
/quit         leave
//…           say a line that begins with a /`;
