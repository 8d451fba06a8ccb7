/** Maildrop: the messages of one session as they were at its login; nobody else has it meanwhile, and what was marked goes at the end. */
import type { Mail, Mailbox } from '../../mail/mailbox.ts';

const locked = new WeakSet<Mailbox>();

export class Maildrop {
  readonly #mailbox: Mailbox;
  readonly #mails: readonly Mail[];
  readonly #sizes: readonly number[];
  readonly #marked = new Set<number>();

  private constructor(mailbox: Mailbox, mails: readonly Mail[], sizes: readonly number[]) {
    this.#mailbox = mailbox;
    this.#mails = mails;
    this.#sizes = sizes;
  }

  /** Undefined where somebody has it (RFC 1939 §4). */
  static async open(mailbox: Mailbox): Promise<Maildrop | undefined> {
    if (locked.has(mailbox)) return undefined;
    locked.add(mailbox);
    try {
      await mailbox.refresh();
      const mails = [...mailbox.mails];
      const sizes: number[] = [];
      for (const mail of mails) sizes.push(await mailbox.sizeOf(mail));
      return new Maildrop(mailbox, mails, sizes);
    } catch (error) {
      locked.delete(mailbox);
      throw error;
    }
  }

  close(): void {
    locked.delete(this.#mailbox);
  }

  /** Numbers of those that are not marked. */
  get numbers(): readonly number[] {
    return this.#mails.map((_, i) => i + 1).filter((n) => !this.#marked.has(n));
  }

  get size(): number {
    return this.numbers.reduce((sum, n) => sum + this.sizeOf(n), 0);
  }

  has(number: number): boolean {
    return number >= 1 && number <= this.#mails.length && !this.#marked.has(number);
  }

  sizeOf(number: number): number {
    return this.#sizes[number - 1] ?? 0;
  }

  /** What the message is called for ever. */
  nameOf(number: number): string {
    return `${this.#mailbox.validity}.${this.#mails[number - 1]?.uid ?? 0}`;
  }

  mark(number: number): void {
    this.#marked.add(number);
  }

  unmarkAll(): void {
    this.#marked.clear();
  }

  /** Rejects with ENOENT where it is gone. */
  async read(number: number): Promise<Uint8Array> {
    const mail = this.#mails[number - 1];
    return mail === undefined ? new Uint8Array(0) : this.#mailbox.read(mail);
  }

  /** Deletes what was marked. */
  async update(): Promise<void> {
    await this.#mailbox.remove(this.#mails.filter((_, i) => this.#marked.has(i + 1)));
  }
}
