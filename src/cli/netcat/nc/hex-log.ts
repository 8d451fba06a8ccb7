/** `-o FILE`: every byte that passes, as the traditional netcat logs it: direction, offset, sixteen bytes, their text. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { hex } from '../../../core/bytes.ts';
import { dots } from '../../../core/text.ts';
import type { Direction, Tap } from '../../../io/base/tap.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { NcError } from '../nc-error.ts';

/** The file is made anew. Throws an NcError where it cannot be; a disk that fills up later ends the log, not the conversation. */
export const hexLog = (file: string): Tap => {
  const fd = openLog(file);
  let open = true;
  const offsets = { sent: 0, received: 0 };
  const close = (): void => {
    if (open) closeSync(fd);
    open = false;
  };
  return {
    open: () => ({
      chunk: (direction, bytes) => {
        if (!open) return;
        try {
          writeSync(fd, hexLines(direction, offsets[direction], bytes));
        } catch {
          close();
        }
        offsets[direction] += bytes.length;
      },
      ended: () => {},
      reset: () => {},
      closed: () => {},
    }),
  };
};

/** One line for sixteen bytes: `> 00000000 68 65 … # he…`. */
export const hexLines = (direction: Direction, offset: number, bytes: Uint8Array): string => {
  const sign = direction === 'sent' ? '>' : '<';
  let text = '';
  for (let o = 0; o < bytes.length; o += 16) {
    const row = bytes.subarray(o, o + 16);
    text += `${sign} ${(offset + o).toString(16).padStart(8, '0')} ${hex(row, ' ').padEnd(47)} # ${dots(row)}\n`;
  }
  return text;
};

const openLog = (file: string): number => {
  try {
    return openSync(file, 'w', 0o600);
  } catch (error) {
    throw new NcError(`${file}: ${strerror(error)}`);
  }
};
