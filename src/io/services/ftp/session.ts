/** FtpSession: one client's control connection, and what was agreed on over it. */
import { IoError } from '../../../core/fault.ts';
import { changedTo } from '../../../protocols/ftp/directory.ts';
import type { OpenChannel } from '../../base/channel.ts';
import type { Files } from '../../files/files.ts';
import type { LineTalk } from '../../serve/line-talk.ts';
import type { ServiceContext } from '../../serve/service.ts';
import type { Users } from '../../serve/users.ts';
import type { DataConnection } from './data-connection.ts';
import { FACTS, type Fact } from './listing.ts';
import { Transfer, type TransferPlan } from './transfer.ts';

export interface FtpOptions {
  readonly users: Users;
}

export class FtpSession {
  readonly channel: OpenChannel;
  readonly context: ServiceContext<FtpOptions>;
  readonly talk: LineTalk;
  /** Who has logged in, and who wants to. */
  user: string | undefined;
  claimed: string | undefined;
  wrongLogins = 0;
  directory = '/';
  isText = true;
  /** Where the next transfer starts. */
  restart = 0;
  renamed: string | undefined;
  /** EPSV ALL was said (RFC 2428 §4). */
  isPassiveOnly = false;
  /** TLS on data connections, and whether PBSZ was said (RFC 4217). */
  isProtected: boolean;
  hasBufferSize: boolean;
  facts: ReadonlySet<Fact> = new Set(FACTS);
  isOver = false;
  #data: DataConnection | undefined;
  #transfer: Transfer | undefined;
  /** Commands in a row that were refused. */
  refusals = 0;

  constructor(channel: OpenChannel, talk: LineTalk, context: ServiceContext<FtpOptions>) {
    this.channel = channel;
    this.talk = talk;
    this.context = context;
    this.isProtected = talk.isTls;
    this.hasBufferSize = talk.isTls;
  }

  /** The client has left, or is sent away. */
  async close(): Promise<void> {
    this.#data?.close();
    if (this.channel.ledger.isCut) this.#transfer?.abort();
    await this.#transfer?.done;
  }

  /** What a line of `more` says stands between the first and the last. */
  async reply(code: number, text: string, more?: readonly string[]): Promise<void> {
    this.refusals = code >= 500 ? this.refusals + 1 : 0;
    if (more === undefined) this.talk.say(`${code} ${text}`);
    else {
      this.talk.say(`${code}-${text}`);
      for (const line of more) {
        this.talk.say(` ${line}`);
        await this.talk.relieve();
      }
      this.talk.say(`${code} End.`);
    }
    await this.talk.flush();
  }

  /** The folder that is served. Throws an IoError where there is none. */
  get files(): Files {
    const { files } = this.context;
    if (files === undefined) throw new IoError('/', 'ENOENT', 'expected a folder to serve, got none');
    return files;
  }

  /** Who has a name may, where anybody may. */
  get mayWrite(): boolean {
    return this.user !== ANONYMOUS;
  }

  get canWrite(): boolean {
    return this.context.files?.writable === true && this.mayWrite;
  }

  /** What the client calls a file, seen from the root. */
  path(argument: string): string {
    return changedTo('/', argument.startsWith('/') ? argument.replace(/^\/+/, '') : `${this.directory}/${argument}`.replace(/^\/+/, ''));
  }

  get transfer(): Transfer | undefined {
    return this.#transfer;
  }

  /** How the next data connection is had; the one before is given up. */
  set data(data: DataConnection | undefined) {
    this.#data?.close();
    this.#data = data;
  }

  /** Goes on with the control connection while it runs. */
  async startTransfer(plan: TransferPlan): Promise<void> {
    const data = this.#data;
    this.#data = undefined;
    if (data === undefined) {
      await plan.discard?.();
      return this.reply(425, 'Say PASV, EPSV, PORT or EPRT first.');
    }
    await this.reply(150, plan.what);
    const transfer = new Transfer(plan, data, {
      reply: (code, text) => this.reply(code, text),
      ...(this.isProtected && { protect: (channel) => this.context.startTls(channel, plan.takes === true ? 'takes' : undefined) }),
    });
    this.#transfer = transfer;
    void transfer.done.then(() => {
      if (this.#transfer === transfer) this.#transfer = undefined;
    });
  }
}

/** The name of who has none. */
export const ANONYMOUS = 'anonymous';
