/**
 * RecentFiles: short files that were read of late, so that a file that many ask for costs one question to the system instead of ten. What is
 * kept is given again only while the path leads to the same file, unchanged.
 */
import { type Stats, statSync } from 'node:fs';
import { OpenFile } from './open-file.ts';

/** Longer files are read each time; of all together so many bytes are kept. */
const LONGEST = 131_072;
const MOST = 16 << 20;
/** Milliseconds for which a file must have been left alone: within the same tick of a file system's clock a change would not be seen. */
const SETTLED = 100;

interface Recent {
  readonly stat: Stats;
  readonly bytes: Uint8Array;
  /** It was found to be so in this turn of the event loop: what is asked in the same turn is asked at the same time. */
  isFresh: boolean;
}

export class RecentFiles {
  readonly #kept = new Map<string, Recent>();
  #size = 0;
  #fresh: Recent[] = [];

  /** `path` as the system has it. */
  find(path: string): OpenFile | undefined {
    const recent = this.#kept.get(path);
    if (recent === undefined) return undefined;
    if (!recent.isFresh && !this.#isStill(path, recent)) {
      this.#drop(path, recent);
      return undefined;
    }
    return new OpenFile(undefined, recent.stat, recent.bytes);
  }

  #expire(): void {
    for (const recent of this.#fresh) recent.isFresh = false;
    this.#fresh = [];
  }

  #isStill(path: string, recent: Recent): boolean {
    const now = statSync(path, { throwIfNoEntry: false });
    if (now === undefined || !isSame(now, recent.stat)) return false;
    recent.isFresh = true;
    if (this.#fresh.push(recent) === 1) setImmediate(() => this.#expire());
    return true;
  }

  /** The file that `path` has led to, or what is kept of it from here on. */
  keep(path: string, file: OpenFile, stat: Stats): OpenFile {
    if (stat.size > LONGEST || Date.now() - Math.max(stat.mtimeMs, stat.ctimeMs) < SETTLED) return file;
    const bytes = new Uint8Array(stat.size);
    if (file.readNow(bytes, 0) < stat.size) return file;
    file.close();
    this.#kept.set(path, { stat, bytes, isFresh: false });
    this.#size += bytes.length;
    for (const [old, recent] of this.#kept) {
      if (this.#size <= MOST) break;
      this.#drop(old, recent);
    }
    return new OpenFile(undefined, stat, bytes);
  }

  #drop(path: string, recent: Recent): void {
    this.#kept.delete(path);
    this.#size -= recent.bytes.length;
  }
}

const isSame = (a: Stats, b: Stats): boolean =>
  a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.dev === b.dev && a.mode === b.mode;
