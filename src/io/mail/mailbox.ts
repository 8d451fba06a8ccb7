/** Mailbox: one folder of a Maildir with its messages, shared by all who look at it: numbers, flags, what came and what went. */
import { setImmediate as turn } from 'node:timers/promises';
import { IoError } from '../../core/fault.ts';
import { now } from '../base/clock.ts';
import type { Files } from '../files/files.ts';
import type { NewFile } from '../files/new-file.ts';
import { withCrLf } from './crlf.ts';
import { type FlagLetters, freshBase, letters, nameWith, parseName, sizeIn, withSize } from './file-name.ts';
import { MOST_KEYWORDS, type Numbers, UidList } from './uid-list.ts';

/** A message; the same object for all who see it. */
export interface Mail {
  readonly uid: number;
  readonly base: string;
  /** `new`: nobody has looked at it yet. */
  folder: 'new' | 'cur';
  flags: FlagLetters;
  /** With CR LF at all line ends; found when it is first asked for. */
  size: number | undefined;
  gone: boolean;
}

/** Messages of one folder. */
const MOST_MAILS = 50_000;
/** Bytes of a message that is read; other programs may have put larger ones there. */
const LARGEST = 64 << 20;
/** Files that are moved or deleted before others have a turn. */
export const AT_ONCE = 100;
/** A folder that changed as recently as this, in milliseconds, may change again within the same tick of its clock. */
const TICK = 50;

let lastValidity = 0;

export class Mailbox {
  readonly #files: Files;
  readonly #path: string;
  readonly #list: UidList;
  readonly #watchers = new Set<() => void>();
  #mails: Mail[] = [];
  #byBase = new Map<string, Mail>();
  #validity = 0;
  #keywords: readonly string[] = [];
  #next = 1;
  #seenAt = '';
  #work: Promise<unknown> = Promise.resolve();

  /** `path`: from the root of the spool, '' for the inbox. */
  constructor(files: Files, path: string) {
    this.#files = files;
    this.#path = path;
    this.#list = new UidList(files, path);
  }

  get validity(): number {
    return this.#validity;
  }

  /** The number that the next message gets. */
  get next(): number {
    return this.#next;
  }

  /** Words that messages are marked with, in the order of their letters. */
  get keywords(): readonly string[] {
    return this.#keywords;
  }

  /** Letters for words that messages are marked with, each kept for good; none for what is one too many. */
  keywordLetters(names: readonly string[]): Promise<FlagLetters> {
    return this.#alone(async () => {
      const fresh = names.filter((name) => keywordLetter(this.#keywords, name) === undefined);
      if (fresh.length > 0 && this.#keywords.length < MOST_KEYWORDS) {
        this.#keywords = [...this.#keywords, ...new Set(fresh)].slice(0, MOST_KEYWORDS);
        await this.#save();
      }
      return letters(names.map((name) => keywordLetter(this.#keywords, name) ?? '').join(''));
    });
  }

  /** By number. */
  get mails(): readonly Mail[] {
    return this.#mails;
  }

  /** Told when something came, went or changed. Gives how to be told no more. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** As it is on the disk now. */
  refresh(): Promise<void> {
    return this.#alone(() => this.#scan());
  }

  /** What nobody has seen yet is this caller's to see first. */
  takeNew(): Promise<ReadonlySet<Mail>> {
    return this.#alone(async () => {
      const taken = this.#mails.filter((m) => m.folder === 'new');
      for (const [i, mail] of taken.entries()) {
        this.#move(mail, 'cur', mail.flags);
        if (i % AT_ONCE === AT_ONCE - 1) await turn();
      }
      return new Set(taken);
    });
  }

  setFlags(mail: Mail, flags: FlagLetters): Promise<void> {
    return this.#alone(async () => {
      const wanted = letters(flags);
      if (mail.gone || wanted === mail.flags) return;
      this.#move(mail, 'cur', wanted);
      this.#tell();
    });
  }

  /** For good. */
  remove(mails: readonly Mail[]): Promise<void> {
    return this.#alone(async () => {
      for (const [i, mail] of mails.entries()) {
        if (!mail.gone) this.#remove(mail);
        if (i % AT_ONCE === AT_ONCE - 1) await turn();
      }
      this.#forgetGone();
      this.#tell();
    });
  }

  /** Its bytes, lines ended by CR LF. Rejects with ENOENT where it is gone. */
  async read(mail: Mail): Promise<Uint8Array> {
    const raw = await this.#alone(() => this.#bytes(mail));
    const bytes = withCrLf(raw);
    mail.size = bytes.length;
    return bytes;
  }

  async sizeOf(mail: Mail): Promise<number> {
    return mail.size ?? (await this.read(mail)).length;
  }

  /** Milliseconds since 1970. */
  received(mail: Mail): number {
    const seconds = /^(\d{1,11})\./.exec(mail.base)?.[1];
    return seconds === undefined ? now() : Number(seconds) * 1000;
  }

  /** A message that is written piece by piece; `at` is when it came. It is there once it is finished. */
  begin(at = now()): Delivery {
    if (this.#mails.length >= MOST_MAILS)
      throw new IoError(this.#path || 'inbox', 'ENOSPC', `expected fewer than ${MOST_MAILS} messages, got more, because none was deleted`);
    const base = freshBase(at);
    return new Delivery(this.#files.create(`${this.#path}/tmp/${base}`), (size, flags) =>
      this.#alone(() => this.#arrive(base, size, flags)),
    );
  }

  async append(bytes: Uint8Array, flags: FlagLetters, at = now()): Promise<Mail> {
    const delivery = this.begin(at);
    try {
      await delivery.write(bytes);
      return await delivery.finish(flags);
    } catch (error) {
      delivery.discard();
      throw error;
    }
  }

  async copy(mail: Mail, to: Mailbox): Promise<Mail> {
    const marks = await to.keywordLetters(keywordsIn(mail.flags, this.#keywords));
    return to.append(await this.read(mail), mail.flags.replace(/[a-z]/g, '') + marks, this.received(mail));
  }

  async #arrive(base: string, size: number, flags: FlagLetters): Promise<Mail> {
    const name = withSize(base, size);
    const path = flags === '' ? `${this.#path}/new/${name}` : `${this.#path}/cur/${nameWith(name, letters(flags))}`;
    this.#files.rename(`${this.#path}/tmp/${base}`, path);
    await this.#scan(true);
    const mail = this.#byBase.get(name);
    if (mail === undefined) throw new IoError(this.#path, 'ENOENT', 'the message was taken away in the moment it came');
    return mail;
  }

  /** One at a time: each leaves folder, list and memory in agreement. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => {});
    return done;
  }

  async #scan(always = false): Promise<void> {
    const stamp = this.#stamp();
    if (!always && stamp === this.#seenAt) return;
    this.#seenAt = stamp;
    const there = this.#there();
    const numbers = await this.#list.changed();
    const isFirst = this.#validity === 0;
    if (numbers !== undefined || isFirst) this.#begin(numbers);
    const changed = this.#merge(there, numbers?.uids);
    if (changed || (isFirst && numbers === undefined)) await this.#save();
    if (changed) this.#tell();
  }

  /** When the folders last changed; never the same where they may change once more in this moment. */
  #stamp(): string {
    const [a, b] = ['new', 'cur'].map((name) => this.#files.look(`${this.#path}/${name}`).modified);
    const recent = now() - Math.max(a ?? 0, b ?? 0) < TICK;
    return `${a} ${b}${recent ? ` ${now()}` : ''}`;
  }

  #there(): ReadonlyMap<string, Pick<Mail, 'folder' | 'flags'>> {
    const there = new Map<string, Pick<Mail, 'folder' | 'flags'>>();
    for (const folder of ['cur', 'new'] as const) {
      for (const name of this.#files.names(`${this.#path}/${folder}`)) {
        if (name.startsWith('.')) continue;
        const { base, flags } = parseName(name);
        there.set(base, { folder, flags });
      }
    }
    return there;
  }

  #begin(numbers: Numbers | undefined): void {
    if (numbers === undefined) lastValidity = Math.max(Math.floor(now() / 1000), lastValidity + 1);
    this.#validity = numbers?.validity ?? lastValidity;
    this.#keywords = numbers?.keywords ?? [];
    this.#next = Math.max(numbers?.next ?? 1, this.#next);
  }

  /** What is there and what is known are made one; whether numbers were given or taken. */
  #merge(there: ReadonlyMap<string, Pick<Mail, 'folder' | 'flags'>>, uids: ReadonlyMap<string, number> = new Map()): boolean {
    let changed = false;
    for (const mail of this.#mails) {
      const at = there.get(mail.base);
      if (at === undefined) mail.gone = changed = true;
      else if (at.folder !== mail.folder || at.flags !== mail.flags) {
        Object.assign(mail, at);
        changed = true;
      }
    }
    const fresh = [...there].filter(([base]) => !this.#byBase.has(base));
    const numbered = fresh.map(([base, at]) => ({ base, at, uid: uids.get(base) })).sort(byNumber);
    for (const { base, at, uid } of numbered) {
      const mail: Mail = { uid: uid ?? this.#next++, base, ...at, size: sizeIn(base), gone: false };
      this.#mails.push(mail);
      this.#byBase.set(base, mail);
    }
    if (changed) this.#forgetGone();
    if (numbered.some(({ uid }) => uid !== undefined)) this.#mails.sort((a, b) => a.uid - b.uid);
    return changed || fresh.length > 0;
  }

  #forgetGone(): void {
    for (const mail of this.#mails) if (mail.gone) this.#byBase.delete(mail.base);
    this.#mails = this.#mails.filter((m) => !m.gone);
  }

  #save(): Promise<void> {
    const numbers = { validity: this.#validity, next: this.#next, keywords: this.#keywords };
    return this.#list.save(
      numbers,
      this.#mails.map((m) => [m.base, m.uid] as const),
    );
  }

  #tell(): void {
    for (const changed of this.#watchers) changed();
  }

  #pathOf(mail: Pick<Mail, 'folder' | 'base' | 'flags'>): string {
    const name = mail.folder === 'new' && mail.flags === '' ? mail.base : nameWith(mail.base, mail.flags);
    return `${this.#path}/${mail.folder}/${name}`;
  }

  #move(mail: Mail, folder: Mail['folder'], flags: FlagLetters): void {
    const [from, to] = [this.#found(mail), this.#pathOf({ ...mail, folder, flags })];
    if (from !== to) this.#files.rename(from, to);
    Object.assign(mail, { folder, flags });
  }

  #remove(mail: Mail): void {
    try {
      this.#files.remove(this.#found(mail));
    } catch (error) {
      if (!(error instanceof IoError && error.code === 'ENOENT')) throw error;
    }
    mail.gone = true;
  }

  /** Where it is: another program may have given it flags since. */
  #found(mail: Mail): string {
    const path = this.#pathOf(mail);
    try {
      this.#files.look(path);
      return path;
    } catch (error) {
      if (!(error instanceof IoError && error.code === 'ENOENT')) throw error;
    }
    for (const folder of ['cur', 'new'] as const) {
      const name = this.#files.names(`${this.#path}/${folder}`).find((n) => parseName(n).base === mail.base);
      if (name !== undefined) return `${this.#path}/${folder}/${name}`;
    }
    mail.gone = true;
    return path;
  }

  async #bytes(mail: Mail): Promise<Uint8Array> {
    const file = this.#files.open(this.#found(mail));
    try {
      if (file.size > LARGEST)
        throw new IoError(mail.base, 'EFBIG', `expected at most ${LARGEST} bytes, got ${file.size}, because no mail is larger`);
      const into = new Uint8Array(file.size);
      return into.subarray(0, await file.read(into, 0));
    } finally {
      file.close();
    }
  }
}

/** Words are the same in capitals and small letters. */
export const keywordLetter = (keywords: readonly string[], name: string): string | undefined => {
  const at = keywords.findIndex((keyword) => keyword.toLowerCase() === name.toLowerCase());
  return at < 0 ? undefined : String.fromCharCode(FIRST_LETTER + at);
};

export const keywordsIn = (flags: FlagLetters, keywords: readonly string[]): readonly string[] =>
  [...flags].flatMap((letter) => keywords[letter.charCodeAt(0) - FIRST_LETTER] ?? []);

const FIRST_LETTER = 'a'.charCodeAt(0);

/** Those that have a number first, by it; the others in the order in which they came. */
const byNumber = (a: { readonly base: string; readonly uid: number | undefined }, b: typeof a): number =>
  (a.uid ?? Number.POSITIVE_INFINITY) - (b.uid ?? Number.POSITIVE_INFINITY) || (a.base < b.base ? -1 : 1);

/** A message that is on its way into a folder. */
export class Delivery {
  readonly #file: NewFile;
  readonly #arrive: (size: number, flags: FlagLetters) => Promise<Mail>;

  constructor(file: NewFile, arrive: (size: number, flags: FlagLetters) => Promise<Mail>) {
    this.#file = file;
    this.#arrive = arrive;
  }

  get written(): number {
    return this.#file.written;
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#file.write(bytes);
  }

  async finish(flags: FlagLetters = ''): Promise<Mail> {
    await this.#file.finish();
    return this.#arrive(this.#file.written, flags);
  }

  discard(): void {
    this.#file.discard();
  }
}
