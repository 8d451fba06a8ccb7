/** Key log: secrets of encrypted conversations, in the NSS format, `LABEL CLIENT_RANDOM SECRET` a line, as browsers and OpenSSL write them. */
import { type Bytes, fromHex } from '../core/bytes.ts';
import { RecentMap } from '../core/recent-map.ts';
import type { ConversationFacts, Secrets } from '../wire/stream.ts';

const LINE = /^([A-Z_0-9]+) ([0-9a-fA-F]{64}) ((?:[0-9a-fA-F]{2}){16,64})\s*$/;

/** Conversations that secrets are kept of: those of the oldest are forgotten. */
const MAX_KNOWN = 50_000;
/** Secrets of one conversation. */
const MOST_LABELS = 32;
/** Conversations whose secrets were asked for in vain: the oldest are forgotten beyond this many. */
const MAX_MISSED = 20_000;

/** Adds what it knows by now; false where it will never know more. */
export type MoreSecrets = () => boolean;

export class KeyLog implements Secrets {
  /** By client random, then by label: a text that is put together for each question has to be hashed each time. */
  readonly #known: RecentMap<string, Map<string, Bytes>>;
  readonly #missed = new RecentMap<string, ConversationFacts>(MAX_MISSED);
  readonly #sources = new Set<MoreSecrets>();
  readonly #late = new Set<ConversationFacts>();
  /** Whether `late` is asked: who asked in vain is remembered. */
  watched = false;

  constructor(most = MAX_KNOWN) {
    this.#known = new RecentMap(most);
  }

  /** Asked where a secret is not there. */
  from(source: MoreSecrets): void {
    this.#sources.add(source);
  }

  /** All lines of a text. */
  addAll(text: string): void {
    for (const line of text.split('\n')) this.add(line);
  }

  add(line: string): void {
    const [, label, random, secret] = LINE.exec(line) ?? [];
    const bytes = secret === undefined ? undefined : fromHex(secret);
    if (label === undefined || random === undefined || bytes === undefined) return;
    const id = random.toLowerCase();
    const labels = this.#known.get(id) ?? new Map<string, Bytes>();
    this.#known.set(id, labels.size < MOST_LABELS ? labels.set(label, bytes) : labels);
    const missing = this.#missed.get(id);
    if (missing !== undefined) this.#late.add(missing);
  }

  find(label: string, random: string, asker?: ConversationFacts): Bytes | undefined {
    if (this.#known.size === 0 && this.#sources.size === 0 && !this.watched) return undefined;
    const found = this.#known.get(random)?.get(label);
    if (found !== undefined) return found;
    if (this.watched && asker !== undefined && this.#missed.get(random) !== asker) this.#missed.set(random, asker);
    return this.#sources.size > 0 && this.pull() ? this.#known.get(random)?.get(label) : undefined;
  }

  /** Whether secrets are there, or may come. */
  get hasAny(): boolean {
    return this.#known.size > 0 || this.#sources.size > 0;
  }

  get mayGrow(): boolean {
    return this.#sources.size > 0;
  }

  /** Asks all sources for more; whether there is any. */
  pull(): boolean {
    for (const source of this.#sources) if (!source()) this.#sources.delete(source);
    return this.#known.size > 0;
  }

  /** The conversations that asked in vain for what has come since; each is told once. */
  late(): readonly ConversationFacts[] {
    if (this.#late.size === 0) return NOBODY;
    const all = [...this.#late];
    this.#late.clear();
    return all;
  }
}
const NOBODY: readonly ConversationFacts[] = [];

/** No secrets yet. */
export const keyLog = (most = MAX_KNOWN): KeyLog => new KeyLog(most);

/** A key log with all lines of a text. */
export const keyLogOf = (text: string): KeyLog => {
  const log = keyLog();
  log.addAll(text);
  return log;
};
