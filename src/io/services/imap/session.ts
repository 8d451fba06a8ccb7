/** ImapSession: one client of the service: what it may do in which state, and what every command ends with. */

import { IoError } from '../../../core/fault.ts';
import { fromLatin1 } from '../../../core/latin1.ts';
import { Unexpected } from '../../../protocols/imap/arguments.ts';
import { lineText } from '../../../protocols/shared/mail/lines.ts';
import { mechanisms, ownName } from '../../mail/sasl.ts';
import type { Spool } from '../../mail/spool.ts';
import type { LineTalk } from '../../serve/line-talk.ts';
import type { ServiceContext } from '../../serve/service.ts';
import type { Users } from '../../serve/users.ts';
import type { Act, Ending, Session } from './act.ts';
import { type ImapCommand, type LiteralLimits, readCommand } from './command.ts';
import { folderCommands } from './folder-commands.ts';
import type { FolderView } from './folder-view.ts';
import { loginCommands } from './login-commands.ts';
import { mailCommands } from './mail-commands.ts';

/** In a row. */
const MOST_ERRORS = 10;
const LONGEST_LINE = 65_536;
const LONGEST_BEFORE_LOGIN = 8192;
/** RFC 3501 §5.4: no less, once somebody is logged in. */
const PATIENCE = 30 * 60_000;

const EXTENSIONS = ['LITERAL+', 'IDLE', 'UIDPLUS', 'NAMESPACE', 'ID', 'UNSELECT', 'MOVE', 'SPECIAL-USE', 'CHILDREN', 'SASL-IR'];

export class ImapSession implements Session {
  readonly talk: LineTalk;
  readonly context: Pick<ServiceContext, 'limits' | 'now' | 'signal'>;
  readonly users: Users;
  readonly spool: Spool;
  user: string | undefined;
  folder: FolderView | undefined;
  isOver = false;
  #errors = 0;

  constructor(talk: LineTalk, context: Pick<ServiceContext, 'limits' | 'now' | 'signal'>, users: Users, spool: Spool) {
    this.talk = talk;
    this.context = context;
    this.users = users;
    this.spool = spool;
  }

  get capabilities(): string {
    const { isPrivate, isTls } = this.talk;
    const logins = this.user === undefined ? mechanisms(isPrivate).map((name) => `AUTH=${name}`) : [];
    const tls = isTls || this.user !== undefined ? [] : ['STARTTLS'];
    return ['IMAP4rev1', ...EXTENSIONS, ...tls, ...logins, ...(isPrivate ? [] : ['LOGINDISABLED'])].join(' ');
  }

  async run(): Promise<void> {
    this.talk.say(`* OK [CAPABILITY ${this.capabilities}] ${ownName()} Wirecat is ready`);
    while (!this.isOver) {
      const read = await readCommand(this.talk, this.#limits(), this.user === undefined ? LONGEST_BEFORE_LOGIN : LONGEST_LINE);
      if (read.kind === 'command') await this.#obey(read.command);
      else {
        this.#wrong(read.reply);
        this.isOver ||= read.over === true;
      }
    }
  }

  select(folder: FolderView | undefined): void {
    this.folder?.close();
    this.folder = folder;
  }

  close(): void {
    this.select(undefined);
  }

  #limits(): LiteralLimits {
    const { message } = this.context.limits;
    return this.user === undefined ? { append: 4096, other: 4096 } : { append: message, other: Math.min(message, 1 << 20) };
  }

  async #obey(command: ImapCommand): Promise<void> {
    const act = ACTS.get(command.isUid ? `UID ${command.verb}` : command.verb);
    const ending = act === undefined ? `BAD There is no command ${JSON.stringify(command.verb)} here` : await this.#run(act, command);
    if (act !== undefined && !this.isOver) await this.#tellNews(act);
    const reply = `${command.tag} ${ending}`;
    if (ending.startsWith('BAD')) this.#wrong(reply);
    else {
      this.#errors = 0;
      this.talk.say(reply);
    }
    if (command.verb === 'STARTTLS' && ending.startsWith('OK')) await this.talk.startTls();
    if (this.user !== undefined) this.talk.patience = PATIENCE;
  }

  async #tellNews(act: Act): Promise<void> {
    try {
      for (const line of (await this.folder?.news(act.keepsNumbers !== true)) ?? []) this.talk.say(line);
    } catch (error) {
      if (!(error instanceof IoError && FILE_CODES.has(error.code))) throw error;
      this.talk.say('* BYE The folder that was open is gone');
      this.isOver = true;
    }
  }

  async #run(act: Act, command: ImapCommand): Promise<Ending> {
    const trouble = this.#misplaced(act);
    if (trouble !== undefined) return trouble;
    try {
      return await act.run(this, command);
    } catch (error) {
      if (error instanceof Unexpected) return `BAD ${oneLine(error.message)}`;
      if (error instanceof IoError && FILE_CODES.has(error.code)) return `NO ${oneLine(error.message)}`;
      throw error;
    }
  }

  #misplaced(act: Act): Ending | undefined {
    if (act.in === 'outside' && this.user !== undefined) return 'BAD You are logged in already';
    if ((act.in === 'inside' || act.in === 'folder') && this.user === undefined) return 'BAD Log in first: a1 LOGIN guest PASSWORD';
    if (act.in === 'folder' && this.folder === undefined) return 'BAD Open a folder first: a2 SELECT INBOX';
    return undefined;
  }

  #wrong(reply: string): void {
    this.talk.say(reply);
    if (++this.#errors < MOST_ERRORS) return;
    this.talk.say(`* BYE ${MOST_ERRORS} errors in a row are enough`);
    this.isOver = true;
  }

  /** The client's answer to a challenge. */
  async ask(challenge: string): Promise<string> {
    this.talk.say(`+ ${challenge}`);
    const line = await this.talk.line(this.context.limits.line);
    return line === undefined ? '?' : fromLatin1(line, 0, lineText(line, 0, line.length));
  }
}

/** What the system says of files; the rest is trouble with the channel. */
const FILE_CODES: ReadonlySet<string> = new Set([
  'ENOENT',
  'EEXIST',
  'EINVAL',
  'EPERM',
  'EACCES',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'ENOTEMPTY',
  'EFBIG',
  'EIO',
]);

const oneLine = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 300);

const ACTS: ReadonlyMap<string, Act> = new Map([...loginCommands, ...folderCommands, ...mailCommands]);
