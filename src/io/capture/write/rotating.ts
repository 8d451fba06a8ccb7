/** A capture kept in a ring of files: a new one when one is full or old enough, and the oldest removed. */
import { rmSync } from 'node:fs';
import type { Bytes } from '../../../core/bytes.ts';
import type { InterfaceInfo } from '../../../formats/decoder.ts';
import type { FrameBatch } from '../../../wire/frame.ts';
import { type CaptureWriter, type WriteOptions, type WrittenTotals, writeCapture } from './write-file.ts';

export interface Rotation {
  /** After which the next file begins: bytes of a file, or seconds between its first packet and one behind it. */
  readonly after: { readonly bytes: number } | { readonly seconds: number };
  /** Files that are kept. */
  readonly files: number;
}

export interface CaptureKeeper {
  /** Names what frames are to come from, before there are any. */
  announce(from: InterfaceInfo): void;
  /** Resolves when more can be taken. */
  put(batch: FrameBatch, interfaces: readonly InterfaceInfo[]): Promise<void> | undefined;
  secrets(kind: number, bytes: Bytes): void;
  lost(frames: number): void;
  readonly written: WrittenTotals;
  /** Throws the IoError where a file is not complete. */
  close(): Promise<void>;
}

/** One file, or with `rotation` `name_00001.pcapng` and so on. Rejects with an IoError. */
export const keepCapture = async (
  path: string,
  options: WriteOptions,
  rotation: Rotation | undefined,
  signal: AbortSignal,
): Promise<CaptureKeeper> => {
  const first = rotation === undefined ? path : numbered(path, 1);
  const writer = await writeCapture(first, options, signal);
  return rotation === undefined ? new OneFile(writer) : new FileRing({ path, options, rotation, signal }, writer, first);
};

class OneFile implements CaptureKeeper {
  readonly #writer: CaptureWriter;

  constructor(writer: CaptureWriter) {
    this.#writer = writer;
  }

  announce(from: InterfaceInfo): void {
    this.#writer.announce(from);
  }

  put(batch: FrameBatch, interfaces: readonly InterfaceInfo[]): undefined {
    this.#writer.batch(batch, interfaces);
  }

  secrets(kind: number, bytes: Bytes): void {
    this.#writer.secrets(kind, bytes);
  }

  lost(frames: number): void {
    this.#writer.lost(frames);
  }

  get written(): WrittenTotals {
    return this.#writer.totals;
  }

  async close(): Promise<void> {
    await this.#writer.close();
  }
}

interface Ring {
  readonly path: string;
  readonly options: WriteOptions;
  readonly rotation: Rotation;
  readonly signal: AbortSignal;
}

class FileRing implements CaptureKeeper {
  readonly #ring: Ring;
  readonly #names: string[];
  readonly #secrets: [kind: number, bytes: Bytes][] = [];
  #writer: CaptureWriter;
  #number = 1;
  /** When the newest file began, by its first packet. */
  #since: number | undefined;
  /** Of the files that are closed. */
  #before: WrittenTotals = { frames: 0, dropped: 0, bytes: 0 };
  #lost = 0;
  /** Those that stand in the files before. */
  #lostBefore = 0;
  #closed = false;

  constructor(ring: Ring, writer: CaptureWriter, first: string) {
    this.#ring = ring;
    this.#writer = writer;
    this.#names = [first];
  }

  announce(from: InterfaceInfo): void {
    this.#writer.announce(from);
  }

  async put(batch: FrameBatch, interfaces: readonly InterfaceInfo[]): Promise<void> {
    if (batch.count === 0) return;
    const { after } = this.#ring.rotation;
    const begins = batch.seconds[0] ?? 0;
    if ('seconds' in after && this.#since !== undefined && begins - this.#since >= after.seconds) await this.#turn();
    this.#since ??= begins;
    this.#writer.batch(batch, interfaces);
    if ('bytes' in after && sizeOf(this.#writer) >= after.bytes) await this.#turn();
  }

  secrets(kind: number, bytes: Bytes): void {
    this.#secrets.push([kind, bytes.slice()]);
    this.#writer.secrets(kind, bytes);
  }

  lost(frames: number): void {
    this.#lost = frames;
  }

  get written(): WrittenTotals {
    if (this.#closed) return this.#before;
    const { frames, dropped, bytes } = this.#writer.totals;
    return { frames: this.#before.frames + frames, dropped: this.#before.dropped + dropped, bytes: this.#before.bytes + bytes };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#writer.lost(this.#lost - this.#lostBefore);
    this.#lostBefore = this.#lost;
    await this.#writer.close();
    this.#before = this.written;
    this.#closed = true;
  }

  async #turn(): Promise<void> {
    const { path, options, rotation, signal } = this.#ring;
    await this.close();
    const name = numbered(path, ++this.#number);
    this.#names.push(name);
    for (const old of this.#names.splice(0, this.#names.length - rotation.files)) rmSync(old, { force: true });
    this.#writer = await writeCapture(name, options, signal);
    this.#closed = false;
    this.#since = undefined;
    for (const [kind, bytes] of this.#secrets) this.#writer.secrets(kind, bytes);
  }
}

const sizeOf = (writer: CaptureWriter): number => {
  writer.flush();
  return writer.totals.bytes;
};

const numbered = (path: string, number: number): string => {
  const dot = /\.[^./]+$/.exec(path)?.index ?? path.length;
  return `${path.slice(0, dot)}_${String(number).padStart(5, '0')}${path.slice(dot)}`;
};
