/** Pop3Session: one client of the service: login, the messages of its maildrop, and the deletions at its QUIT. */

import { IoError } from '../../../core/fault.ts';
import { fromLatin1 } from '../../../core/latin1.ts';
import { withDots } from '../../../protocols/shared/mail/content.ts';
import { headFields } from '../../../protocols/shared/mail/head.ts';
import { lineText } from '../../../protocols/shared/mail/lines.ts';
import { lineFeed } from '../../../protocols/shared/text.ts';
import type { Mailbox } from '../../mail/mailbox.ts';
import { authenticate, freshStamp, mechanisms, type Outcome } from '../../mail/sasl.ts';
import type { LineTalk } from '../../serve/line-talk.ts';
import type { ServiceLimits } from '../../serve/service.ts';
import type { Users } from '../../serve/users.ts';
import { Maildrop } from './maildrop.ts';

/** In a row. */
const MOST_ERRORS = 10;
/** RFC 1939 §3: at least ten minutes, once somebody is logged in. */
const PATIENCE = 10 * 60_000;

type Reply = string | undefined;
type Run = (argument: string) => Reply | Promise<Reply>;

export class Pop3Session {
  readonly #talk: LineTalk;
  readonly #limits: ServiceLimits;
  readonly #users: Users;
  readonly #inbox: Mailbox;
  readonly #stamp = freshStamp();
  #name = '';
  #drop: Maildrop | undefined;
  #errors = 0;
  #isOver = false;

  constructor(talk: LineTalk, limits: ServiceLimits, users: Users, inbox: Mailbox) {
    this.#talk = talk;
    this.#limits = limits;
    this.#users = users;
    this.#inbox = inbox;
  }

  async run(): Promise<void> {
    this.#talk.say(`+OK Wirecat is ready ${this.#stamp}`);
    while (!this.#isOver) {
      const line = await this.#talk.line();
      const reply = line === undefined ? `-ERR A line has at most ${this.#limits.line} bytes` : await this.#answer(line);
      if (reply !== undefined) this.#say(reply);
    }
  }

  close(): void {
    this.#drop?.close();
  }

  #say(reply: string): void {
    this.#talk.say(reply);
    this.#errors = reply.startsWith('-') ? this.#errors + 1 : 0;
    if (this.#errors < MOST_ERRORS || this.#isOver) return;
    this.#talk.say(`-ERR ${MOST_ERRORS} errors in a row are enough, good bye`);
    this.#isOver = true;
  }

  async #answer(line: Uint8Array): Promise<Reply> {
    const [, word = '', argument = ''] =
      /^(\S*) ?(.*)$/.exec(Buffer.from(line.subarray(0, lineText(line, 0, line.length))).toString('utf8')) ?? [];
    const verb = word.toUpperCase();
    const run = this.#anywhere.get(verb) ?? (this.#drop === undefined ? this.#outside : this.#inside).get(verb);
    if (run !== undefined) return run(argument);
    if (this.#outside.has(verb)) return '-ERR You are logged in already';
    return this.#inside.has(verb) ? '-ERR Log in first: USER guest, then PASS and the password' : '-ERR There is no such command';
  }

  readonly #anywhere: ReadonlyMap<string, Run> = new Map<string, Run>([
    ['CAPA', () => this.#capabilities()],
    ['QUIT', () => this.#quit()],
  ]);

  readonly #outside: ReadonlyMap<string, Run> = new Map<string, Run>([
    ['USER', (name) => this.#user(name)],
    ['PASS', (password) => this.#pass(password)],
    ['APOP', (words) => this.#apop(words)],
    ['AUTH', (words) => this.#auth(words)],
    ['STLS', () => this.#startTls()],
  ]);

  readonly #inside: ReadonlyMap<string, Run> = new Map<string, Run>([
    ['STAT', () => this.#withDrop((drop) => `+OK ${drop.numbers.length} ${drop.size}`)],
    ['LIST', (argument) => this.#listed(argument, (drop, n) => `${n} ${drop.sizeOf(n)}`)],
    ['UIDL', (argument) => this.#listed(argument, (drop, n) => `${n} ${drop.nameOf(n)}`)],
    ['RETR', (argument) => this.#retrieve(argument)],
    ['TOP', (argument) => this.#top(argument)],
    ['DELE', (argument) => this.#delete(argument)],
    ['NOOP', () => '+OK'],
    ['RSET', () => this.#reset()],
  ]);

  #capabilities(): Reply {
    const { isTls, isPrivate } = this.#talk;
    const login = isPrivate ? ['USER'] : [];
    const tls = isTls || this.#drop !== undefined ? [] : ['STLS'];
    this.#talk.say('+OK What there is:');
    const offers = [
      'TOP',
      'UIDL',
      'PIPELINING',
      'RESP-CODES',
      'AUTH-RESP-CODE',
      ...login,
      ...tls,
      `SASL ${mechanisms(isPrivate).join(' ')}`,
    ];
    for (const offer of [...offers, 'EXPIRE NEVER', 'IMPLEMENTATION Wirecat', '.']) this.#talk.say(offer);
    return undefined;
  }

  /** RFC 1939 §6: deletions happen here, and nowhere else. */
  async #quit(): Promise<Reply> {
    this.#isOver = true;
    if (this.#drop === undefined) return '+OK Good bye';
    try {
      await this.#drop.update();
      return '+OK Good bye';
    } catch (error) {
      if (!(error instanceof IoError)) throw error;
      return '-ERR [SYS/TEMP] Some messages could not be deleted';
    }
  }

  // ---- before the login ------------------------------------------------------------------------------------------------

  #user(name: string): Reply {
    if (!this.#talk.isPrivate) return '-ERR Passwords travel only inside TLS: STLS first';
    this.#name = name;
    return name === '' ? '-ERR A name is missing: USER guest' : '+OK The password is next';
  }

  #pass(password: string): Reply | Promise<Reply> {
    const name = this.#name;
    if (name === '') return '-ERR The name comes first: USER guest';
    this.#name = '';
    return this.#users.admits(name, password) ? this.#enter() : WRONG;
  }

  #apop(words: string): Reply | Promise<Reply> {
    const [name = '', digest = ''] = words.split(' ');
    return this.#users.answersGreeting(name, this.#stamp, digest) ? this.#enter() : WRONG;
  }

  async #auth(words: string): Promise<Reply> {
    const { isPrivate } = this.#talk;
    const [mechanism = '', initial] = words.split(' ');
    if (mechanism === '') {
      this.#talk.say('+OK');
      for (const name of [...mechanisms(isPrivate), '.']) this.#talk.say(name);
      return undefined;
    }
    const outcome = await authenticate(mechanism, initial, (challenge) => this.#ask(challenge), this.#users, isPrivate);
    return outcome.kind === 'ok' ? this.#enter() : REFUSALS[outcome.kind];
  }

  async #ask(challenge: string): Promise<string> {
    this.#talk.say(`+ ${challenge}`);
    const line = await this.#talk.line();
    return line === undefined ? '?' : fromLatin1(line, 0, lineText(line, 0, line.length));
  }

  async #enter(): Promise<Reply> {
    this.#drop = await Maildrop.open(this.#inbox);
    if (this.#drop === undefined) return '-ERR [IN-USE] Another session has the maildrop; try again when it has ended';
    this.#talk.patience = PATIENCE;
    return `+OK ${this.#drop.numbers.length} messages`;
  }

  async #startTls(): Promise<Reply> {
    if (this.#talk.isTls) return '-ERR This is TLS already';
    this.#talk.say('+OK Begin the handshake');
    await this.#talk.startTls();
    this.#name = '';
    return undefined;
  }

  // ---- in the maildrop -------------------------------------------------------------------------------------------------

  #withDrop<T extends Reply | Promise<Reply>>(act: (drop: Maildrop) => T): T | Reply {
    return this.#drop === undefined ? '-ERR Log in first' : act(this.#drop);
  }

  /** Calls with the message that is named. */
  #withMessage(argument: string, act: (drop: Maildrop, number: number) => Reply | Promise<Reply>): Reply | Promise<Reply> {
    return this.#withDrop((drop) => {
      const number = /^\d{1,9}$/.test(argument) ? Number(argument) : 0;
      return drop.has(number) ? act(drop, number) : '-ERR There is no such message';
    });
  }

  #listed(argument: string, line: (drop: Maildrop, number: number) => string): Reply | Promise<Reply> {
    if (argument !== '') return this.#withMessage(argument, (drop, n) => `+OK ${line(drop, n)}`);
    return this.#withDrop((drop) => {
      this.#talk.say(`+OK ${drop.numbers.length} messages`);
      for (const n of drop.numbers) this.#talk.say(line(drop, n));
      this.#talk.say('.');
      return undefined;
    });
  }

  #retrieve(argument: string): Reply | Promise<Reply> {
    return this.#withMessage(argument, (drop, n) => this.#text(drop, n, (bytes) => bytes.length));
  }

  #top(argument: string): Reply | Promise<Reply> {
    const [number = '', count = ''] = argument.split(' ');
    if (!/^\d{1,9}$/.test(count)) return '-ERR Expected a message and a number of lines: TOP 1 10';
    return this.#withMessage(number, (drop, n) => this.#text(drop, n, (bytes) => topEnd(bytes, Number(count))));
  }

  async #text(drop: Maildrop, number: number, end: (bytes: Uint8Array) => number): Promise<Reply> {
    try {
      const bytes = await drop.read(number);
      this.#talk.say(`+OK ${bytes.length} bytes`);
      this.#talk.put(withDots(bytes.subarray(0, end(bytes))));
      return undefined;
    } catch (error) {
      if (!(error instanceof IoError && error.code === 'ENOENT')) throw error;
      return '-ERR It is gone: somebody else has deleted it';
    }
  }

  #delete(argument: string): Reply | Promise<Reply> {
    return this.#withMessage(argument, (drop, n) => {
      drop.mark(n);
      return '+OK Marked; QUIT deletes it';
    });
  }

  #reset(): Reply | Promise<Reply> {
    return this.#withDrop((drop) => {
      drop.unmarkAll();
      return `+OK ${drop.numbers.length} messages, none marked`;
    });
  }
}

/** The head, the empty line, and so many lines of the text. */
const topEnd = (bytes: Uint8Array, count: number): number => {
  let at = headFields(bytes, 0, bytes.length).text;
  for (let n = 0; n < count && at < bytes.length; n++) {
    const feed = lineFeed(bytes, at, bytes.length);
    at = feed < 0 ? bytes.length : feed + 1;
  }
  return at;
};

const WRONG = '-ERR [AUTH] Name or password is wrong';

const REFUSALS: Readonly<Record<Exclude<Outcome['kind'], 'ok'>, string>> = {
  refused: WRONG,
  cancelled: '-ERR Called off',
  malformed: '-ERR That was no answer in Base64',
  unknown: '-ERR There is no such mechanism; CAPA names those there are',
};
