/** What the server is and does: SYST, STAT, NOOP, SITE (RFC 959 §4.1.3), FEAT and OPTS (RFC 2389). */
import type { FtpCommands } from './command.ts';
import { FACTS, type Fact, listLine } from './listing.ts';
import type { FtpSession } from './session.ts';
import { entriesOf, withoutOptions } from './transfer-commands.ts';

const feat = (s: FtpSession): Promise<void> =>
  s.reply(211, 'What is there beside RFC 959:', [
    'AUTH TLS',
    'EPRT',
    'EPSV',
    'MDTM',
    ...(s.context.files?.writable === true ? ['MFMT'] : []),
    `MLST ${FACTS.map((fact) => `${fact}${s.facts.has(fact) ? '*' : ''};`).join('')}`,
    'PASV',
    'PBSZ',
    'PROT',
    'REST STREAM',
    'SIZE',
    'TVFS',
    'UTF8',
  ]);

const opts = async (s: FtpSession, argument: string): Promise<void> => {
  const [name = '', ...words] = argument.split(' ');
  if (/^utf-?8$/i.test(name)) {
    const isOff = /^off$/i.test(words[0] ?? '');
    return s.reply(isOff ? 504 : 200, isOff ? 'Names are in UTF-8 always.' : 'Names are in UTF-8.');
  }
  if (!/^mlst$/i.test(name)) return s.reply(501, 'OPTS knows MLST and UTF8.');
  const wanted = words.join(' ').toLowerCase().split(';');
  s.facts = new Set(FACTS.filter((fact: Fact) => wanted.includes(fact)));
  await s.reply(200, `MLST OPTS ${[...s.facts].map((fact) => `${fact};`).join('')}`.trim());
};

const stat = async (s: FtpSession, argument: string): Promise<void> => {
  if (argument !== '' && s.transfer === undefined) {
    const { entries, folder } = entriesOf(s, withoutOptions(argument));
    return s.reply(
      212,
      `What is in ${folder}:`,
      entries.map((entry) => listLine(entry, s.canWrite, s.context.now())),
    );
  }
  await s.reply(211, 'Wirecat FTP server:', [
    `you come from ${s.channel.remote}, as ${s.user ?? 'nobody yet'}`,
    `control connection: ${s.talk.isTls ? 'inside TLS' : 'in the clear'}; data connections: ${s.isProtected ? 'inside TLS' : 'in the clear'}`,
    `type ${s.isText ? 'A' : 'I'}, structure F, mode S`,
    ...(s.transfer === undefined ? [] : [`a transfer goes on, ${s.transfer.moved} bytes so far`]),
  ]);
};

export const infoCommands: FtpCommands = {
  SYST: { help: '', login: false, run: (s) => s.reply(215, 'UNIX Type: L8') },
  STAT: { help: '[NAME]', isUrgent: true, run: stat },
  NOOP: { help: '', login: false, isUrgent: true, run: (s) => s.reply(200, 'Still here.') },
  SITE: {
    help: 'HELP',
    run: (s, argument) =>
      /^help$/i.test(argument) ? s.reply(214, 'There are none but HELP.') : s.reply(504, 'There is no such SITE command.'),
  },
  FEAT: { help: '', login: false, run: feat },
  OPTS: { help: 'MLST FACTS | UTF8 ON', login: false, run: opts },
};
