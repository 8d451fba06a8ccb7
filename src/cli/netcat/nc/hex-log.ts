/** `-o FILE`: every byte that passes, as the traditional netcat logs it: direction, offset, sixteen bytes, their text. */
import { hex } from '../../../core/bytes.ts';
import { dots } from '../../../core/text.ts';
import type { Direction, Tap } from '../../../io/base/tap.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { openLogFile, writeAll } from '../log-file.ts';
import { NcError } from '../nc-error.ts';

/** The file is made anew. Throws an NcError where it cannot be; `failed` gets one where it cannot be written later, and nothing more is. */
export const hexLog = (file: string, failed: (error: NcError) => void): Tap => {
  const fd = openLog(file);
  let open = true;
  const offsets = { sent: 0, received: 0 };
  return {
    open: () => ({
      chunk: (direction, bytes) => {
        if (!open) return;
        try {
          writeAll(fd, Buffer.from(hexLines(direction, offsets[direction], bytes), 'latin1'));
        } catch (error) {
          open = false;
          failed(new NcError('', `ofd write err : ${strerror(error)}\n`));
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
    return openLogFile(file, false, 0o600);
  } catch (error) {
    throw new NcError(`${file}: ${strerror(error)}`);
  }
};
