/**
 * What an encoder gives, on its way to a file. A region is always whole records or blocks, so what is dropped or fails leaves a file that
 * can be read.
 *
 * A regular file is written at once, by calls that wait: 256 KiB that are still in the cache go out in 80 µs, half the CPU of the same
 * through the thread pool, and nothing is ever lost for lack of room. A pipe's reader may stop for good, so regions for it wait in a bounded
 * queue; when that is full they are dropped and counted.
 */

import { ftruncateSync, write, writeSync, writevSync } from 'node:fs';
import { IoError } from '../../../core/fault.ts';
import { sayCapture, sayTrouble } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import type { Encoded, Insert } from '../../../formats/encoder.ts';
import { codeOf, ioError } from '../../base/errors.ts';
import type { Opened } from './open-for-writing.ts';
import { Preallocation } from './preallocation.ts';

export interface Region extends Encoded {
  /** Must not be dropped: it has file headers or interfaces in it. */
  readonly essential: boolean;
  /** Which of its first bytes are whole records: as much is kept where no more gets into the file. Not asked where it has inserts. */
  readonly whole: (length: number) => number;
  /** Called once, when the bytes are no longer needed. */
  readonly done: (written: boolean) => void;
}

export interface Drain {
  /** Whether what is put has been written, or has failed, when `put` returns. Only then may a region have inserts. */
  readonly direct: boolean;
  put(region: Region): void;
  /** Nothing is put after this. Resolves when nothing waits any more. */
  finish(): Promise<void>;
  /** Bytes that are in the file. */
  readonly written: number;
  /** The first refusal of the system; nothing is written after it. */
  readonly error: IoError | undefined;
}

export const drainTo = (path: string, file: Opened, failed: (error: IoError) => void): Drain =>
  file.regular ? new FileDrain(path, file.fd, failed) : new PipeDrain(path, file.fd, failed);

class FileDrain implements Drain {
  readonly direct = true;
  written = 0;
  error: IoError | undefined;
  readonly #path: string;
  readonly #fd: number;
  readonly #failed: (error: IoError) => void;
  readonly #room: Preallocation;

  constructor(path: string, fd: number, failed: (error: IoError) => void) {
    this.#path = path;
    this.#fd = fd;
    this.#failed = failed;
    this.#room = new Preallocation(path, fd);
  }

  put(region: Region): void {
    if (this.error === undefined) this.#write(region);
    region.done(this.error === undefined);
  }

  async finish(): Promise<void> {
    if (this.error === undefined) this.#room.release(this.written);
  }

  #write({ bytes, inserts, whole }: Region): void {
    const size = inserts.reduce((n, i) => n + i.bytes.length, bytes.length);
    let at = 0;
    try {
      this.#room.reserve(this.written, size);
      if (inserts.length === 0) while (at < size) at += writeSync(this.#fd, bytes, at, size - at);
      else for (let parts = inOrder(bytes, inserts); parts.length > 0; ) parts = without(parts, writevSync(this.#fd, parts));
      this.written += size;
    } catch (error) {
      this.error = refusal(this.#path, size, this.written, error);
      this.written += whole(at);
      this.#cutBack();
      this.#failed(this.error);
    }
  }

  /** What was written of half a record goes, so that the file ends with a whole record. */
  #cutBack(): void {
    try {
      ftruncateSync(this.#fd, this.written);
    } catch {
      // The first error is the one to tell.
    }
  }
}

const inOrder = (bytes: Uint8Array, inserts: readonly Insert[]): Uint8Array[] => {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const { at, bytes: payload } of inserts) {
    parts.push(bytes.subarray(from, at), payload);
    from = at;
  }
  parts.push(bytes.subarray(from));
  return parts;
};

/** What is left of the parts when their first `n` bytes are written. */
const without = (parts: Uint8Array[], n: number): Uint8Array[] => {
  let left = n;
  return parts.flatMap((part) => {
    const gone = Math.min(left, part.length);
    left -= gone;
    return gone === part.length ? [] : [part.subarray(gone)];
  });
};

/** Bytes that wait for a pipe's reader. */
const LIMIT = 8 << 20;
/** How soon a full pipe that does not wait is tried again. */
const RETRY_MS = 2;

class PipeDrain implements Drain {
  readonly direct = false;
  written = 0;
  error: IoError | undefined;
  readonly #path: string;
  readonly #fd: number;
  readonly #failed: (error: IoError) => void;
  readonly #waiting: Region[] = [];
  #bytesWaiting = 0;
  #idle: (() => void) | undefined;
  #slow = false;

  constructor(path: string, fd: number, failed: (error: IoError) => void) {
    this.#path = path;
    this.#fd = fd;
    this.#failed = failed;
  }

  put(region: Region): void {
    const full = this.#bytesWaiting + region.bytes.length > LIMIT && !region.essential;
    if (full || this.error !== undefined) {
      region.done(false);
      if (full) this.#tellSlow();
      return;
    }
    this.#bytesWaiting += region.bytes.length;
    if (this.#waiting.push(region) === 1) this.#next();
  }

  finish(): Promise<void> {
    if (this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle = resolve;
    });
  }

  /** Once: that frames are left out, which the totals count. */
  #tellSlow(): void {
    if (this.#slow) return;
    this.#slow = true;
    this.#failed(new IoError(this.#path, 'EAGAIN', sayCapture('slowReader')));
  }

  #next(): void {
    const region = this.#waiting[0];
    if (region === undefined) this.#idle?.();
    else if (this.error !== undefined) this.#over(region, false);
    else this.#writeFrom(region, 0);
  }

  #writeFrom(region: Region, at: number): void {
    write(this.#fd, region.bytes, at, region.bytes.length - at, null, (error, n) => {
      if (codeOf(error) === 'EAGAIN') setTimeout(() => this.#writeFrom(region, at), RETRY_MS);
      else if (error !== null) {
        this.error = refusal(this.#path, region.bytes.length - at, this.written + at, error);
        this.#failed(this.error);
        this.#over(region, false);
      } else if (at + n < region.bytes.length) this.#writeFrom(region, at + n);
      else this.#over(region, true);
    });
  }

  #over(region: Region, written: boolean): void {
    this.#waiting.shift();
    this.#bytesWaiting -= region.bytes.length;
    if (written) this.written += region.bytes.length;
    region.done(written);
    this.#next();
  }
}

const refusal = (path: string, wanted: number, written: number, cause: unknown): IoError =>
  ioError(path, `to write ${wanted} bytes after ${written}`, cause, BECAUSE[codeOf(cause) ?? '']);

const BECAUSE: Readonly<Record<string, Said>> = {
  EDQUOT: sayTrouble('quota'),
  EFBIG: sayTrouble('mayNotGrow'),
  EIO: sayTrouble('device'),
  ENOSPC: sayTrouble('diskFull'),
  EPIPE: sayTrouble('noReader'),
};
