/** Folders and files by name: CWD to RNTO (RFC 959 §4.1.3), SIZE, MDTM, MLST (RFC 3659), MFMT. */
import { quotePath } from '../../../protocols/ftp/directory.ts';
import type { FtpCommands } from './command.ts';
import { factLine, parseTimeValue, timeValue } from './listing.ts';
import type { FtpSession } from './session.ts';

const cwd = async (s: FtpSession, argument: string): Promise<void> => {
  const path = s.path(argument === '~' ? '/' : argument);
  if (s.files.look(path).kind !== 'folder') return s.reply(550, 'That is no folder.');
  s.directory = path;
  await s.reply(250, `You are in ${quotePath(path)}.`);
};

const mkd = async (s: FtpSession, argument: string): Promise<void> => {
  const path = s.path(argument);
  s.files.makeFolder(path);
  await s.reply(257, `${quotePath(path)} was made.`);
};

const remove = async (s: FtpSession, argument: string, kind: 'file' | 'folder'): Promise<void> => {
  const path = s.path(argument);
  if (s.files.look(path).kind !== kind) return s.reply(550, `That is no ${kind}.`);
  s.files.remove(path);
  await s.reply(250, 'It is gone.');
};

const rnfr = async (s: FtpSession, argument: string): Promise<void> => {
  const path = s.path(argument);
  s.files.look(path);
  s.renamed = path;
  await s.reply(350, 'Its new name, by RNTO.');
};

const rnto = async (s: FtpSession, argument: string): Promise<void> => {
  const from = s.renamed;
  s.renamed = undefined;
  if (from === undefined) return s.reply(503, 'Say RNFR first.');
  s.files.rename(from, s.path(argument));
  await s.reply(250, 'It has its new name.');
};

/** Of a text the number of bytes on the way is not known before (RFC 3659 §4). */
const size = async (s: FtpSession, argument: string): Promise<void> => {
  const entry = s.files.look(s.path(argument));
  if (entry.kind !== 'file') return s.reply(550, 'That is no file.');
  if (s.isText) return s.reply(550, 'The size of a text on the way is not known before; say TYPE I.');
  await s.reply(213, String(entry.size));
};

const mdtm = (s: FtpSession, argument: string): Promise<void> => s.reply(213, timeValue(s.files.look(s.path(argument)).modified));

/** draft-somers-ftp-mfxx-04 §3. */
const mfmt = async (s: FtpSession, argument: string): Promise<void> => {
  const [time = '', ...words] = argument.split(' ');
  const [at, name] = [parseTimeValue(time), words.join(' ')];
  if (at === undefined || name === '') return s.reply(501, 'Say MFMT, a time as in 20260101120000, and a name.');
  s.files.setModified(s.path(name), at);
  await s.reply(213, `Modify=${timeValue(at)}; ${name}`);
};

const mlst = async (s: FtpSession, argument: string): Promise<void> => {
  const path = s.path(argument);
  await s.reply(250, 'Its facts:', [factLine(s.files.look(path), path, s.facts, s.canWrite)]);
};

export const fileCommands: FtpCommands = {
  CWD: { help: 'FOLDER', run: cwd },
  CDUP: { help: '', run: (s) => cwd(s, '..') },
  PWD: { help: '', run: (s) => s.reply(257, `${quotePath(s.directory)} is where you are.`) },
  MKD: { help: 'FOLDER', writes: true, run: mkd },
  RMD: { help: 'FOLDER', writes: true, run: (s, argument) => remove(s, argument, 'folder') },
  DELE: { help: 'FILE', writes: true, run: (s, argument) => remove(s, argument, 'file') },
  RNFR: { help: 'NAME', writes: true, run: rnfr },
  RNTO: { help: 'NAME', writes: true, run: rnto },
  SIZE: { help: 'FILE', run: size },
  MDTM: { help: 'FILE', run: mdtm },
  MFMT: { help: 'TIME FILE', writes: true, run: mfmt },
  MLST: { help: '[NAME]', run: mlst },
};
