/** IrcMember: a client of IRC in the chat (RFC 2812): its commands, and what happens as its messages. Rooms are channels there: `#lobby`. */
import { type IrcMessage, readIrc, writeIrc } from '../../protocols/irc/message.ts';
import type { TypedLine } from './chat-lines.ts';
import type { ChatPerson, ChatVoice, Spoken } from './chat-person.ts';
import type { ChatRooms } from './chat-rooms.ts';
import { hostOf, ircChannel, maskOf, roomOf, SERVER } from './irc-names.ts';
import { welcome } from './irc-welcome.ts';

/** The first words of a client of IRC, which nobody else says. */
export const isIrc = (line: string): boolean => /^(CAP (LS|REQ|LIST|END)\b|NICK \S+$|PASS \S+$|USER \S+ \S+ \S+ \S)/.test(line);

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
      return [from(event.who, 'PART', ircChannel(event.room), event.to === undefined ? '' : `went to ${event.to}`)];
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

const from = (who: ChatPerson, command: string, ...params: readonly string[]): string =>
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
    ['PART', ([names]) => this.#eachRoom('PART', names, (name) => this.#part(name))],
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
    ['KICK', ([name = '']) => this.#reply('482', name, 'nobody is put out here')],
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

  #part(name: string): void {
    const room = this.#own(name);
    if (room === undefined) return;
    this.#chat.send(this.person, from(this.person, 'PART', ircChannel(room)));
    this.#chat.part(this.person, room);
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
    const topic = room === undefined ? undefined : this.#chat.topicOf(room);
    if (name === undefined) this.#missing('TOPIC');
    else if (room !== undefined && text !== undefined) this.#chat.setTopic(this.person, room, text);
    else if (room !== undefined)
      this.#reply(topic === undefined ? '331' : '332', ircChannel(room), topic ?? 'nobody said what it is about');
  }

  #names(name: string): void {
    const there = this.#chat.peopleIn(roomOf(name) ?? '').map((one) => `${one === this.#chat.host ? '@' : ''}${one.name}`);
    for (let i = 0; i < there.length; i += NAMES_A_LINE) this.#reply('353', '=', name, there.slice(i, i + NAMES_A_LINE).join(' '));
    this.#reply('366', name, 'End of the names');
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
    this.#reply('251', `there are ${this.#everybody().length} people here`);
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
      this.#reply('352', name === '' ? '*' : name, who.name, hostOf(who), SERVER, who.name, 'H', `0 ${who.name}`);
    this.#reply('315', name === '' ? '*' : name, 'End of who');
  }

  #whois(name = ''): void {
    const who = this.#chat.byName(name);
    if (who === undefined) this.#reply('401', name, 'nobody is called so');
    else {
      this.#reply('311', who.name, who.name, hostOf(who), '*', who.name);
      if (who.rooms.size > 0) this.#reply('319', who.name, [...who.rooms].map(ircChannel).join(' '));
      this.#reply('312', who.name, SERVER, 'Wirecat');
    }
    this.#reply('318', name, 'End of whois');
  }

  /** There are none; clients ask for them all the same. */
  #mode([name, modes = '']: readonly string[]): void {
    if (name === undefined) this.#missing('MODE');
    else if (roomOf(name) === undefined) this.#reply('221', '+');
    else if (/^\+?b/.test(modes)) this.#reply('368', name, 'End of those who may not come: there are none');
    else if (modes === '') this.#reply('324', name, '+');
    else this.#reply('482', name, 'rooms have no modes here');
  }

  #quit(text: string | undefined): false {
    this.#chat.send(this.person, writeIrc({ prefix: undefined, command: 'ERROR', params: ['good bye'] }));
    this.#chat.leave(this.person, text === undefined || text === '' ? 'left' : `left (${text})`);
    return false;
  }

  #everybody(): readonly ChatPerson[] {
    return [...new Set(this.#chat.rooms().flatMap((room) => this.#chat.peopleIn(room)))];
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
