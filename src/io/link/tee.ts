/** Tee: a tap that copies one direction, or both, into open files. Written at once, so that nothing is missing and nothing is out of order. */
import { writeSync } from 'node:fs';
import type { IoError } from '../../core/fault.ts';
import { ioError } from '../base/errors.ts';
import type { Tap } from '../base/tap.ts';

export interface TeeFiles {
  /** Descriptors; the same one twice gives one file of both directions in their order. */
  readonly sent?: number;
  readonly received?: number;
}

/** `failed` is told once, e.g. when the disk is full; the channel goes on without the copy. */
export const teeTap = (files: TeeFiles, place: string, failed: (error: IoError) => void): Tap => {
  let broken = false;
  const copy = (fd: number, bytes: Uint8Array): void => {
    try {
      for (let o = 0; o < bytes.length; ) o += writeSync(fd, bytes, o);
    } catch (cause) {
      broken = true;
      failed(ioError(place, 'to write the copy', cause));
    }
  };
  return {
    open: () => ({
      chunk: (direction, bytes) => {
        const fd = files[direction];
        if (fd !== undefined && !broken) copy(fd, bytes);
      },
      ended: () => {},
      reset: () => {},
      closed: () => {},
    }),
  };
};
