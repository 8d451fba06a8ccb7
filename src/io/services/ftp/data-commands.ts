/** Where data connections go, and what form data has on them: PORT to EPSV, TYPE, MODE, STRU, REST, ALLO (RFC 959 §4.1.2, RFC 2428). */
import { sayServing } from '../../../core/said.ts';
import { type DataPort, parseExtendedPort, parsePort, writeExtendedPassive, writePort } from '../../../protocols/ftp/data-ports.ts';
import type { FtpCommand, FtpCommands } from './command.ts';
import { activeConnection, passiveConnection } from './data-connection.ts';
import type { FtpSession } from './session.ts';

const isIp6 = (s: FtpSession): boolean => s.channel.facts.localIp?.address.includes(':') === true;

/** The same family as the control connection: others would be other addresses. */
const active = async (s: FtpSession, at: DataPort | undefined, family: number | undefined): Promise<void> => {
  if (s.isPassiveOnly) return s.reply(503, 'EPSV ALL was said: EPSV alone from here on.');
  if (at?.address === undefined) {
    const isUnknown = family !== undefined && family !== 1 && family !== 2;
    return isUnknown ? s.reply(522, 'There is no such network here, use (1,2)') : s.reply(501, 'That is no address with a port.');
  }
  const connection = activeConnection(s.channel, s.context, at.address.value, at.port.value);
  if (connection === undefined) {
    s.context.say(sayServing('ftpElsewhere', { who: s.channel.remote }));
    return s.reply(504, 'Data goes to your own address and ports from 1024 on, nowhere else.');
  }
  s.data = connection;
  await s.reply(200, 'The next data connection goes there.');
};

/** RFC 2428 §2: the first part is the family. */
const eprtFamily = (argument: string): number | undefined => {
  const found = /^[^0-9a-zA-Z](\d+)[^0-9a-zA-Z]/.exec(argument);
  return found === null ? undefined : Number(found[1]);
};

const pasv = async (s: FtpSession): Promise<void> => {
  if (s.isPassiveOnly) return s.reply(503, 'EPSV ALL was said: EPSV alone from here on.');
  if (isIp6(s)) return s.reply(425, 'PASV has no room for an address of IPv6; say EPSV.');
  const connection = await passiveConnection(s.channel, s.context);
  s.data = connection;
  await s.reply(227, `Entering Passive Mode (${writePort(connection.address, connection.port)}).`);
};

const epsv = async (s: FtpSession, argument: string): Promise<void> => {
  if (/^all$/i.test(argument)) {
    s.isPassiveOnly = true;
    return s.reply(200, 'EPSV alone from here on.');
  }
  const own = isIp6(s) ? '2' : '1';
  if (argument !== '' && argument !== own) return s.reply(522, `The control connection is over IPv${own === '1' ? 4 : 6}, use (${own})`);
  const connection = await passiveConnection(s.channel, s.context);
  s.data = connection;
  await s.reply(229, `Entering Extended Passive Mode ${writeExtendedPassive(connection.port)}`);
};

const type = async (s: FtpSession, argument: string): Promise<void> => {
  const found = /^(?:(a)(?: n)?|i|l 8)$/i.exec(argument);
  if (found === null) return s.reply(504, 'The types are A (text), I and L 8 (bytes).');
  s.isText = found[1] !== undefined;
  await s.reply(200, s.isText ? 'Text, with line ends of CR LF.' : 'Bytes as they are.');
};

const only = (name: string, value: string, help: string): FtpCommand => ({
  help,
  run: (s, argument) =>
    argument.toUpperCase() === value ? s.reply(200, `${name} ${value}.`) : s.reply(504, `${name} ${value} is what there is.`),
});

const rest = async (s: FtpSession, argument: string): Promise<void> => {
  const at = /^\d{1,15}$/.test(argument) ? Number(argument) : -1;
  if (at < 0) return s.reply(501, 'Say REST and a number of bytes.');
  if (s.isText && at > 0) return s.reply(504, 'A place in the middle is one of bytes; say TYPE I first.');
  s.restart = at;
  await s.reply(350, `The next transfer starts at byte ${at}.`);
};

export const dataCommands: FtpCommands = {
  PORT: { help: 'H1,H2,H3,H4,P1,P2', run: (s, argument) => active(s, parsePort(argument), undefined) },
  EPRT: { help: '|FAMILY|ADDRESS|PORT|', run: (s, argument) => active(s, parseExtendedPort(argument), eprtFamily(argument)) },
  PASV: { help: '', run: pasv },
  EPSV: { help: '[1 | 2 | ALL]', run: epsv },
  TYPE: { help: 'A | I | L 8', run: type },
  MODE: only('MODE', 'S', 'S'),
  STRU: only('STRU', 'F', 'F'),
  REST: { help: 'BYTES', run: rest },
  ALLO: { help: 'BYTES', run: (s) => s.reply(202, 'There is nothing to be set aside.') },
};
