/** SmtpSession: one client of the service: greeting, commands in their order, AUTH, STARTTLS, and the mail that it brings. */

import { IoError } from '../../../core/fault.ts';
import { fromLatin1 } from '../../../core/latin1.ts';
import { sayServing } from '../../../core/said.ts';
import { lineText } from '../../../protocols/shared/mail/lines.ts';
import { parseCommand, parsePath } from '../../../protocols/smtp/command.ts';
import { authenticate, mechanisms, type Outcome, ownName } from '../../mail/sasl.ts';
import type { Spool } from '../../mail/spool.ts';
import type { LineTalk } from '../../serve/line-talk.ts';
import type { ServiceContext } from '../../serve/service.ts';
import type { Users } from '../../serve/users.ts';
import { type Chunk, ChunkedMail, parseChunk, passChunk } from './chunked-mail.ts';
import { type Carrier, type Envelope, isFull, NO_ROOM, receiveMail } from './data.ts';
import { isLocal, recipientTrouble } from './recipient.ts';

export interface SmtpPlace {
  readonly users: Users;
  readonly spool: Spool;
}

/** Bytes of a command (RFC 5321 §4.5.3.1.6 has 1,000 for a line of text), and of a response of AUTH (RFC 4954 §4.5). */
const LONGEST_COMMAND = 1000;
const LONGEST_RESPONSE = 12_288;
/** In a row. */
const MOST_REFUSALS = 10;
const MOST_RECIPIENTS = 100;

type Answer = string | undefined;

export class SmtpSession {
  readonly #talk: LineTalk;
  readonly #context: Pick<ServiceContext, 'limits' | 'say' | 'now'>;
  readonly #place: SmtpPlace;
  #hello: { readonly name: string; readonly extended: boolean } | undefined;
  #user: string | undefined;
  #envelope: Envelope | undefined;
  /** A mail that comes in chunks, from the first to the last. */
  #chunked: ChunkedMail | undefined;
  #refusals = 0;
  #over = false;

  constructor(talk: LineTalk, context: Pick<ServiceContext, 'limits' | 'say' | 'now'>, place: SmtpPlace) {
    this.#talk = talk;
    this.#context = context;
    this.#place = place;
  }

  async run(): Promise<void> {
    this.#talk.say(`220 ${ownName()} ESMTP Wirecat, for @lab and this machine alone`);
    while (!this.#over) {
      const line = await this.#talk.line(LONGEST_COMMAND);
      const reply = line === undefined ? `500 5.5.2 A line has at most ${LONGEST_COMMAND} bytes` : await this.#answer(line);
      if (reply !== undefined) this.#say(reply);
    }
  }

  /** The reply; undefined where all is said. */
  async #answer(line: Uint8Array): Promise<Answer> {
    const { verb, argument } = parseCommand(line);
    const act = this.#commands.get(verb);
    return act === undefined ? '500 5.5.1 There is no such command; HELP names those there are' : act(argument);
  }

  /** After many refusals in a row the client is sent away: it tries what it finds. */
  #say(reply: string): void {
    this.#talk.say(reply);
    this.#refusals = reply.startsWith('5') ? this.#refusals + 1 : 0;
    if (this.#refusals < MOST_REFUSALS || this.#over) return;
    this.#talk.say(`421 4.7.0 ${MOST_REFUSALS} refusals in a row are enough, good bye`);
    this.#over = true;
  }

  readonly #commands: ReadonlyMap<string, (argument: string) => Answer | Promise<Answer>> = new Map<
    string,
    (argument: string) => Answer | Promise<Answer>
  >([
    ['HELO', (name: string) => this.#greet(name, false)],
    ['EHLO', (name: string) => this.#greet(name, true)],
    ['MAIL', (path: string) => this.#mail(path)],
    ['RCPT', (path: string) => this.#recipient(path)],
    ['DATA', (argument: string) => this.#data(argument)],
    ['BDAT', (argument: string) => this.#chunk(argument)],
    ['RSET', () => this.#reset()],
    ['NOOP', () => '250 2.0.0 Ok'],
    ['VRFY', (who: string) => this.#verify(who)],
    ['EXPN', () => '502 5.5.1 Lists are not told'],
    ['HELP', () => this.#help()],
    ['AUTH', (argument: string) => this.#auth(argument)],
    ['STARTTLS', (argument: string) => this.#startTls(argument)],
    ['QUIT', () => this.#quit()],
  ]);

  #greet(name: string, extended: boolean): Answer {
    if (name === '' || name.length > 255) return '501 5.5.4 Say who you are: EHLO client.lab';
    this.#hello = { name, extended };
    this.#drop();
    if (!extended) return `250 ${ownName()}`;
    const { isPrivate, isTls } = this.#talk;
    const offers = [
      `SIZE ${this.#context.limits.message}`,
      '8BITMIME',
      'PIPELINING',
      'CHUNKING',
      'SMTPUTF8',
      'ENHANCEDSTATUSCODES',
      ...(isTls ? [] : ['STARTTLS']),
      `AUTH ${mechanisms(isPrivate).join(' ')}`,
    ];
    this.#talk.say(`250-${ownName()} greets you`);
    for (const offer of offers) this.#talk.say(`250-${offer}`);
    return '250 HELP';
  }

  #mail(argument: string): Answer {
    if (this.#hello === undefined) return '503 5.5.1 Greet first: EHLO client.lab';
    if (this.#envelope !== undefined) return '503 5.5.1 A mail is under way already; RSET drops it';
    const path = parsePath(argument, 'FROM');
    if (path === undefined) return '501 5.1.7 A sender is written so: MAIL FROM:<ada@lab>';
    const unknown = [...path.parameters.keys()].find((name) => !PARAMETERS.has(name));
    if (unknown !== undefined) return '555 5.5.4 A parameter is not known here';
    if (!/^(7bit|8bitmime)$/i.test(path.parameters.get('BODY') ?? '7BIT')) return '501 5.5.4 BODY is 7BIT or 8BITMIME';
    const size = path.parameters.get('SIZE') ?? '0';
    if (!/^\d{1,20}$/.test(size)) return '501 5.5.4 SIZE is a number of bytes';
    if (Number(size) > this.#context.limits.message) return this.#tooLarge();
    this.#envelope = { from: path, to: [], isUtf8: path.parameters.has('SMTPUTF8') };
    return '250 2.1.0 The sender is fine';
  }

  #recipient(argument: string): Answer {
    if (this.#envelope === undefined) return NO_SENDER;
    if (this.#chunked !== undefined) return CHUNKED;
    const path = parsePath(argument, 'TO');
    if (path === undefined) return '501 5.1.3 A recipient is written so: RCPT TO:<guest@lab>';
    if (path.parameters.size > 0) return '555 5.5.4 A parameter is not known here';
    const trouble = recipientTrouble(path, this.#talk.channel);
    if (trouble !== undefined) return trouble;
    if (this.#envelope.to.length >= MOST_RECIPIENTS) return `452 4.5.3 At most ${MOST_RECIPIENTS} recipients, the others in another mail`;
    this.#envelope.to.push(path);
    return '250 2.1.5 The recipient is fine';
  }

  async #data(argument: string): Promise<Answer> {
    const envelope = this.#envelope;
    if (argument !== '') return '501 5.5.4 DATA stands alone in its line';
    if (envelope === undefined) return NO_SENDER;
    if (envelope.to.length === 0) return NO_RECIPIENT;
    if (this.#chunked !== undefined) return CHUNKED;
    this.#talk.say('354 Write the mail, each line ended by CR LF, and a dot alone in the last');
    this.#envelope = undefined;
    const { inbox } = this.#place.spool;
    const { reply, goesOn, isKept } = await receiveMail(this.#talk, envelope, this.#carrier(envelope), inbox, this.#context);
    if (isKept) this.#tellKept(envelope);
    this.#over ||= !goesOn;
    return reply;
  }

  async #chunk(argument: string): Promise<Answer> {
    const chunk = parseChunk(argument);
    if (chunk === undefined) return this.#leave('501 5.5.4 A chunk is announced so: BDAT 86, or BDAT 86 LAST');
    try {
      return await this.#taken(chunk, this.#envelope);
    } catch (error) {
      if (!(error instanceof IoError) || !isFull(error)) throw error;
      this.#drop();
      return NO_ROOM;
    }
  }

  /** A chunk has to be read, whatever is the matter: else its bytes would be commands. */
  async #taken(chunk: Chunk, envelope: Envelope | undefined): Promise<Answer> {
    const most = this.#context.limits.message;
    const early = envelope === undefined ? NO_SENDER : envelope.to.length === 0 ? NO_RECIPIENT : undefined;
    if (envelope === undefined || early !== undefined || chunk.size > most)
      return (await passChunk(this.#talk, chunk, most)) ? (early ?? this.#dropped(this.#tooLarge())) : this.#leave(this.#tooLarge());
    this.#chunked ??= new ChunkedMail(envelope, this.#carrier(envelope), this.#place.spool.inbox, this.#context);
    const trouble = await this.#chunked.take(this.#talk, chunk);
    if (trouble !== undefined) return this.#dropped(trouble);
    if (!chunk.isLast) return `250 2.0.0 ${chunk.size} bytes, and more to come`;
    const place = await this.#chunked.finish();
    this.#chunked = this.#envelope = undefined;
    this.#tellKept(envelope);
    return `250 2.0.0 It lies in the spool as ${place}`;
  }

  #drop(): void {
    this.#chunked?.discard();
    this.#chunked = this.#envelope = undefined;
  }

  #dropped(reply: string): string {
    this.#drop();
    return reply;
  }

  /** Nobody knows where the next command begins. */
  #leave(reply: string): string {
    this.#over = true;
    return reply;
  }

  /** The client is gone. */
  close(): void {
    this.#drop();
  }

  #carrier({ isUtf8 }: Envelope): Carrier {
    return { hello: this.#hello?.name ?? '', protocol: this.#protocol(isUtf8), remote: this.#talk.channel.remote };
  }

  #tellKept({ from, to }: Envelope): void {
    this.#context.say(sayServing('mail', { sender: addressOf(from), to: to.map(addressOf).join('>, <') }));
  }

  /** How a mail came, as its Received line says it (RFC 3848, RFC 6531). */
  #protocol(isUtf8: boolean): string {
    const base = isUtf8 ? 'UTF8SMTP' : this.#hello?.extended === true ? 'ESMTP' : 'SMTP';
    return `${base}${this.#talk.isTls ? 'S' : ''}${this.#user === undefined ? '' : 'A'}`;
  }

  #reset(): Answer {
    this.#drop();
    return '250 2.0.0 Nothing is under way';
  }

  #verify(who: string): Answer {
    const path = parsePath(`TO:<${who.replace(/^<|>$/g, '')}>`, 'TO') ?? parsePath(`TO:<${who}@lab>`, 'TO');
    if (who === '' || path === undefined) return '501 5.5.4 VRFY wants a mailbox: VRFY guest@lab';
    return isLocal(path, this.#talk.channel)
      ? '252 2.1.5 Mail for it is taken; who reads it is not told'
      : '551 5.1.6 It is not a mailbox of this machine';
  }

  #help(): Answer {
    this.#talk.say(`214-2.0.0 ${[...this.#commands.keys()].join(' ')}`);
    return '214 2.0.0 EHLO client.lab, MAIL FROM:<ada@lab>, RCPT TO:<guest@lab>, DATA, QUIT send a mail (RFC 5321)';
  }

  async #auth(argument: string): Promise<Answer> {
    if (this.#hello?.extended !== true) return '503 5.5.1 Greet first: EHLO client.lab';
    if (this.#user !== undefined) return '503 5.5.1 You are logged in';
    if (this.#envelope !== undefined) return '503 5.5.1 Not while a mail is under way';
    const [mechanism = '', initial, more] = argument.split(/ +/);
    if (mechanism === '' || more !== undefined) return '501 5.5.4 AUTH wants a mechanism: AUTH PLAIN';
    const { users } = this.#place;
    const outcome = await authenticate(mechanism, initial, (challenge) => this.#ask(challenge), users, this.#talk.isPrivate);
    if (outcome.kind === 'ok') {
      this.#user = outcome.name;
      return '235 2.7.0 You are logged in';
    }
    return this.#refusal(outcome.kind);
  }

  #refusal(kind: Exclude<Outcome['kind'], 'ok'>): string {
    if (kind === 'unknown' && !this.#talk.isPrivate) return '538 5.7.11 Passwords travel only inside TLS: STARTTLS first';
    return REFUSALS[kind];
  }

  async #ask(challenge: string): Promise<string> {
    this.#talk.say(`334 ${challenge}`);
    const line = await this.#talk.line(LONGEST_RESPONSE);
    return line === undefined ? '?' : fromLatin1(line, 0, lineText(line, 0, line.length));
  }

  async #startTls(argument: string): Promise<Answer> {
    if (this.#talk.isTls) return '503 5.5.1 This is TLS already';
    if (argument !== '') return '501 5.5.4 STARTTLS stands alone in its line';
    this.#talk.say('220 2.0.0 Begin the handshake');
    await this.#talk.startTls();
    // What was said before could be anybody's (RFC 3207 §4.2).
    this.#hello = this.#user = undefined;
    this.#drop();
    return undefined;
  }

  #quit(): Answer {
    this.#over = true;
    return '221 2.0.0 Good bye';
  }

  #tooLarge(): string {
    return `552 5.3.4 A mail has at most ${this.#context.limits.message} bytes`;
  }
}

const NO_SENDER = '503 5.5.1 The sender comes first: MAIL FROM:<ada@lab>';
const NO_RECIPIENT = '503 5.5.1 A recipient comes first: RCPT TO:<guest@lab>';
const CHUNKED = '503 5.5.1 A mail in chunks is under way; RSET drops it';

const PARAMETERS: ReadonlySet<string> = new Set(['SIZE', 'BODY', 'SMTPUTF8', 'AUTH']);

const REFUSALS: Readonly<Record<Exclude<Outcome['kind'], 'ok'>, string>> = {
  refused: '535 5.7.8 Name or password is wrong',
  cancelled: '501 5.7.0 Called off',
  malformed: '501 5.5.2 That was no answer in Base64',
  unknown: '504 5.5.4 There is no such mechanism; EHLO names those there are',
};

const addressOf = ({ local, domain }: { readonly local: string; readonly domain: string }): string =>
  domain === '' ? local : `${local}@${domain}`;
