/** UidList: which number each message of a folder has, for ever, and the folder's keywords, in a small file beside the messages. */
import { utf8 } from '../../core/bytes.ts';
import { IoError } from '../../core/fault.ts';
import type { Files } from '../files/files.ts';

const NAME = 'wirecat-uids';
/** Bytes of a list that is read: a hundred thousand messages. */
const LARGEST = 16 << 20;
/** As many as there are small letters. */
export const MOST_KEYWORDS = 26;

export interface Numbers {
  readonly validity: number;
  readonly next: number;
  /** By base. */
  readonly uids: ReadonlyMap<string, number>;
  /** Words that clients mark messages with: the first has the letter a in names of messages. */
  readonly keywords: readonly string[];
}

export class UidList {
  readonly #files: Files;
  readonly #path: string;
  /** When the file was last written or read: another process may have changed it since. */
  #modified = -1;

  constructor(files: Files, folder: string) {
    this.#files = files;
    this.#path = `${folder}/${NAME}`;
  }

  /** Undefined where it says nothing new. */
  async changed(): Promise<Numbers | undefined> {
    const modified = this.#lookedAt();
    if (modified === undefined || modified === this.#modified) return undefined;
    this.#modified = modified;
    return parse(await this.#text());
  }

  async save({ validity, next, keywords }: Omit<Numbers, 'uids'>, uids: Iterable<readonly [base: string, uid: number]>): Promise<void> {
    const lines = [...keywords.map((name) => `keyword ${name}\n`), ...[...uids].map(([base, uid]) => `${uid} ${base}\n`)];
    const file = this.#files.create(this.#path);
    try {
      await file.write(utf8(`1 ${validity} ${next}\n${lines.join('')}`));
      await file.finish();
    } catch (error) {
      file.discard();
      throw error;
    }
    this.#modified = this.#lookedAt() ?? -1;
  }

  #lookedAt(): number | undefined {
    try {
      return this.#files.look(this.#path).modified;
    } catch (error) {
      if (error instanceof IoError && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async #text(): Promise<string> {
    const file = this.#files.open(this.#path);
    try {
      const into = new Uint8Array(Math.min(file.size, LARGEST));
      const count = await file.read(into, 0);
      return Buffer.from(into.subarray(0, count)).toString('utf8');
    } finally {
      file.close();
    }
  }
}

/** Lines that are none of ours count for nothing: the messages get new numbers. */
const parse = (text: string): Numbers | undefined => {
  const [head = '', ...lines] = text.split('\n');
  const [, validity, next] = /^1 (\d{1,10}) (\d{1,10})$/.exec(head) ?? [];
  if (validity === undefined || next === undefined) return undefined;
  const uids = new Map<string, number>();
  const keywords: string[] = [];
  for (const line of lines) {
    const [, uid, base] = /^(\d{1,10}) (\S+)$/.exec(line) ?? [];
    if (uid !== undefined && base !== undefined && Number(uid) < Number(next)) uids.set(base, Number(uid));
    const [, keyword] = /^keyword (\S+)$/.exec(line) ?? [];
    if (keyword !== undefined && keywords.length < MOST_KEYWORDS) keywords.push(keyword);
  }
  return { validity: Number(validity), next: Number(next), uids, keywords };
};
