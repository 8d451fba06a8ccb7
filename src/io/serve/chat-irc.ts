/** IrcMember: a client of IRC in the chat (RFC 2812): its commands, and what happens as its messages. Rooms are channels there: `#lobby`. */
import { type IrcMessage, readIrc, writeIrc } from '../../protocols/irc/message.ts';
import type { TypedLine } from './chat-lines.ts';
import type { ChatPerson, Spoken } from './chat-person.ts';
import { type ChatRooms, LOBBY } from './chat-rooms.ts';
import { hostOf, ircChannel, roomOf, SERVER } from './irc-names.ts';
import { from } from './irc-voice.ts';
import { welcome } from './irc-welcome.ts';

/** The first words of a client of IRC, which nobody else says. */
export const isIrc = (line: string): boolean => /^(CAP (LS|REQ|LIST|END)\b|NICK \S+$|PASS \S+$|USER \S+ \S+ \S+ \S)/.test(line);

/** Of what the wire had, control characters are visible by now. */
const spokenOf = (text: string): string | undefined => {
  const [, request = '', rest = ''] = /^\\x01(\S+) ?(.*?)(?:\\x01)?$/.exec(text) ?? [];
  if (request === '') return text;
  return request === 'ACTION' ? `/me ${rest}` : undefined;
};

type Act = (params: readonly string[]) => void;

export class IrcMember {
  readonly person: ChatPerson;
  readonly #chat: ChatRooms;
  /** It asks for capabilities, and is not welcomed before it has done so. */
  #negotiates = false;
  #hasName = false;
  #hasUser = false;
  #isWelcome = false;

  constructor(chat: ChatRooms, person: ChatPerson) {
    this.#chat = chat;
    this.person = person;
  }

  /** False where it was the last one: QUIT. */
  take({ text }: TypedLine): boolean {
    if (!this.#chat.isHere(this.person)) return false;
    const message = readIrc(text);
    if (message.command === '') return true;
    if (message.command === 'QUIT') return this.#quit(message.params[0]);
    this.#obey(message);
    return this.#welcomeWhenKnown();
  }

  #obey({ command, params }: IrcMessage): void {
    const early = this.#early.get(command);
    const act = early ?? this.#commands.get(command);
    if (early === undefined && !this.#isWelcome) this.#reply('451', 'NICK and USER come first');
    else if (act === undefined) this.#reply('421', command, 'there is no such command here');
    else act(params);
  }

  readonly #early: ReadonlyMap<string, Act> = new Map<string, Act>([
    ['CAP', (params) => this.#capabilities(params)],
    ['PASS', () => (this.#isWelcome ? this.#reply('462', 'you have said so already') : undefined)],
    ['NICK', ([name]) => this.#rename(name)],
    ['USER', (params) => this.#user(params)],
    ['PING', ([token]) => (token === undefined ? this.#reply('409', 'what is to come back?') : this.#say('PONG', SERVER, token))],
    ['PONG', () => {}],
  ]);

  readonly #commands: ReadonlyMap<string, Act> = new Map<string, Act>([
    ['JOIN', ([names]) => this.#eachRoom('JOIN', names, (name) => this.#join(name))],
    ['PART', ([names, word]) => this.#eachRoom('PART', names, (name) => this.#part(name, word))],
    ['PRIVMSG', ([to, text]) => this.#speakTo(to, { text: text ?? '' })],
    ['NOTICE', ([to, text]) => this.#speakTo(to, { text: text ?? '', isNotice: true })],
    ['TOPIC', (params) => this.#topic(params)],
    ['NAMES', ([names]) => this.#eachRoom('NAMES', names, (name) => this.#names(name))],
    ['LIST', ([names]) => this.#list(names)],
    ['WHO', ([name = '']) => this.#who(name)],
    ['WHOIS', (params) => this.#whois(params.at(-1))],
    ['MODE', (params) => this.#mode(params)],
    ['MOTD', () => this.#motd()],
    ['LUSERS', () => this.#howMany()],
    ['VERSION', () => this.#reply('351', 'wirecat', SERVER, 'a chat that nc, telnet and IRC share')],
    ['ISON', (names) => this.#reply('303', names.flatMap((n) => this.#chat.byName(n)?.name ?? []).join(' '))],
    ['USERHOST', (names) => this.#reply('302', names.flatMap((n) => this.#userHost(n)).join(' '))],
    ['AWAY', ([text]) => (text ? this.#reply('306', 'you are away, and nobody is told') : this.#reply('305', 'you are back'))],
    ['KICK', (params) => this.#kick(params)],
    ['INVITE', (params) => this.#invite(params)],
    ['TIME', () => this.#reply('391', SERVER, this.#chat.time)],
    ['ADMIN', () => this.#reply('423', SERVER, 'whoever runs it is not told')],
    ['INFO', () => this.#info()],
    ['STATS', ([letter = '*']) => this.#reply('219', letter, 'End of what is counted: nothing')],
    ['LINKS', () => this.#linked()],
    ['WHOWAS', ([name = '']) => this.#wasNobody(name)],
    ['OPER', (params) => (params.length < 2 ? this.#missing('OPER') : this.#reply('491', 'there are no operators here'))],
  ]);

  /** There are none to be had. */
  #capabilities([what = '', ...rest]: readonly string[]): void {
    const asked = what.toUpperCase();
    this.#negotiates = asked !== 'END' && !this.#isWelcome;
    if (asked === 'LS' || asked === 'LIST') this.#say('CAP', this.#nick, asked, '');
    else if (asked === 'REQ') this.#say('CAP', this.#nick, 'NAK', rest.join(' '));
  }

  #rename(name = ''): void {
    const refusal = this.person.name === name ? undefined : this.#chat.rename(this.person, name, !this.#isWelcome);
    if (name === '') this.#reply('431', 'a name is missing');
    else if (refusal === 'taken') this.#reply('433', name, 'the name is taken');
    else if (refusal !== undefined) this.#reply('432', name, 'a name is a letter or digit and up to 19 more, dashes and underscores too');
    else this.#hasName = true;
  }

  #user(params: readonly string[]): void {
    if (this.#hasUser) this.#reply('462', 'you have said so already');
    else if (params.length < 4) this.#missing('USER');
    else this.#hasUser = true;
  }

  #welcomeWhenKnown(): true {
    if (this.#isWelcome || this.#negotiates || !this.#hasName || !this.#hasUser) return true;
    this.#isWelcome = true;
    for (const [code, ...params] of welcome(this.person)) this.#reply(code, ...params);
    this.#howMany();
    this.#motd();
    return true;
  }

  #motd(): void {
    this.#reply('375', `- ${SERVER} Message of the day -`);
    this.#reply('372', `- Rooms: ${this.#chat.rooms().map(ircChannel).join(' ')}. Those who type with nc and telnet are in them, too.`);
    this.#reply('372', '- Type /join #lobby');
    this.#reply('376', 'End of the message of the day');
  }

  #eachRoom(command: string, names: string | undefined, act: (name: string) => void): void {
    if (names === undefined && command === 'NAMES') this.#reply('366', '*', 'End of the names');
    else if (names === undefined) this.#missing(command);
    else if (names === '0' && command === 'JOIN') for (const room of [...this.person.rooms]) this.#part(ircChannel(room));
    else for (const name of names.split(',').slice(0, MOST_TARGETS)) act(name);
  }

  #join(name: string): void {
    const to = this.#chat.roomFor(roomOf(name) ?? '');
    if (to === 'too many' || this.person.rooms.size >= MOST_ROOMS) this.#reply('405', name, 'there are too many rooms');
    else if (typeof to === 'string') this.#reply('403', name, 'a room is # and a name of letters, digits, dashes and underscores');
    else if (!this.person.rooms.has(to.room)) this.#enter(to.room);
  }

  #enter(room: string): void {
    this.#chat.enter(this.person, room);
    this.#chat.send(this.person, from(this.person, 'JOIN', ircChannel(room)));
    const topic = this.#chat.topicOf(room);
    if (topic !== undefined) this.#reply('332', ircChannel(room), topic);
    this.#names(ircChannel(room));
    this.#chat.recall(this.person, room);
  }

  #part(name: string, word = ''): void {
    const room = this.#own(name);
    if (room === undefined) return;
    this.#chat.send(this.person, from(this.person, 'PART', ircChannel(room), word));
    this.#chat.part(this.person, room, undefined, word);
  }

  /** A room in which they are; told otherwise. */
  #own(name: string): string | undefined {
    const room = this.#isIn(name);
    if (room === undefined) this.#reply('442', name, 'you are not there');
    return room;
  }

  #isIn(name: string): string | undefined {
    const wanted = roomOf(name)?.toLowerCase();
    return [...this.person.rooms].find((one) => one.toLowerCase() === wanted);
  }

  /** To one or, with commas, to several. */
  #speakTo(to = '', what: Spoken): void {
    for (const one of to.split(',').slice(0, MOST_TARGETS)) {
      const [code, ...words] = this.#speak(one, what) ?? [];
      // A notice is never answered, so that programs do not answer one another for ever.
      if (code !== undefined && what.isNotice !== true) this.#reply(code, ...words);
    }
  }

  /** What is wrong with it. */
  #speak(to: string, what: Spoken): readonly string[] | undefined {
    if (to === '') return ['411', 'to whom?'];
    if (what.text === '') return ['412', 'what?'];
    const text = spokenOf(what.text);
    if (text === undefined) return undefined;
    return roomOf(to) === undefined ? this.#whisper(to, { ...what, text }) : this.#sayIn(to, { ...what, text });
  }

  #sayIn(name: string, what: Spoken): readonly string[] | undefined {
    const room = this.#isIn(name);
    if (room === undefined) return ['404', name, 'you are not there'];
    this.#chat.say(this.person, room, what);
    return undefined;
  }

  #whisper(name: string, what: Spoken): readonly string[] | undefined {
    const to = this.#chat.byName(name);
    if (to === undefined) return ['401', name, 'nobody is called so'];
    this.#chat.tell(to, { kind: 'whispered', who: this.person, ...what });
    return undefined;
  }

  #topic([name, text]: readonly string[]): void {
    const room = name === undefined ? undefined : this.#own(name);
    if (name === undefined) this.#missing('TOPIC');
    else if (room !== undefined && text === undefined) this.#sayTopic(room, this.#chat.topicOf(room));
    else if (room !== undefined && text !== undefined && (!this.#chat.isTopicOwn(room) || this.#leads(room)))
      this.#chat.setTopic(this.person, room, text);
  }

  #sayTopic(room: string, topic: string | undefined): void {
    this.#reply(topic === undefined ? '331' : '332', ircChannel(room), topic ?? 'nobody said what it is about');
  }

  #names(name: string): void {
    const room = roomOf(name) ?? '';
    const there = this.#chat.peopleIn(room).map((one) => `${this.#sign(one, room)}${one.name}`);
    for (let i = 0; i < there.length; i += NAMES_A_LINE) this.#reply('353', '=', name, there.slice(i, i + NAMES_A_LINE).join(' '));
    this.#reply('366', name, 'End of the names');
  }

  /** What stands before the name of an operator; the host is one wherever it is. */
  #sign(who: ChatPerson, room: string): string {
    return who === this.#chat.host || this.#chat.isOperator(who, room) ? '@' : '';
  }

  /** Whether one is an operator there; told otherwise. */
  #leads(room: string): boolean {
    if (this.#chat.isOperator(this.person, room)) return true;
    this.#reply('482', ircChannel(room), room === LOBBY ? 'the lobby has no operators' : 'only its operators may do that');
    return false;
  }

  #kick([channel, names, word = '']: readonly string[]): void {
    if (channel === undefined || names === undefined) this.#missing('KICK');
    else this.#putOut(this.#own(channel), names.split(',').slice(0, MOST_TARGETS), word);
  }

  #putOut(room: string | undefined, names: readonly string[], word: string): void {
    if (room === undefined || !this.#leads(room)) return;
    for (const name of names) {
      const whom = this.#there(name, room);
      if (whom !== undefined) this.#chat.putOut(this.person, whom, room, word);
    }
  }

  /** Somebody who is in a room; told otherwise. */
  #there(name: string, room: string): ChatPerson | undefined {
    const found = this.#chat.byName(name);
    if (found?.rooms.has(room)) return found;
    if (found === undefined) this.#reply('401', name, 'nobody is called so');
    else this.#reply('441', found.name, ircChannel(room), 'they are not there');
    return undefined;
  }

  #list(names: string | undefined): void {
    const wanted = names?.toLowerCase().split(',');
    for (const room of this.#chat.rooms().filter((one) => wanted?.includes(ircChannel(one).toLowerCase()) ?? true))
      this.#reply('322', ircChannel(room), String(this.#chat.peopleIn(room).length), this.#chat.topicOf(room) ?? '');
    this.#reply('323', 'End of the rooms');
  }

  #invite([name, channel]: readonly string[]): void {
    const to = this.#chat.byName(name ?? '');
    if (name === undefined || channel === undefined) this.#missing('INVITE');
    else if (to === undefined) this.#reply('401', name, 'nobody is called so');
    else this.#inviteTo(to, this.#own(channel));
  }

  #inviteTo(to: ChatPerson, room: string | undefined): void {
    if (room === undefined) return;
    this.#reply(to.rooms.has(room) ? '443' : '341', to.name, ircChannel(room));
    if (!to.rooms.has(room)) this.#chat.tell(to, { kind: 'invited', who: this.person, room });
  }

  #howMany(): void {
    const { length } = this.#chat.people;
    this.#reply('251', length === 1 ? 'there is one person here' : `there are ${length} people here`);
  }

  #info(): void {
    this.#reply('371', 'Wirecat: a chat that nc, telnet and IRC share');
    this.#reply('374', 'End of info');
  }

  #linked(): void {
    this.#reply('364', SERVER, SERVER, '0 Wirecat');
    this.#reply('365', '*', 'End of the servers');
  }

  #wasNobody(name: string): void {
    this.#reply('406', name, 'who has left is not remembered');
    this.#reply('369', name, 'End of whowas');
  }

  #who(name: string): void {
    const room = roomOf(name);
    const one = this.#chat.byName(name);
    for (const who of room === undefined ? (one === undefined ? [] : [one]) : this.#chat.peopleIn(room))
      this.#reply(
        '352',
        name === '' ? '*' : name,
        who.name,
        hostOf(who),
        SERVER,
        who.name,
        `H${room === undefined ? '' : this.#sign(who, room)}`,
        `0 ${who.name}`,
      );
    this.#reply('315', name === '' ? '*' : name, 'End of who');
  }

  #whois(name = ''): void {
    const who = this.#chat.byName(name);
    if (who === undefined) this.#reply('401', name, 'nobody is called so');
    else {
      this.#reply('311', who.name, who.name, hostOf(who), '*', who.name);
      if (who.rooms.size > 0)
        this.#reply('319', who.name, [...who.rooms].map((room) => `${this.#sign(who, room)}${ircChannel(room)}`).join(' '));
      this.#reply('312', who.name, SERVER, 'Wirecat');
    }
    this.#reply('318', name, 'End of whois');
  }

  /** What nobody outside says (n) is so everywhere; o and t are given. */
  #mode([name, modes = '', ...rest]: readonly string[]): void {
    const room = roomOf(name ?? '');
    if (name === undefined) this.#missing('MODE');
    else if (room === undefined) this.#reply('221', '+');
    else if (modes === '') this.#reply('324', name, this.#chat.isTopicOwn(room) ? '+nt' : '+n');
    else if (/^\+?b/.test(modes)) this.#reply('368', name, 'End of those who may not come: there are none');
    else this.#changeAs(this.#own(name), modes, rest);
  }

  #changeAs(room: string | undefined, modes: string, rest: readonly string[]): void {
    if (room !== undefined && this.#leads(room)) this.#change(room, modes, rest);
  }

  #change(room: string, modes: string, rest: readonly string[]): void {
    let is = true;
    let next = 0;
    for (const letter of modes.slice(0, MOST_MODES)) {
      if (letter === '+' || letter === '-') is = letter === '+';
      else if (letter === 't') this.#chat.changeRights(this.person, room, { topic: is });
      else if (letter === 'o') this.#appoint(room, rest[next++], is);
      else if (letter !== 'n' || !is) this.#reply('472', letter, 'there is no such mode here');
    }
  }

  #appoint(room: string, name: string | undefined, is: boolean): void {
    const operator = name === undefined ? undefined : this.#there(name, room);
    if (name === undefined) this.#missing('MODE');
    else if (operator !== undefined) this.#chat.changeRights(this.person, room, { operator, is });
  }

  #quit(text: string | undefined): false {
    this.#chat.send(this.person, writeIrc({ prefix: undefined, command: 'ERROR', params: ['good bye'] }));
    this.#chat.leave(this.person, text === undefined || text === '' ? 'left' : `left (${text})`);
    return false;
  }

  #userHost(name: string): readonly string[] {
    const who = this.#chat.byName(name);
    return who === undefined ? [] : [`${who.name}=+${who.name}@${hostOf(who)}`];
  }

  #missing(command: string): void {
    this.#reply('461', command, 'something is missing behind the command');
  }

  get #nick(): string {
    return this.#hasName ? this.person.name : '*';
  }

  #reply(code: string, ...params: readonly string[]): void {
    this.#say(code, this.#nick, ...params);
  }

  /** What is said at last stands behind a colon, as clients expect it. */
  #say(command: string, ...params: readonly string[]): void {
    const words = params.slice(0, -1);
    this.#chat.send(this.person, [`:${SERVER}`, command, ...words, `:${params.at(-1) ?? ''}`].join(' '));
  }
}

const NAMES_A_LINE = 15;
const MOST_ROOMS = 20;
const MOST_TARGETS = 20;
const MOST_MODES = 20;
