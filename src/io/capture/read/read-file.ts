/**
 * Captures read into batches of frames. Plain files are read with calls that wait, into one buffer that is used again; memory stays at
 * the buffer and one record. Pipes and packed files go another way (read-stream.ts), which is loaded only for them.
 */

import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { Decoder } from '../../../formats/decoder.ts';
import { GENEROUS_HEAD, openFormat } from '../../../formats/index.ts';
import type { FrameBatch } from '../../../wire/frame.ts';
import { ioError } from '../../base/errors.ts';
import type { Capture, FileCapture } from './capture.ts';
import { secretsOfFile } from './secrets-of-file.ts';
import { type Room, Window } from './window.ts';

/**
 * Opens the capture at `path`, or standard input for `-`. Throws a UsageError where it is no capture, an IoError where the system refuses.
 */
export const readCapture = async (path: string, signal: AbortSignal): Promise<Capture> => {
  const file = plainFile(path);
  if (typeof file !== 'number') return file;
  const [{ openNamedPipe }, { streamCapture }] = await Promise.all([import('../../base/named-pipe.ts'), import('./read-stream.ts')]);
  return streamCapture(path, file === NONE ? await openNamedPipe(path, 'read', signal) : file, signal);
};

/** Opens a capture that must be a plain, unpacked file; others are refused with a UsageError. */
export const readCaptureFile = (path: string): FileCapture => {
  const file = plainFile(path);
  if (typeof file !== 'number') return file;
  if (file > 0) closeSync(file);
  throw new UsageError(path, sayWrong('plainFile'), undefined, sayWrong('notPacked'));
};

/** How much is read at once: 1 MiB stays in the cache until it is decoded and traced; 2 MiB cost 4 % more CPU, 8 MiB a third. */
const CHUNK = 1 << 20;
/** No descriptor: not opened, because opening a pipe waits for its other end. */
const NONE = -1;

/** The capture; a descriptor where its content is packed or standard input is no file; NONE where `path` is no regular file. */
const plainFile = (path: string): FileCapture | number => {
  const stat = statOf(path);
  if (stat.isDirectory()) throw UsageError.of(path, sayWrong('isDirectory'), sayWrong('nameCapture'));
  if (!stat.isFile()) return path === '-' ? 0 : NONE;
  const fd = path === '-' ? 0 : openForReading(path);
  try {
    return formatOf(path, fd, stat.size) ?? fd;
  } catch (error) {
    if (fd !== 0) closeSync(fd);
    throw error;
  }
};

/** Undefined where it is packed. */
const formatOf = (path: string, fd: number, size: number, room?: Room): FileCapture | undefined => {
  const head = new Uint8Array(Math.min(size, GENEROUS_HEAD));
  const got = readAt(path, fd, head, 0, 0);
  if (got >= 2 && head[0] === 0x1f && head[1] === 0x8b) return undefined;
  const { decoder, start } = openFormat(path, head.subarray(0, got), got >= size);
  return fileCapture(path, fd, decoder, start, size, room);
};

/** A capture that is open elsewhere, under its descriptor, read into other room; who opened it closes it. */
export const reopened = (path: string, fd: number, room: Room): FileCapture => {
  const capture = formatOf(path, fd, fstatSync(fd).size, room);
  if (capture === undefined) throw new UsageError(path, sayWrong('plainFile'));
  return capture;
};

const statOf = (path: string): Stats => {
  try {
    return path === '-' ? fstatSync(0) : statSync(path);
  } catch (error) {
    throw ioError(path, 'a file to read', error);
  }
};

const openForReading = (path: string): number => {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw ioError(path, 'a file to read', error);
  }
};

const fileCapture = (place: string, fd: number, decoder: Decoder, start: number, size: number, room?: Room): FileCapture => {
  let open = fd !== 0 && room === undefined;
  const close = (): void => {
    if (open) closeSync(fd);
    open = false;
  };
  return {
    place,
    decoder,
    size,
    fd,
    close,
    ...(decoder.format === 'pcapng' && { allSecrets: () => secretsOfFile(fd, size) }),
    batches: fileBatches(place, fd, decoder, new Window(Math.min(CHUNK, size - start + 1), start, room), close),
    get fault() {
      return decoder.fault;
    },
  };
};

/** Fills `into` from `at` on with what the file has at `position`; less only at its end. */
const readAt = (path: string, fd: number, into: Uint8Array, at: number, position: number): number => {
  let got = 0;
  while (at + got < into.length) {
    let n = 0;
    try {
      n = readSync(fd, into, at + got, into.length - at - got, position + got);
    } catch (error) {
      throw ioError(path, `to read on from byte ${position + got}`, error);
    }
    if (n === 0) break;
    got += n;
  }
  return got;
};

/** A file that grows while it is read is read to its new end. */
function* fileBatches(path: string, fd: number, decoder: Decoder, window: Window, close: () => void): Generator<FrameBatch> {
  try {
    for (;;) {
      const got = readAt(path, fd, window.bytes, window.have, window.base + window.have);
      window.have += got;
      yield* window.batches(decoder);
      if (decoder.fault !== undefined) return;
      if (got === 0) {
        decoder.end(window.have, window.base);
        return;
      }
    }
  } finally {
    close();
  }
}
