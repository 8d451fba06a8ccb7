/** A capture kept in a ring of files: a new one when one is full, and the oldest removed. */
import { unlinkSync } from 'node:fs';
import type { InterfaceInfo } from '../../../formats/decoder.ts';
import type { FrameBatch } from '../../../wire/frame.ts';
import { type CaptureWriter, type WriteOptions, type WrittenTotals, writeCapture } from './write-file.ts';

export interface Rotation {
  /** Bytes after which the next file begins. */
  readonly size: number;
  /** Files that are kept. */
  readonly files: number;
}

export interface CaptureKeeper {
  /** Resolves when more can be taken. */
  put(batch: FrameBatch, interfaces: readonly InterfaceInfo[]): Promise<void> | undefined;
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
  const names = rotation === undefined ? [path] : [numbered(path, 1)];
  let number = 1;
  let writer = await writeCapture(names[0] ?? path, options, signal);
  /** Of the files that are closed. */
  let before: WrittenTotals = { frames: 0, dropped: 0, bytes: 0 };
  let lost = 0;
  let closed = false;
  const sum = (): WrittenTotals => {
    const { frames, dropped, bytes } = writer.totals;
    return closed ? before : { frames: before.frames + frames, dropped: before.dropped + dropped, bytes: before.bytes + bytes };
  };
  const finish = async (): Promise<void> => {
    writer.lost(lost);
    await writer.close();
    before = sum();
    closed = true;
  };
  const turn = async ({ files }: Rotation): Promise<void> => {
    await finish();
    names.push(numbered(path, ++number));
    for (const old of names.splice(0, names.length - files)) unlinkSync(old);
    writer = await writeCapture(names.at(-1) ?? path, options, signal);
    closed = false;
  };
  return {
    put(batch, interfaces) {
      writer.batch(batch, interfaces);
      return rotation !== undefined && sizeOf(writer) >= rotation.size ? turn(rotation) : undefined;
    },
    lost: (frames) => {
      lost = frames;
    },
    get written() {
      return sum();
    },
    close: finish,
  };
};

const sizeOf = (writer: CaptureWriter): number => {
  writer.flush();
  return writer.totals.bytes;
};

const numbered = (path: string, number: number): string => {
  const dot = /\.[^./]+$/.exec(path)?.index ?? path.length;
  return `${path.slice(0, dot)}_${String(number).padStart(5, '0')}${path.slice(dot)}`;
};
