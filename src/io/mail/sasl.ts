/** SASL as a server of mail has it: PLAIN (RFC 4616), LOGIN and CRAM-MD5 (RFC 2195). How challenges are framed is the protocol's. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { fromUtf8, utf8 } from '../../core/bytes.ts';
import { fromBase64, toBase64 } from '../../protocols/shared/base64.ts';
import type { Users } from '../serve/users.ts';

export type Outcome =
  | { readonly kind: 'ok'; readonly name: string }
  /** `refused`: wrong name or password. `malformed`: no Base64, or not what the mechanism wants. */
  | { readonly kind: 'refused' | 'cancelled' | 'malformed' | 'unknown' };

/** Sends a challenge, as Base64, and gives the client's line. */
export type Ask = (challenge: string) => Promise<string>;

/** PLAIN and LOGIN send the password itself: only where nobody can listen. */
export const mechanisms = (isPrivate: boolean): readonly string[] => (isPrivate ? ['PLAIN', 'LOGIN', 'CRAM-MD5'] : ['CRAM-MD5']);

/** `initial`: the response that came with the command. */
export const authenticate = async (
  mechanism: string,
  initial: string | undefined,
  ask: Ask,
  users: Users,
  isPrivate: boolean,
): Promise<Outcome> => {
  const name = mechanism.toUpperCase();
  if (!mechanisms(isPrivate).includes(name)) return { kind: 'unknown' };
  try {
    if (name === 'PLAIN') return plain(text(initial ?? (await ask(''))), users);
    if (name === 'LOGIN') return await login(initial, ask, users);
    return await cram(ask, users);
  } catch (error) {
    if (error instanceof Unusable) return { kind: error.kind };
    throw error;
  }
};

class Unusable extends Error {
  readonly kind: 'cancelled' | 'malformed';

  constructor(kind: Unusable['kind']) {
    super(kind);
    this.kind = kind;
  }
}

/** `=` is an empty response (RFC 4954 §4), `*` calls all off. */
const text = (line: string): string => {
  if (line === '*') throw new Unusable('cancelled');
  if (line === '=') return '';
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(line) || line.length % 4 !== 0) throw new Unusable('malformed');
  return fromUtf8(fromBase64(utf8(line)));
};

const plain = (response: string, users: Users): Outcome => {
  const [asWhom, name, password, ...more] = response.split('\0');
  if (name === undefined || password === undefined || more.length > 0) return { kind: 'malformed' };
  const isSelf = asWhom === '' || asWhom === name;
  return users.admits(name, password) && isSelf ? { kind: 'ok', name } : { kind: 'refused' };
};

const login = async (initial: string | undefined, ask: Ask, users: Users): Promise<Outcome> => {
  const name = text(initial ?? (await ask(toBase64(utf8('Username:')))));
  const password = text(await ask(toBase64(utf8('Password:'))));
  return users.admits(name, password) ? { kind: 'ok', name } : { kind: 'refused' };
};

const cram = async (ask: Ask, users: Users): Promise<Outcome> => {
  const challenge = freshStamp();
  const response = text(await ask(toBase64(utf8(challenge))));
  const space = response.lastIndexOf(' ');
  if (space < 1) return { kind: 'malformed' };
  const name = response.slice(0, space);
  return users.answers(name, challenge, response.slice(space + 1)) ? { kind: 'ok', name } : { kind: 'refused' };
};

/** `<1896.697170952@host>`: never the same twice (RFC 1939 §7, RFC 2195 §2). */
export const freshStamp = (): string => `<${randomBytes(8).toString('hex')}.${process.pid}@${ownName()}>`;

/** This machine's name, as servers of mail greet with it. */
export const ownName = (): string =>
  hostname()
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-') || 'localhost';
