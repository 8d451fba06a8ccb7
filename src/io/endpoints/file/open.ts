/** `file:` opened. */

import { close, constants, fstatSync, openSync, type Stats } from 'node:fs';
import { IoError } from '../../../core/fault.ts';
import { sayTrouble } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import type { OpenOptions } from '../../base/endpoint.ts';
import { abortReason, codeOf, ioError } from '../../base/errors.ts';
import { readingChannel, writingChannel } from '../../channels/one-way.ts';
import { readFd } from '../../fd/fd-read.ts';
import { writeFdAsText } from '../../fd/fd-write.ts';
import { followFile } from './follow.ts';

export interface FileWords {
  readonly path: string;
  readonly how?: 'read' | 'write' | 'append' | 'follow';
  readonly tail?: boolean;
  readonly mode?: string;
}

/** Rejects with an IoError, or with the signal's reason. */
export const openFile = async (at: FileWords, place: string, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
  if (signal.aborted) throw abortReason(signal);
  const how = at.how ?? (options.side === 'second' ? 'write' : 'read');
  const started = now();
  const fd = open(at, how, place);
  const opened = now();
  const facts = { scheme: 'file', role: 'initiator', local: 'wirecat', remote: place, started, opened } as const;
  try {
    checkKind(fstatSync(fd), at.path, place);
    if (how === 'write' || how === 'append')
      return writingChannel(facts, writeFdAsText(fd, false, options.terminalText), { place, release: () => {} });
    const told = (line: string): void => options.onMessage?.(`${place}: ${line}`);
    const read = how === 'follow' ? followFile(fd, { fromEnd: at.tail === true, told }) : readFd(fd, true);
    return readingChannel(facts, read, { place, release: () => close(fd, () => {}) });
  } catch (cause) {
    close(fd, () => {});
    throw ioError(place, 'a file', cause);
  }
};

/** A FIFO or terminal by that name must not block us, so nothing is ever opened without O_NONBLOCK. */
const open = (at: FileWords, how: 'read' | 'write' | 'append' | 'follow', place: string): number => {
  const writing = how === 'write' || how === 'append';
  try {
    return openSync(at.path, FLAGS[how] | constants.O_NONBLOCK, Number.parseInt(at.mode ?? '600', 8));
  } catch (cause) {
    const code = codeOf(cause) ?? '';
    throw ioError(place, writing ? 'to write the file' : 'to read the file', cause, code === 'ELOOP' && writing ? LINK : BECAUSE[code]);
  }
};

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDONLY, O_TRUNC, O_WRONLY } = constants;

const FLAGS = {
  read: O_RDONLY,
  follow: O_RDONLY,
  write: O_WRONLY | O_CREAT | O_TRUNC | (O_NOFOLLOW ?? 0),
  append: O_WRONLY | O_CREAT | O_APPEND | (O_NOFOLLOW ?? 0),
};

const LINK = sayTrouble('isLink');

const BECAUSE: Readonly<Record<string, Said>> = {
  EACCES: sayTrouble('fileDenied'),
  EISDIR: sayTrouble('isFolder'),
  ENOENT: sayTrouble('noFile'),
  ENXIO: sayTrouble('isFifo'),
};

const checkKind = (what: Stats, path: string, place: string): void => {
  if (what.isDirectory()) throw new IoError(place, 'EISDIR', sayTrouble('gotFolder'));
  if (what.isFIFO()) throw new IoError(place, 'ENOTFILE', sayTrouble('gotFifo', { path }));
};
