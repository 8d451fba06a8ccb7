/** NewFile: what a client uploads. It gets its name when it is whole; until then it lies beside it under another. */
import { randomBytes } from 'node:crypto';
import { close, constants, ftruncate, openSync, renameSync, unlinkSync, write } from 'node:fs';
import { IoError } from '../../core/fault.ts';
import { hold, type Located } from './locate.ts';

export interface NewFile {
  readonly written: number;
  write(chunk: Uint8Array): Promise<void>;
  /** It is whole: it has its name from here on. */
  finish(): Promise<void>;
  /** As if it had not been. Harmless after the end. */
  discard(): void;
}

/** Owner only: what strangers send is nobody else's. */
const MODE = 0o600;

/** In a folder. It is replaced at once and as a whole; a link of that name is replaced, not followed. */
export const newFile = (folder: Located, name: string): NewFile => {
  const held = hold(folder);
  const part = `${held.path}/.${name.slice(0, 200)}.${randomBytes(4).toString('hex')}.part`;
  try {
    const fd = openSync(part, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0), MODE);
    const over = (act: () => void): void => {
      try {
        act();
      } finally {
        held.release();
      }
    };
    return new WrittenFile(fd, 0, {
      keep: () => over(() => renameSync(part, `${held.path}/${name}`)),
      drop: () => over(() => unlinkSync(part)),
    });
  } catch (cause) {
    held.release();
    throw cause;
  }
};

/** On an old file, behind its first `after` bytes; it has the new bytes at once. */
export const writeInto = (old: Located, after: number): NewFile => {
  if (!old.stat.isFile()) throw new IoError(old.names.join('/'), 'EISDIR', 'expected a file, got EISDIR, because it is none');
  const fd = openSync(old.path, constants.O_WRONLY);
  const nothing = (): void => {};
  return new WrittenFile(fd, Math.min(after, old.stat.size), { keep: nothing, drop: nothing });
};

interface Fate {
  keep(): void;
  drop(): void;
}

class WrittenFile implements NewFile {
  readonly #fd: number;
  readonly #start: number;
  readonly #fate: Fate;
  #at: number;
  #over = false;

  constructor(fd: number, start: number, fate: Fate) {
    this.#fd = fd;
    this.#start = start;
    this.#at = start;
    this.#fate = fate;
  }

  get written(): number {
    return this.#at - this.#start;
  }

  async write(chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.length; ) {
      const count = await this.#put(chunk.subarray(from));
      from += count;
      this.#at += count;
    }
  }

  async finish(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    await new Promise<void>((resolve, reject) => ftruncate(this.#fd, this.#at, (error) => (error === null ? resolve() : reject(error))));
    await new Promise<void>((resolve) => close(this.#fd, () => resolve()));
    this.#fate.keep();
  }

  discard(): void {
    if (this.#over) return;
    this.#over = true;
    close(this.#fd, () => {});
    try {
      this.#fate.drop();
    } catch {
      // gone already
    }
  }

  #put(bytes: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      write(this.#fd, bytes, 0, bytes.length, this.#at, (error, count) => (error === null ? resolve(count) : reject(error)));
    });
  }
}
