/** Who is there, and whether anybody can listen: USER to QUIT (RFC 959 §4.1.1), AUTH, PBSZ, PROT (RFC 4217). */
import { sayServing } from '../../../core/said.ts';
import type { FtpCommands } from './command.ts';
import { ANONYMOUS, type FtpSession } from './session.ts';

/** Wrong passwords after which a client is sent away. */
const MOST_LOGINS = 5;

/** Names under which everybody may read. */
const OPEN_NAMES: ReadonlySet<string> = new Set(['anonymous', 'ftp']);

const user = async (s: FtpSession, name: string): Promise<void> => {
  s.user = undefined;
  s.claimed = name;
  await s.reply(331, isOpenName(s, name) ? 'Any word will do as password.' : 'The password, please.');
};

const isOpenName = (s: FtpSession, name: string): boolean => OPEN_NAMES.has(name) && !s.context.options.users.names.includes(name);

const pass = async (s: FtpSession, password: string): Promise<void> => {
  const name = s.claimed;
  if (name === undefined) return s.reply(503, 'Say USER first.');
  s.claimed = undefined;
  const isOpen = isOpenName(s, name);
  if (!isOpen && !s.context.options.users.admits(name, password)) return refuse(s);
  s.user = isOpen ? ANONYMOUS : name;
  s.context.say(sayServing('ftpIs', { who: s.channel.remote, user: s.user }));
  await s.reply(230, isOpen ? 'You may read.' : `You may read${s.canWrite ? ' and write' : ''}.`);
};

const refuse = async (s: FtpSession): Promise<void> => {
  s.wrongLogins++;
  if (s.wrongLogins < MOST_LOGINS) return s.reply(530, 'Name or password are wrong.');
  s.isOver = true;
  await s.reply(421, 'Name or password were wrong too often; goodbye.');
};

/** As at the start of the connection; TLS stays. */
const forget = (s: FtpSession): void => {
  s.user = undefined;
  s.claimed = undefined;
  s.directory = '/';
  s.isText = true;
  s.restart = 0;
  s.renamed = undefined;
  s.isPassiveOnly = false;
  s.data = undefined;
};

const auth = async (s: FtpSession, mechanism: string): Promise<void> => {
  if (s.talk.isTls) return s.reply(503, 'TLS is spoken already.');
  // AUTH SSL protects data without PROT (RFC 4217 §17): who asks for it is told of TLS.
  if (!/^(tls|tls-c)$/i.test(mechanism)) return s.reply(504, 'AUTH TLS is what there is.');
  await s.reply(234, 'TLS from here on.');
  forget(s);
  await s.talk.startTls();
};

const prot = async (s: FtpSession, level: string): Promise<void> => {
  if (!s.hasBufferSize) return s.reply(503, 'Say PBSZ 0 first.');
  if (/^[se]$/i.test(level)) return s.reply(536, 'TLS has the levels C and P.');
  if (!/^[cp]$/i.test(level)) return s.reply(504, 'The levels are C and P.');
  s.isProtected = /p/i.test(level);
  await s.reply(200, s.isProtected ? 'Data goes inside TLS.' : 'Data goes in the clear.');
};

export const accessCommands: FtpCommands = {
  USER: { help: 'NAME', login: false, run: user },
  PASS: { help: '[PASSWORD]', login: false, run: pass },
  ACCT: { help: 'ACCOUNT', login: false, run: (s) => s.reply(202, 'There are no accounts.') },
  REIN: {
    help: '',
    login: false,
    run: (s) => {
      forget(s);
      return s.reply(220, 'As at the start.');
    },
  },
  QUIT: {
    help: '',
    login: false,
    run: (s) => {
      s.isOver = true;
      return s.reply(221, 'Goodbye.');
    },
  },
  AUTH: { help: 'TLS', login: false, run: auth },
  PBSZ: {
    help: '0',
    login: false,
    run: (s) => {
      if (!s.talk.isTls) return s.reply(503, 'Say AUTH TLS first.');
      s.hasBufferSize = true;
      return s.reply(200, 'PBSZ=0');
    },
  },
  PROT: { help: 'C | P', login: false, run: prot },
  CCC: { help: '', run: (s) => s.reply(s.talk.isTls ? 534 : 533, 'The control connection stays as it is.') },
};
