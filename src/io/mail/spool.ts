/** Spool: a Maildir with its folders (Maildir++), the one place where mail lies, for all services that bring, show or fetch it. */
import { rmSync } from 'node:fs';
import { utf8 } from '../../core/bytes.ts';
import { IoError } from '../../core/fault.ts';
import { now } from '../base/clock.ts';
import { type Files, openFiles } from '../files/files.ts';
import { ownFolder } from '../files/own-folder.ts';
import { Mailbox } from './mailbox.ts';
import { samples } from './samples.ts';

/** What stands between the names of folders within folders. */
export const SEPARATOR = '.';
const INBOX = 'INBOX';
const PARTS = ['cur', 'new', 'tmp'];
const SUBSCRIPTIONS = '/subscriptions';
const MOST_FOLDERS = 1000;
const LONGEST_NAME = 200;

export class Spool {
  readonly #files: Files;
  readonly #open = new Map<string, Mailbox>();

  constructor(files: Files) {
    this.#files = files;
    makeParts(files, '');
  }

  /** Where it lies, for who runs the service. */
  get root(): string {
    return this.#files.root;
  }

  get inbox(): Mailbox {
    return this.#at(INBOX);
  }

  /** By name, INBOX first. Names are as on the wire: in modified UTF-7. */
  folders(): readonly string[] {
    const names = this.#files.names('/').filter((name) => name.startsWith('.') && name.length > 1);
    return [INBOX, ...names.filter((name) => this.#has(`/${name}/cur`)).map((name) => name.slice(1))];
  }

  /** Undefined where there is none of that name. */
  mailbox(name: string): Mailbox | undefined {
    const known = canonical(name);
    if (known === INBOX) return this.inbox;
    return isName(known) && this.#has(`/.${known}/cur`) ? this.#at(known) : undefined;
  }

  /** Throws an IoError: EEXIST, EINVAL for what cannot be a name. */
  create(name: string): void {
    const wanted = canonical(name.endsWith(SEPARATOR) ? name.slice(0, -1) : name);
    checkName(wanted);
    if (wanted === INBOX || this.#has(`/.${wanted}`)) throw refusal(wanted, 'EEXIST', 'there is one of that name');
    if (this.folders().length > MOST_FOLDERS) throw refusal(wanted, 'ENOSPC', `there are ${MOST_FOLDERS} folders already`);
    this.#files.makeFolder(`/.${wanted}`);
    makeParts(this.#files, `/.${wanted}`);
  }

  /** With all its messages. */
  async delete(name: string): Promise<void> {
    const mailbox = this.#existing(name);
    await mailbox.refresh();
    await mailbox.remove(mailbox.mails);
    const path = `/.${canonical(name)}`;
    for (const part of PARTS) for (const left of this.#files.names(`${path}/${part}`)) this.#files.remove(`${path}/${part}/${left}`);
    for (const left of this.#files.names(path)) this.#files.remove(`${path}/${left}`);
    this.#files.remove(path);
    this.#open.delete(canonical(name));
  }

  /** With the folders below it. The messages of the inbox go into the new folder, and the inbox stays (RFC 3501 §6.3.5). */
  async rename(from: string, to: string): Promise<void> {
    const [old, wanted] = [canonical(from), canonical(to)];
    if (old === INBOX) {
      this.create(wanted);
      await this.#empty(this.#at(wanted));
      return;
    }
    this.#existing(old);
    checkName(wanted);
    if (wanted === INBOX || this.#has(`/.${wanted}`)) throw refusal(wanted, 'EEXIST', 'there is one of that name');
    const below = this.folders().filter((name) => name.startsWith(old + SEPARATOR));
    for (const name of [old, ...below]) {
      this.#files.rename(`/.${name}`, `/.${wanted}${name.slice(old.length)}`);
      this.#open.delete(name);
    }
  }

  subscribed(): readonly string[] {
    if (!this.#has(SUBSCRIPTIONS)) return [];
    const file = this.#files.open(SUBSCRIPTIONS);
    try {
      const into = new Uint8Array(Math.min(file.size, 1 << 20));
      return Buffer.from(into.subarray(0, file.readNow(into, 0)))
        .toString('latin1')
        .split('\n')
        .filter((name) => isName(name) || name === INBOX);
    } finally {
      file.close();
    }
  }

  async subscribe(name: string, wanted: boolean): Promise<void> {
    const known = canonical(name);
    if (known !== INBOX) checkName(known);
    const others = this.subscribed().filter((n) => n !== known);
    const names = wanted ? [...others, known] : others;
    if (names.length > MOST_FOLDERS) throw refusal(known, 'ENOSPC', `there are ${MOST_FOLDERS} subscriptions already`);
    const file = this.#files.create(SUBSCRIPTIONS);
    await file.write(utf8(names.map((n) => `${n}\n`).join('')));
    await file.finish();
  }

  async #empty(into: Mailbox): Promise<void> {
    const { inbox } = this;
    await inbox.refresh();
    for (const mail of inbox.mails) await inbox.copy(mail, into);
    await inbox.remove(inbox.mails);
  }

  #existing(name: string): Mailbox {
    const mailbox = this.mailbox(name);
    if (canonical(name) === INBOX) throw refusal(INBOX, 'EPERM', 'the inbox stays');
    if (mailbox === undefined) throw refusal(name, 'ENOENT', 'there is no folder of that name');
    return mailbox;
  }

  #at(name: string): Mailbox {
    let mailbox = this.#open.get(name);
    if (mailbox === undefined) {
      mailbox = new Mailbox(this.#files, name === INBOX ? '' : `/.${name}`);
      this.#open.set(name, mailbox);
    }
    return mailbox;
  }

  #has(path: string): boolean {
    try {
      this.#files.look(path);
      return true;
    } catch (error) {
      if (error instanceof IoError && error.code === 'ENOENT') return false;
      throw error;
    }
  }
}

/** INBOX in any case is one name (RFC 3501 §5.1). */
export const canonical = (name: string): string => (/^inbox$/i.test(name) ? INBOX : name);

/** A name that is safe on the disk: printable ASCII without slashes, no empty parts. Everything else is written in modified UTF-7. */
const isName = (name: string): boolean =>
  name.length > 0 &&
  name.length <= LONGEST_NAME &&
  /^[\x20-\x7e]+$/.test(name) &&
  !/[/\\:*%"]/.test(name) &&
  name.split(SEPARATOR).every((part) => part.trim() !== '');

const checkName = (name: string): void => {
  if (!isName(name)) throw refusal(name, 'EINVAL', 'a name has letters, digits and dots between its parts');
};

const refusal = (name: string, code: string, because: string): IoError => new IoError(name, code, because);

const makeParts = (files: Files, path: string): void => {
  for (const part of PARTS) {
    try {
      files.makeFolder(`${path}/${part}`);
    } catch (error) {
      if (!(error instanceof IoError && error.code === 'EEXIST')) throw error;
    }
  }
};

// ---- the spools of this process ---------------------------------------------------------------------------------------

const opened = new Map<string, Promise<Spool>>();
let removeTemporary: (() => void) | undefined;

/** As if it had not been opened; nobody may be using it. */
export const closeTemporarySpool = (): void => {
  removeTemporary?.();
  opened.delete('');
};

/** The Maildir in a folder; without one a temporary one with samples, the same for all services, gone when the program ends. */
export const openSpool = (folder: string | undefined): Promise<Spool> => {
  const key = folder ?? '';
  let spool = opened.get(key);
  if (spool === undefined) {
    spool = folder === undefined ? temporary() : existing(folder);
    opened.set(key, spool);
    spool.catch(() => opened.delete(key));
  }
  return spool;
};

const existing = async (folder: string): Promise<Spool> => new Spool(openFiles(folder, { write: true, dotfiles: true }));

/** Readable for its owner alone. */
const temporary = async (): Promise<Spool> => {
  const folder = ownFolder('mail');
  removeTemporary = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', () => removeTemporary?.());
  const spool = await existing(folder);
  for (const name of ['Drafts', 'Sent', 'Trash']) spool.create(name);
  const at = now();
  for (const [i, sample] of samples(at).entries()) await spool.inbox.append(sample, '', at - (3 - i) * 60_000);
  return spool;
};
