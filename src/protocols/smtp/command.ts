/** Commands of SMTP as a server reads them: the verb, and the path of MAIL and RCPT with its parameters (RFC 5321 §4.1.2). */

import { type Bytes, fromUtf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { lineText, wordEnd } from '../shared/mail/lines.ts';

export interface SmtpCommand {
  /** In capitals. */
  readonly verb: string;
  readonly argument: string;
}

export interface Path {
  /** Both empty in `<>`, the path of those who want no answer. */
  readonly local: string;
  /** In small letters. */
  readonly domain: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Of a line with its end. */
export const parseCommand = (line: Bytes): SmtpCommand => {
  const to = lineText(line, 0, line.length);
  const stop = wordEnd(line, 0, to);
  return { verb: fromLatin1(line, 0, stop).toUpperCase(), argument: fromUtf8(line.subarray(Math.min(stop + 1, to), to)).trim() };
};

/** `FROM:<ada@lab> SIZE=12`: undefined where it is none. Routes before the mailbox count for nothing (RFC 5321 §4.1.1.3). */
export const parsePath = (argument: string, keyword: 'FROM' | 'TO'): Path | undefined => {
  const found = PATH.exec(argument);
  if (found === null || found[1]?.toUpperCase() !== keyword) return undefined;
  const [, , mailbox = '', rest = ''] = found;
  const parameters = parseParameters(rest);
  if (parameters === undefined) return undefined;
  if (mailbox === '') return keyword === 'FROM' ? { local: '', domain: '', parameters } : undefined;
  if (keyword === 'TO' && /^postmaster$/i.test(mailbox)) return { local: mailbox, domain: '', parameters };
  const [, local, domain] = MAILBOX.exec(mailbox) ?? [];
  if (local === undefined || domain === undefined || local.length > 64 || domain.length > 255) return undefined;
  return { local, domain: domain.toLowerCase(), parameters };
};

const PATH = /^(FROM|TO): ?<(?:@[^<>:\s]{1,512}:)?((?:"(?:[^"\\]|\\.)*"|[^"<>\s])*)>((?: .*)?)$/i;
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\u{10ffff}-]+";
const MAILBOX = new RegExp(
  `^(${ATOM}(?:\\.${ATOM})*|"(?:[^"\\\\]|\\\\.)*")@([A-Za-z0-9\\u0080-\\u{10ffff}](?:[A-Za-z0-9.\\u0080-\\u{10ffff}-]*)|\\[[0-9A-Za-z.:]+\\])$`,
  'u',
);

const parseParameters = (text: string): ReadonlyMap<string, string> | undefined => {
  const parameters = new Map<string, string>();
  for (const word of text.split(' ').filter((w) => w !== '')) {
    const [, name, value = ''] = /^([A-Za-z0-9][A-Za-z0-9-]*)(?:=([^=\s]+))?$/.exec(word) ?? [];
    if (name === undefined) return undefined;
    parameters.set(name.toUpperCase(), value);
  }
  return parameters;
};
