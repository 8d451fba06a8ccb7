/** What moves over data connections: RETR, STOR, STOU, APPE, LIST, NLST, MLSD, and ABOR (RFC 959 §4.1.3, RFC 3659 §7). */

import { utf8 } from '../../../core/bytes.ts';
import { IoError } from '../../../core/fault.ts';
import { sayServing } from '../../../core/said.ts';
import { quotePath } from '../../../protocols/ftp/directory.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { codeOf } from '../../base/errors.ts';
import type { FileEntry } from '../../files/files.ts';
import type { NewFile } from '../../files/new-file.ts';
import type { OpenFile } from '../../files/open-file.ts';
import { sendFile } from '../../files/send-file.ts';
import { asciiDecoder, asciiEncoder } from './ascii.ts';
import type { FtpCommands } from './command.ts';
import { factLine, isMatch, listLine } from './listing.ts';
import type { FtpSession } from './session.ts';

const MODE = { text: 'as text', bytes: 'byte by byte' } as const;

// ---- to the client ---------------------------------------------------------------------------------------------------

const retr = async (s: FtpSession, argument: string): Promise<void> => {
  const from = takeRestart(s);
  const path = s.path(argument);
  const file = s.files.open(path);
  if (from > file.size) {
    file.close();
    return s.reply(554, `The file has ${file.size} bytes, and no place ${from}.`);
  }
  const isText = s.isText;
  await s.startTransfer({
    what: `${quotePath(path)} ${isText ? MODE.text : MODE.bytes} (${file.size - from} bytes)`,
    move: async (data) => {
      await (isText ? sendText(file, from, data) : sendFile(file, data, from));
      s.context.say(sayServing('got', { who: s.channel.remote, path, bytes: data.ledger.sent }));
      return `That was all, ${data.ledger.sent} bytes.`;
    },
    discard: async () => void file.close(),
  });
};

const takeRestart = (s: FtpSession): number => {
  const at = s.restart;
  s.restart = 0;
  return at;
};

const sendText = async (file: OpenFile, from: number, data: OpenChannel): Promise<void> => {
  const encode = asciiEncoder();
  for await (const piece of file.pieces(from)) await data.write(encode(piece));
};

/** Entries to a line each; of a folder, of those in it that a pattern means, or of one file. */
const list = async (s: FtpSession, argument: string, line: (entry: FileEntry, name: string) => string): Promise<void> => {
  const { entries, folder } = entriesOf(s, argument);
  await s.startTransfer({
    what: `What is in ${quotePath(folder)}`,
    move: async (data) => {
      await sendLines(data, entries, (entry) => line(entry, entry.name));
      return `That was all, ${entries.length} ${entries.length === 1 ? 'name' : 'names'}.`;
    },
  });
};

const LINES_AT_ONCE = 200;

const sendLines = async (data: OpenChannel, entries: readonly FileEntry[], line: (entry: FileEntry) => string): Promise<void> => {
  for (let i = 0; i < entries.length; i += LINES_AT_ONCE) {
    const lines = entries.slice(i, i + LINES_AT_ONCE).map((entry) => `${line(entry)}\r\n`);
    await data.write(utf8(lines.join('')));
  }
};

/** Throws an IoError where there is nothing. */
export const entriesOf = (s: FtpSession, argument: string): { readonly entries: readonly FileEntry[]; readonly folder: string } => {
  const path = s.path(argument);
  const last = path.slice(path.lastIndexOf('/') + 1);
  const above = path.slice(0, path.lastIndexOf('/')) || '/';
  if (/[*?]/.test(last)) return { entries: s.files.list(above).filter(({ name }) => isMatch(last, name)), folder: above };
  const entry = s.files.look(path);
  return entry.kind === 'folder' ? { entries: s.files.list(path), folder: path } : { entries: [entry], folder: above };
};

/** Options of ls, which clients send as if there were one. */
export const withoutOptions = (argument: string): string => argument.replace(/^(-\S*(\s+|$))+/, '');

const nlst = async (s: FtpSession, argument: string): Promise<void> => {
  const wanted = withoutOptions(argument);
  const prefix = wanted.includes('/') || wanted === '' ? wanted.replace(/[^/]*$/, '') : '';
  const isFolder = wanted !== '' && !/[*?]/.test(wanted) && s.files.look(s.path(wanted)).kind === 'folder';
  const before = isFolder ? `${wanted.replace(/\/+$/, '')}/` : prefix;
  await list(s, wanted, (_, name) => `${before}${name}`);
};

const mlsd = async (s: FtpSession, argument: string): Promise<void> => {
  if (s.files.look(s.path(argument)).kind !== 'folder') return s.reply(501, 'That is no folder; MLST shows one file.');
  await list(s, argument, (entry, name) => factLine(entry, name, s.facts, s.canWrite));
};

// ---- from the client -------------------------------------------------------------------------------------------------

const stor = async (s: FtpSession, argument: string): Promise<void> => {
  const from = takeRestart(s);
  const path = s.path(argument);
  const there = existing(s, path);
  if (from > 0 && from > (there?.size ?? 0)) return s.reply(554, `There are ${there?.size ?? 0} bytes, and no place ${from}.`);
  await receive(s, path, s.files.create(path, from > 0 ? from : undefined), there === undefined || from > 0);
};

const appe = async (s: FtpSession, argument: string): Promise<void> => {
  s.restart = 0;
  const path = s.path(argument);
  await receive(s, path, s.files.create(path, existing(s, path)?.size), true);
};

/** A name that nothing has (RFC 1123 §4.1.2.9 says how it is told). */
const stou = async (s: FtpSession, argument: string): Promise<void> => {
  s.restart = 0;
  const wanted = s.path(argument === '' ? 'file' : argument);
  let path = wanted;
  for (let i = 1; existing(s, path) !== undefined; i++) path = `${wanted}.${i}`;
  await receive(s, path, s.files.create(path), true, `FILE: ${path.slice(path.lastIndexOf('/') + 1)}`);
};

const existing = (s: FtpSession, path: string): FileEntry | undefined => {
  try {
    return s.files.look(path);
  } catch (error) {
    if (error instanceof IoError && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** `keeps`: what came before it broke off stays, so that the client can go on there; else the old file does. */
const receive = (s: FtpSession, path: string, file: NewFile, keeps: boolean, what = `${quotePath(path)}, please.`): Promise<void> => {
  const isText = s.isText;
  let over = false;
  return s.startTransfer({
    what,
    takes: true,
    move: async (data) => {
      const inOrder = await takeFile(data, file, isText);
      over = true;
      await file.finish();
      const doubt = inOrder ? '' : '; TLS ended without close_notify, so that nobody knows whether that was all';
      s.context.say(`${s.channel.remote} sent ${path}, ${data.ledger.received} bytes${doubt}`);
      return `It is here, ${data.ledger.received} bytes${doubt}.`;
    },
    discard: async () => {
      if (over) return undefined;
      over = true;
      if (keeps && file.written > 0 && (await finished(file))) return ` ${file.written} bytes of it are kept.`;
      file.discard();
      return undefined;
    },
  });
};

const finished = (file: NewFile): Promise<boolean> =>
  file.finish().then(
    () => true,
    () => false,
  );

/**
 * Whether it ended in order. Many clients end an upload inside TLS without close_notify (lftp and others on GnuTLS): it is taken for an end,
 * as other servers take it, and told.
 */
const takeFile = async (data: OpenChannel, file: NewFile, isText: boolean): Promise<boolean> => {
  const decoder = isText ? asciiDecoder() : undefined;
  let inOrder = true;
  try {
    for await (const chunk of data.incoming) await file.write(decoder?.push(chunk) ?? chunk);
  } catch (error) {
    if (codeOf(error) !== 'ETRUNCATED') throw error;
    inOrder = false;
  }
  if (decoder !== undefined) await file.write(decoder.end());
  return inOrder;
};

const abor = async (s: FtpSession): Promise<void> => {
  const { transfer } = s;
  s.data = undefined;
  transfer?.abort();
  await transfer?.done;
  await s.reply(226, transfer === undefined ? 'There was nothing to abort.' : 'It is aborted.');
};

export const transferCommands: FtpCommands = {
  RETR: { help: 'FILE', run: retr },
  LIST: {
    help: '[NAME]',
    run: (s, argument) => list(s, withoutOptions(argument), (entry) => listLine(entry, s.canWrite, s.context.now())),
  },
  NLST: { help: '[NAME]', run: nlst },
  MLSD: { help: '[FOLDER]', run: mlsd },
  STOR: { help: 'FILE', writes: true, run: stor },
  STOU: { help: '[NAME]', writes: true, run: stou },
  APPE: { help: 'FILE', writes: true, run: appe },
  ABOR: { help: '', isUrgent: true, run: abor },
};
