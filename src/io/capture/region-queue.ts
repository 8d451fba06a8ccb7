/**
 * What an encoder gives, on its way to a file: one write at a time on the thread pool, at most LIMIT bytes waiting. When more comes for a
 * regular file, it is written at once to its place and the caller waits that long, so nothing is lost; for a pipe it is dropped and counted.
 * A region is always whole records or blocks, so what is dropped or fails leaves a file that can be read.
 */
import { ftruncateSync, write, writeSync } from 'node:fs';
import type { IoError } from '../../core/fault.ts';
import { codeOf, ioError } from '../errors.ts';
import type { Opened } from './open-for-writing.ts';

export interface Region {
  readonly bytes: Uint8Array;
  /** Must not be dropped: it has file headers or interfaces in it. */
  readonly essential: boolean;
  /** Called when the bytes are no longer needed, written or not. */
  readonly done: (written: boolean) => void;
}

const LIMIT = 8 << 20;
/** How soon a full pipe is tried again. */
const RETRY_MS = 2;

interface Placed extends Region {
  readonly position: number;
}

export class RegionQueue {
  /** Set by the first refusal of the system; nothing is written after it. */
  error: IoError | undefined;
  /** Bytes that are in the file. */
  written = 0;
  private readonly path: string;
  private readonly file: Opened;
  private readonly failed: (error: IoError) => void;
  private readonly waiting: Placed[] = [];
  private bytesWaiting = 0;
  private end = 0;
  private busy = false;
  private idle: (() => void) | undefined;

  constructor(path: string, file: Opened, failed: (error: IoError) => void) {
    this.path = path;
    this.file = file;
    this.failed = failed;
  }

  add(region: Region): void {
    const full = this.bytesWaiting + region.bytes.length > LIMIT;
    if (this.error !== undefined || (full && !this.file.regular && !region.essential)) {
      region.done(false);
      return;
    }
    const placed = { ...region, position: this.end };
    this.end += region.bytes.length;
    if (full && this.file.regular) {
      this.writeNow(placed);
      return;
    }
    this.waiting.push(placed);
    this.bytesWaiting += region.bytes.length;
    if (!this.busy) this.next();
  }

  /** Resolves when nothing waits any more. */
  drained(): Promise<void> {
    if (!this.busy) return Promise.resolve();
    return new Promise((resolve) => {
      this.idle = resolve;
    });
  }

  private next(): void {
    const region = this.waiting[0];
    this.busy = region !== undefined;
    if (region === undefined) {
      this.idle?.();
      return;
    }
    if (this.error !== undefined) this.finish(region, false);
    else this.writeFrom(region, 0);
  }

  private writeFrom(region: Placed, at: number): void {
    const place = this.file.regular ? region.position + at : null;
    write(this.file.fd, region.bytes, at, region.bytes.length - at, place, (error, n) => {
      if (codeOf(error) === 'EAGAIN') setTimeout(() => this.writeFrom(region, at), RETRY_MS);
      else if (error !== null) {
        this.fail(region, error);
        this.finish(region, false);
      } else if (at + n < region.bytes.length) this.writeFrom(region, at + n);
      else this.finish(region, true);
    });
  }

  private finish(region: Placed, written: boolean): void {
    this.waiting.shift();
    this.bytesWaiting -= region.bytes.length;
    if (written) this.written += region.bytes.length;
    region.done(written);
    this.next();
  }

  private writeNow(region: Placed): void {
    try {
      for (let at = 0; at < region.bytes.length; ) {
        at += writeSync(this.file.fd, region.bytes, at, region.bytes.length - at, region.position + at);
      }
      this.written += region.bytes.length;
      region.done(true);
    } catch (error) {
      this.fail(region, error);
      region.done(false);
    }
  }

  /** The file is cut where the region would have begun, so that it ends with a whole record. */
  private fail(region: Placed, cause: unknown): void {
    if (this.error !== undefined) return;
    const code = codeOf(cause) ?? 'EIO';
    this.error = ioError(this.path, `room for ${region.bytes.length} bytes after ${region.position}`, cause, BECAUSE[code]);
    if (this.file.regular) {
      try {
        ftruncateSync(this.file.fd, region.position);
      } catch {
        // The first error is the one to tell.
      }
    }
    this.failed(this.error);
  }
}

const BECAUSE: Readonly<Record<string, string>> = {
  EDQUOT: 'the quota of this user is used up',
  EFBIG: 'the file may not grow any more',
  EIO: 'the device failed',
  ENOSPC: 'the disk is full',
  EPIPE: 'its reader is gone',
};
