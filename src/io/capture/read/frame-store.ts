/**
 * Frame store: the bytes of frames again, in any order: from the capture's own file, or, where that comes through a pipe or is packed, from
 * a copy in a file without a name, which is gone when the program ends, however it ends.
 */
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bytes, EMPTY } from '../../../core/bytes.ts';
import type { FrameBatch } from '../../../wire/frame.ts';
import { ioError } from '../../base/errors.ts';
import type { Capture } from './capture.ts';
import { type Stretch, Stretches } from './stretches.ts';

export interface FrameStore {
  /** Makes sure that the frames of a batch can be read again; says in the batch where they lie. */
  add(batch: FrameBatch): void;
  /** The bytes at a place, in `room` where that is given; fewer where the file was cut meanwhile. */
  read(position: number, length: number, room?: Uint8Array): Bytes;
  /** Begins to read a long stretch, for who goes through the capture. */
  ahead(position: number, length: number): Stretch;
  close(): void;
}

export const frameStore = (capture: Capture): FrameStore => {
  const isPlain = 'fd' in capture;
  const fd = isPlain ? opened(capture.place) : nameless();
  let end = 0;
  const stretches = new Stretches(fd);
  const blocks = new Blocks(fd);
  const copies = new Copies();
  const single = (position: number, length: number): Bytes =>
    copies.of(stretches.at(position, length) ?? blocks.at(position, length)) ?? readAt(fd, position, length);
  return {
    add: (batch) => {
      if (!isPlain) end += copy(fd, batch, end);
    },
    read: (position, length, room) => (room === undefined ? single(position, length) : readAt(fd, position, length, room)),
    ahead: (position, length) => stretches.begin(position, length),
    close: () => void stretches.settled().then(() => closeSync(fd)),
  };
};

const opened = (path: string): number => {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw ioError(path, 'a file to read', error);
  }
};

const nameless = (): number => {
  const path = join(tmpdir(), `wirecat-${process.pid}-${process.hrtime.bigint()}`);
  try {
    const fd = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    return fd;
  } catch (error) {
    throw ioError(path, 'room for a copy of the capture', error);
  }
};

/** Writes the stretch of the batch's bytes that holds its frames; gives its length. */
const copy = (fd: number, batch: FrameBatch, end: number): number => {
  const last = batch.count - 1;
  if (last < 0) return 0;
  const from = batch.offset[0]!;
  const bytes = batch.bytes.subarray(from, batch.offset[last]! + batch.captured[last]!);
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at, bytes.length - at, end + at);
  for (let i = 0; i <= last; i++) batch.position[i] = end + batch.offset[i]! - from;
  return bytes.length;
};

/** Bytes of a block, and blocks that are kept: frames that are asked for one by one lie near to each other. */
const BLOCK = 1 << 16;
const KEPT = 16;

class Blocks {
  readonly #fd: number;
  /** Where each block is, and what of its room was read; the newest last. */
  readonly #kept = new Map<number, { readonly room: Uint8Array; readonly bytes: Bytes }>();

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** What lies at a place, where that is in one block; valid until the next is asked for. */
  at(position: number, length: number): Bytes | undefined {
    const from = position % BLOCK;
    if (from + length > BLOCK) return undefined;
    return this.#block(position - from, from + length).subarray(from, from + length);
  }

  #block(at: number, needs: number): Bytes {
    const known = this.#kept.get(at);
    // A file that grows may have more of its last block now.
    if (known !== undefined && known.bytes.length >= needs) return known.bytes;
    const room = known?.room ?? this.#room();
    const bytes = readAt(this.#fd, at, BLOCK, room);
    this.#kept.set(at, { room, bytes });
    return bytes;
  }

  /** That of the oldest block, where there are as many as may be: new memory costs more than what is read into it. */
  #room(): Uint8Array {
    const [oldest] = this.#kept;
    if (this.#kept.size < KEPT || oldest === undefined) return new Uint8Array(BLOCK);
    this.#kept.delete(oldest[0]);
    return oldest[1].room;
  }
}

/** Copies of a few bytes, many in one piece of memory: each of its own would cost more than what it holds. */
class Copies {
  #room: Uint8Array = EMPTY;
  #used = 0;

  of(bytes: Bytes | undefined): Bytes | undefined {
    if (bytes === undefined || bytes.length > BLOCK / 4) return bytes?.slice();
    if (this.#used + bytes.length > this.#room.length) {
      this.#room = new Uint8Array(BLOCK);
      this.#used = 0;
    }
    const copy = this.#room.subarray(this.#used, this.#used + bytes.length);
    copy.set(bytes);
    this.#used += bytes.length;
    return copy;
  }
}

const readAt = (fd: number, position: number, length: number, bytes: Uint8Array = new Uint8Array(length)): Bytes => {
  let got = 0;
  while (got < length) {
    const n = readSync(fd, bytes, got, length - got, position + got);
    if (n === 0) break;
    got += n;
  }
  return got === bytes.length ? bytes : bytes.subarray(0, got);
};
