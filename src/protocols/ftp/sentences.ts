/** What an FTP client asks for and how the server answers, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking, Who } from '../../wire/sentence.ts';
import { isOneOf, spokenText } from '../shared/spoken-text.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('ftp');

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/tcp ip.src=192.0.2.1 ip.dst=198.51.100.2 tcp.srcport=49152 tcp.dstport=21 tcp.seq_raw=1001 tcp.ack_raw=5001 tcp.flags=24',
    data: 'RETR notes.txt\r\n',
  },
  says: (at) => {
    if (at.has('ftp.response.code')) return reply(at);
    const name = at.text('ftp.request.command').toUpperCase();
    const text = spokenText(at.text('ftp.response.arg') || at.text('ftp.request.arg'));
    return name === '' ? say('line', { sender: at.sender, text }) : command(at, name);
  },
};

const command = (at: Speaking, typed: string): Said => {
  const { sender } = at;
  const name = ALIASES[typed] ?? typed;
  const arg = spokenText(at.text('ftp.request.arg'));
  if (name === 'PASS' && at.below('tls') !== undefined) return say('PASSHidden', { sender });
  if (isOneOf(BARE, name)) return say(name, { sender });
  if (name === 'PORT')
    return say('PORT', { sender, where: placeOf(at, 'active.cip', 'active.port') ?? placeOf(at, 'eprt.ip', 'eprt.port') ?? arg });
  if (name === 'TYPE' && /^[AI]$/i.test(arg)) return say(arg.toUpperCase() === 'A' ? 'TYPE_A' : 'TYPE_I', { sender });
  if (isOneOf(WITH, name) && arg !== '') return say(name, { sender, arg });
  return arg === '' ? say('bare', { sender, name }) : say('command', { sender, name, arg });
};

const BARE = ['PASS', 'CDUP', 'PWD', 'QUIT', 'PASV', 'ABOR', 'LIST', 'SYST', 'FEAT', 'NOOP', 'HELP'] as const;
const WITH = [
  'USER',
  'ACCT',
  'CWD',
  'TYPE',
  'RETR',
  'STOR',
  'APPE',
  'REST',
  'RNFR',
  'RNTO',
  'DELE',
  'RMD',
  'MKD',
  'SIZE',
  'MDTM',
  'AUTH',
] as const;
/** The same by another name. */
const ALIASES: Readonly<Record<string, string>> = {
  EPSV: 'PASV',
  EPRT: 'PORT',
  NLST: 'LIST',
  MLSD: 'LIST',
  XPWD: 'PWD',
  XCWD: 'CWD',
  XMKD: 'MKD',
  XRMD: 'RMD',
};

/** Address and port of a data connection. */
const placeOf = (at: Speaking, address: string, port: string): Said | undefined => {
  if (!at.has(`ftp.${port}`)) return undefined;
  const host = at.text(`ftp.${address}`) || at.text(`ftp.${address}v6`);
  const slots = { host, port: at.text(`ftp.${port}`) };
  return host === '' ? say('port', slots) : say('place', slots);
};

const reply = (at: Speaking): Said => {
  const { sender } = at;
  const code = at.number('ftp.response.code');
  const text = spokenText(at.text('ftp.response.arg')) || at.named('ftp.response.code') || String(code);
  if (code === 227 || code === 229)
    return say('r227', { sender, where: placeOf(at, 'passive.ip', 'passive.port') ?? placeOf(at, 'epsv.ip', 'epsv.port') ?? text });
  const key = `r${code === 125 ? 150 : code}`;
  if (isOneOf(OWN, key)) return say(key, { sender });
  if (isOneOf(WITH_TEXT, key)) return say(key, { sender, text });
  const hundred = `r${Math.floor(code / 100)}`;
  if (hundred === 'r6') return say('r6', { sender, code: String(code) });
  return say(isOneOf(HUNDREDS, hundred) ? hundred : 'r5', { sender, text, code: String(code) });
};

const OWN = ['r221', 'r226', 'r230', 'r331', 'r350', 'r530'] as const;
const WITH_TEXT = ['r150', 'r200', 'r220', 'r250', 'r257', 'r550'] as const;
const HUNDREDS = ['r1', 'r2', 'r3', 'r4', 'r5'] as const;

export const dataSentences: Sentences = {
  says: (at) => {
    const [sender, receiver] = sidesOf(at);
    const slots = { sender, receiver, count: at.bytes.length };
    const asked = at.text('ftp-data.command');
    return asked === '' ? say('data', slots) : say('dataFor', { ...slots, command: asked });
  },
};

/** Client and server of the commands: where the client waits for the data connection, it is the server who opens it. */
const sidesOf = (at: Speaking): readonly [Who, Who] => {
  const { sender, receiver } = at;
  return ACTIVE.has(at.text('ftp-data.setup-method')) ? [otherRole(sender), otherRole(receiver)] : [sender, receiver];
};
const ACTIVE: ReadonlySet<string> = new Set(['PORT', 'EPRT']);

const otherRole = ({ who, name }: Who): Who => ({ who: who === 'client' ? 'server' : who === 'server' ? 'client' : who, name });
