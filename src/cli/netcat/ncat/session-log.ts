/** `-o` and `-x`: everything that passes, as it is and in hex, in the order in which it passes. */
import { hex } from '../../../core/bytes.ts';
import { dots } from '../../../core/text.ts';
import type { Tap } from '../../../io/base/tap.ts';
import { openLogFile, writeAll } from '../log-file.ts';
import { fatal, type Quit } from './quit.ts';

export interface LogFiles {
  readonly output?: string | undefined;
  readonly hexDump?: string | undefined;
  readonly append: boolean;
  /** What is received is thrown away, and not written either. */
  readonly sendOnly?: boolean;
}

export interface SessionLog extends Tap {
  /** How many files are open. */
  readonly files: number;
  /** Bytes that no channel carried, e.g. what a broker's client said to nobody. */
  log(bytes: Uint8Array): void;
}

/** Undefined where no file is asked for. Throws a Quit where one cannot be opened; `failed` gets one where it cannot be written later. */
export const openLog = (files: LogFiles, failed: (last: Quit) => void): SessionLog | undefined => {
  const text = files.output === undefined ? undefined : open(files.output, files.append);
  const hexFile = files.hexDump === undefined ? undefined : open(files.hexDump, files.append);
  if (text === undefined && hexFile === undefined) return undefined;
  const log = (bytes: Uint8Array): void => {
    try {
      if (text !== undefined) writeAll(text, bytes);
      if (hexFile !== undefined) writeAll(hexFile, Buffer.from(hexLines(bytes), 'latin1'));
    } catch (cause) {
      failed(fatal('write', cause));
    }
  };
  return {
    files: Number(text !== undefined) + Number(hexFile !== undefined),
    log,
    open: () => ({
      chunk: (direction, bytes) => {
        if (direction === 'sent' || files.sendOnly !== true) log(bytes);
      },
      ended: () => {},
      reset: () => {},
      closed: () => {},
    }),
  };
};

/** Rows of sixteen bytes: offset, hex in two halves, text. Offsets begin anew with each call, and with each stretch of 8 KiB. */
export const hexLines = (bytes: Uint8Array): string => {
  let text = '';
  for (let o = 0; o < bytes.length; o += 16) {
    const row = bytes.subarray(o, o + 16);
    const [left, right] = [row.subarray(0, 8), row.subarray(8)].map((half) => hex(half, ' ').padEnd(23));
    text += `${(o % STRETCH).toString(16).padStart(4, '0')}   ${left}  ${right}  ${dots(row).replaceAll(' ', '.').padEnd(16)}\n`;
  }
  return text;
};

const STRETCH = 8192;

const open = (path: string, append: boolean): number => {
  try {
    return openLogFile(path, append, 0o664);
  } catch (cause) {
    throw fatal('open', cause);
  }
};
