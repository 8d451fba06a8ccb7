/** HTTP authentication: Basic (RFC 7617) and Digest (RFC 7616), as a client of a proxy and, for Basic, as the proxy. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Credentials {
  readonly user: string;
  readonly password: string;
  /** What Basic sends where that is not both with a colon between. */
  readonly text?: string;
}

/** A challenge as its server wrote it: `Digest realm="…", nonce="…"`. */
export interface Challenge {
  readonly scheme: string;
  readonly params: ReadonlyMap<string, string>;
}

/** The value of Authorization or Proxy-Authorization. */
export const basic = (c: Credentials): string => `Basic ${Buffer.from(c.text ?? `${c.user}:${c.password}`).toString('base64')}`;

/**
 * The strongest challenge of a list that can be answered: Digest with SHA-256, with MD5, then Basic, then Digest with a `qop` that is not known,
 * which is answered without one as RFC 2069 has it; undefined where there is none. `plain`: of Digest only MD5 without a session.
 */
export const bestChallenge = (values: readonly string[], plain = false): Challenge | undefined => {
  const all = values.flatMap(parseChallenges).filter((challenge) => !plain || /^md5$/i.test(challenge.params.get('algorithm') ?? 'md5'));
  const ranked = all.map((challenge) => ({ challenge, rank: rankOf(challenge) })).filter(({ rank }) => rank > 0);
  return ranked.sort((a, b) => b.rank - a.rank)[0]?.challenge;
};

/** The answer to a challenge. `nc` is how often its nonce was used, this time included, as eight hexadecimal digits. */
export const answer = (challenge: Challenge, c: Credentials, method: string, uri: string, nc = '00000001', cnonce = newNonce()): string =>
  challenge.scheme === 'basic' ? basic(c) : digest(challenge, c, { method, uri, nc, cnonce });

/** As older programs write it: no algorithm, and in what is quoted only a backslash is escaped. */
export const plainAnswer = (challenge: Challenge, c: Credentials, method: string, uri: string): string =>
  challenge.scheme === 'basic' ? basic(c) : digest(challenge, c, { method, uri, nc: '00000001', cnonce: newNonce(), plain: true });

/** Whether a header of a client has these credentials; the comparison takes the same time wherever they differ. */
export const isBasicFor = (header: string | undefined, c: Credentials): boolean => {
  const match = /^basic[ \t]+((?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?)$/i.exec(header ?? '');
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  const given = Buffer.from(match?.[1] ?? '', 'base64').toString('utf8');
  return timingSafeEqual(hash(given), hash(`${c.user}:${c.password}`)) && match !== null;
};

export const newNonce = (): string => randomBytes(16).toString('hex');

interface Use {
  readonly method: string;
  readonly uri: string;
  readonly nc: string;
  readonly cnonce: string;
  readonly plain?: boolean;
}

/** RFC 7616 §3.4. */
const digest = ({ params }: Challenge, c: Credentials, use: Use): string => {
  const algorithm = params.get('algorithm') ?? 'MD5';
  const realm = params.get('realm') ?? '';
  const nonce = params.get('nonce') ?? '';
  const qop = hasAuth(params) ? 'auth' : undefined;
  const h = (text: string): string =>
    createHash(HASHES[algorithm.toUpperCase().replace(/-SESS$/, '')] ?? 'md5')
      .update(text)
      .digest('hex');
  const secret = h(`${c.user}:${realm}:${c.password}`);
  const a1 = /-sess$/i.test(algorithm) ? h(`${secret}:${nonce}:${use.cnonce}`) : secret;
  const a2 = h(`${use.method}:${use.uri}`);
  const { nc, plain } = use;
  const response = qop === undefined ? h(`${a1}:${nonce}:${a2}`) : h(`${a1}:${nonce}:${nc}:${use.cnonce}:${qop}:${a2}`);
  const quoted = (text: string): string => `"${text.replace(plain ? /\\/g : /["\\]/g, '\\$&')}"`;
  const parts = [
    `username=${quoted(c.user)}, realm=${quoted(realm)}, nonce=${quoted(nonce)}, uri=${quoted(use.uri)}`,
    ...(params.has('algorithm') && !plain ? [`algorithm=${algorithm}`] : []),
    ...(qop === undefined ? [] : [`qop=${qop}, cnonce="${use.cnonce}", nc=${nc}`]),
    `response="${response}"`,
    ...(params.has('opaque') ? [`opaque=${quoted(params.get('opaque') ?? '')}`] : []),
  ];
  return `Digest ${parts.join(', ')}`;
};

const HASHES: Readonly<Record<string, string>> = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' };

const hasAuth = (params: ReadonlyMap<string, string>): boolean =>
  (params.get('qop') ?? '').split(',').some((q) => q.trim().toLowerCase() === 'auth');

const rankOf = ({ scheme, params }: Challenge): number => {
  if (scheme === 'basic') return 2;
  if (scheme !== 'digest' || !params.has('nonce') || !params.has('realm')) return 0;
  const algorithm = (params.get('algorithm') ?? 'MD5').toUpperCase().replace(/-SESS$/, '');
  if (HASHES[algorithm] === undefined) return 0;
  return params.has('qop') && !hasAuth(params) ? 1 : algorithm === 'MD5' ? 3 : 4;
};

/** RFC 9110 §11.6.1: several challenges may stand in one value, parted by commas like their parameters. */
export const parseChallenges = (value: string): readonly Challenge[] => {
  const challenges: { scheme: string; params: Map<string, string> }[] = [];
  const token = /\s*,?\s*([^\s=,"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/y;
  for (let match = token.exec(value); match !== null; match = token.exec(value)) {
    const [, name = '', quoted, plain] = match;
    const text = quoted?.replace(/\\(.)/g, '$1') ?? plain;
    if (text === undefined) challenges.push({ scheme: name.toLowerCase(), params: new Map() });
    else challenges.at(-1)?.params.set(name.toLowerCase(), text);
  }
  return challenges;
};
