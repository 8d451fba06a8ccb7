/** FolderView: a folder as one client sees it: numbers that stay until it is told of a change, and what it was told already. */
import { isIn, type NumberSet } from '../../../protocols/imap/arguments.ts';
import type { Mail, Mailbox } from '../../mail/mailbox.ts';
import { flagNames } from './flags.ts';

export interface Seen {
  /** Its number at this time, from 1. */
  readonly number: number;
  readonly mail: Mail;
}

export class FolderView {
  readonly name: string;
  readonly mailbox: Mailbox;
  readonly readOnly: boolean;
  readonly #unwatch: () => void;
  readonly #recent = new Set<Mail>();
  readonly #told = new Map<Mail, string>();
  #mails: Mail[] = [];
  #isChanged = false;
  /** Called with each change; one at a time. */
  onChange: (() => void) | undefined;

  constructor(name: string, mailbox: Mailbox, readOnly: boolean) {
    this.name = name;
    this.mailbox = mailbox;
    this.readOnly = readOnly;
    this.#unwatch = mailbox.watch(() => {
      this.#isChanged = true;
      this.onChange?.();
    });
  }

  close(): void {
    this.#unwatch();
  }

  async open(): Promise<void> {
    await this.mailbox.refresh();
    await this.#claimNew();
    this.#mails = [...this.mailbox.mails];
    for (const mail of this.#mails) this.#told.set(mail, mail.flags);
    this.#isChanged = false;
  }

  /** There is something to tell. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  get count(): number {
    return this.#mails.length;
  }

  get recent(): number {
    return this.#mails.filter((m) => this.#recent.has(m)).length;
  }

  /** The number of the first that was not read; 0 for none. */
  get firstUnseen(): number {
    return this.#mails.findIndex((m) => !m.flags.includes('S')) + 1;
  }

  all(): readonly Seen[] {
    return this.#mails.map((mail, i) => ({ number: i + 1, mail }));
  }

  chosen(set: NumberSet, byUid: boolean): readonly Seen[] {
    const last = byUid ? (this.#mails.at(-1)?.uid ?? 0) : this.#mails.length;
    return this.all().filter(({ number, mail }) => isIn(set, byUid ? mail.uid : number, last));
  }

  /** Whether a set of numbers names messages that are not there. */
  exceeds(set: NumberSet): boolean {
    return set.some(
      ([from, to]) => (from !== Number.POSITIVE_INFINITY && from > this.count) || (to !== Number.POSITIVE_INFINITY && to > this.count),
    );
  }

  isRecent(mail: Mail): boolean {
    return this.#recent.has(mail);
  }

  flagsOf(mail: Mail): string {
    return flagNames(mail.flags, this.#recent.has(mail), this.mailbox.keywords);
  }

  /** The client knows the flags that the message has now. */
  tell(mail: Mail): void {
    this.#told.set(mail, mail.flags);
  }

  /** What changed, as untagged responses; messages that are gone only where the client may be told of it now (RFC 3501 §7.4.1). */
  async news(withExpunged: boolean): Promise<readonly string[]> {
    await this.mailbox.refresh();
    if (!this.#isChanged) return [];
    this.#isChanged = !withExpunged;
    const gone = withExpunged ? this.#forget() : [];
    const changed = this.#mails.flatMap((mail, i) => this.#changed(mail, i + 1));
    return [...gone, ...(await this.#arrived()), ...changed];
  }

  #forget(): readonly string[] {
    const lines: string[] = [];
    this.#mails = this.#mails.filter((mail, i) => {
      if (!mail.gone) return true;
      lines.push(`* ${i + 1 - lines.length} EXPUNGE`);
      this.#told.delete(mail);
      this.#recent.delete(mail);
      return false;
    });
    return lines;
  }

  #changed(mail: Mail, number: number): readonly string[] {
    if (mail.gone || this.#told.get(mail) === mail.flags) return [];
    this.tell(mail);
    return [`* ${number} FETCH (UID ${mail.uid} FLAGS (${this.flagsOf(mail)}))`];
  }

  async #arrived(): Promise<readonly string[]> {
    const last = this.#mails.at(-1)?.uid ?? 0;
    const fresh = this.mailbox.mails.filter((m) => m.uid > last);
    if (fresh.length === 0) return [];
    await this.#claimNew();
    this.#mails.push(...fresh);
    for (const mail of fresh) this.tell(mail);
    return [`* ${this.count} EXISTS`, `* ${this.recent} RECENT`];
  }

  async #claimNew(): Promise<void> {
    if (this.readOnly) {
      for (const mail of this.mailbox.mails) if (mail.folder === 'new') this.#recent.add(mail);
    } else for (const mail of await this.mailbox.takeNew()) this.#recent.add(mail);
  }
}
