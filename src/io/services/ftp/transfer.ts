/** Transfer: something moves over a data connection, while the control connection goes on: it may be aborted there. */

import type { OpenChannel } from '../../base/channel.ts';
import { codeOf } from '../../base/errors.ts';
import { lingeringClose } from '../../channels/lingering-close.ts';
import type { DataConnection } from './data-connection.ts';
import { refusalCode, refusalText } from './refusals.ts';

export interface TransferPlan {
  /** What 150 says. */
  readonly what: string;
  /** The client sends, and we say nothing over the data connection. */
  readonly takes?: true;
  /** Moves all of it; gives what 226 says. */
  move(data: OpenChannel): Promise<string>;
  /** It came to nothing, or it is over: lets go of what it holds. Gives what is to be said where something was kept. Never rejects. */
  discard?(): Promise<string | undefined> | undefined;
}

/** What it needs of its control connection. */
export interface TransferTalk {
  reply(code: number, text: string): Promise<void>;
  /** Where data goes inside TLS. */
  protect?(data: OpenChannel): Promise<OpenChannel>;
}

/** Milliseconds and bytes in which a client may notice that it was all. */
const LINGER = { time: 5000, bytes: 1 << 16 };

export class Transfer {
  readonly #plan: TransferPlan;
  readonly #connection: DataConnection;
  readonly #talk: TransferTalk;
  #data: OpenChannel | undefined;
  #isAborted = false;
  /** Never rejects: the client learns how it went. */
  readonly done: Promise<void>;

  constructor(plan: TransferPlan, connection: DataConnection, talk: TransferTalk) {
    this.#plan = plan;
    this.#connection = connection;
    this.#talk = talk;
    this.done = this.#run().catch(() => {}); // the control connection is gone
  }

  /** Bytes so far. */
  get moved(): number {
    return this.#data === undefined ? 0 : this.#data.ledger.sent + this.#data.ledger.received;
  }

  abort(): void {
    this.#isAborted = true;
    this.#connection.close();
    this.#data?.abort(new Error('the client has aborted it'));
  }

  async #run(): Promise<void> {
    let isOpen = false;
    try {
      const data = await this.#open();
      isOpen = true;
      const text = await this.#plan.move(data);
      if (!data.ledger.isCut) await data.end();
      await this.#talk.reply(226, text);
      void lingeringClose(data, LINGER);
    } catch (cause) {
      this.#data?.abort(cause instanceof Error ? cause : new Error(String(cause)));
      await this.#failed(cause, isOpen);
    } finally {
      void this.#plan.discard?.();
      this.#connection.close();
    }
  }

  async #open(): Promise<OpenChannel> {
    this.#data = await this.#connection.open();
    if (this.#isAborted) throw new Error('aborted');
    this.#data = (await this.#talk.protect?.(this.#data)) ?? this.#data;
    return this.#data;
  }

  async #failed(cause: unknown, isOpen: boolean): Promise<void> {
    const kept = await this.#plan.discard?.();
    const code = codeOf(cause) ?? '';
    if (this.#isAborted) await this.#talk.reply(426, `The transfer was aborted.${kept ?? ''}`);
    else if (!isOpen) await this.#talk.reply(425, `The data connection could not be opened${code === '' ? '' : ` (${code})`}.`);
    else if (ON_DISK.has(code)) await this.#talk.reply(code === 'EIO' ? 451 : refusalCode(code), refusalText(code));
    else await this.#talk.reply(426, `The data connection broke off.${kept ?? ''}`);
  }
}

const ON_DISK: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO']);
