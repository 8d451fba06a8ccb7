/** Reads the commands of a session, and does what they say, one after the other; some while a transfer goes on. */
import { IoError } from '../../../core/fault.ts';
import { type CommandLine, commandLine, lineLength } from './command-line.ts';
import { commands } from './commands.ts';
import { READ_ONLY, refusalCode, refusalText } from './refusals.ts';
import type { FtpSession } from './session.ts';

/** Refusals in a row after which a client is sent away. */
const MOST_REFUSALS = 20;
/** Milliseconds without a command while a transfer goes on. */
const LONGEST_TRANSFER = 86_400_000;
const LF = 10;

/** Until the client has said QUIT, is sent away or has left. */
export const obeyAll = async (s: FtpSession): Promise<void> => {
  await s.reply(220, 'Wirecat FTP server ready.');
  while (!s.isOver) {
    s.talk.patience = s.transfer === undefined ? s.context.limits.idle : LONGEST_TRANSFER;
    const line = await nextLine(s);
    if (line === undefined) await s.reply(500, `A line has at most ${s.context.limits.line} bytes.`);
    else if (line.verb !== '') await obey(s, line);
    if (s.refusals < MOST_REFUSALS) continue;
    await s.reply(421, 'Too many commands were wrong; goodbye.');
    return;
  }
};

/** Undefined where it was too long, and is passed over. */
const nextLine = async ({ talk, context }: FtpSession): Promise<CommandLine | undefined> => {
  const { line: most } = context.limits;
  const bytes = await talk.take((held) => lineLength(held, most));
  if (bytes.length <= most) return commandLine(bytes);
  for (let last = bytes; last.at(-1) !== LF; ) last = await talk.take((held) => held.indexOf(LF) + 1 || held.length);
  return undefined;
};

/** Of RFC 959, 1639, 2228, 2640 and 7151, and of no use here. */
const LEFT_OUT: ReadonlySet<string> = new Set('SMNT LPRT LPSV ADAT MIC CONF ENC LANG HOST'.split(' '));

const refuseUnknown = (s: FtpSession, verb: string): Promise<void> =>
  LEFT_OUT.has(verb)
    ? s.reply(502, `${verb} is not done here; HELP lists what is.`)
    : s.reply(500, `${/^[A-Z]{1,8}$/.test(verb) ? verb : 'That'} is no command; HELP lists them.`);

const obey = async (s: FtpSession, { verb, argument }: CommandLine): Promise<void> => {
  const command = commands.get(verb);
  if (command?.isUrgent !== true) await s.transfer?.done;
  if (command === undefined) return refuseUnknown(s, verb);
  if (command.login !== false && s.user === undefined) return s.reply(530, 'Log in with USER and PASS first.');
  if (argument === '' && /^[^[]/.test(command.help)) return s.reply(501, `Say ${verb} ${command.help}.`);
  if (command.writes === true && !s.canWrite) return s.reply(550, s.mayWrite ? READ_ONLY : 'Who is anonymous may read only.');
  try {
    await command.run(s, argument);
  } catch (error) {
    if (!(error instanceof IoError) || s.channel.ledger.isCut) throw error;
    await s.reply(refusalCode(error.code), refusalText(error.code));
  }
};
