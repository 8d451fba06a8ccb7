/**
 * Access: who may see the page. The address that is printed carries a token in its fragment, which no log and no other site ever gets; the
 * page hands it in once for a cookie that scripts cannot read. The address that a browser is started with, which other users of the machine
 * may see among its arguments, is good for one use.
 */
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Wrong tokens in a second; more are not even looked at. */
const MOST_FAILURES = 10;
/** Pages that were let in and are remembered. */
const MOST_SESSIONS = 1000;

const secret = (): string => randomBytes(24).toString('base64url');

/** A code that people can read out and type: 40 bits, of letters and digits that look like no others. */
export const joinCode = (): string => {
  const letters = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)] ?? '').join('');
  return `${letters.slice(0, CODE_LENGTH / 2)}-${letters.slice(CODE_LENGTH / 2)}`;
};
const CODE_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODE_LENGTH = 8;

const isSame = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
};

export class Access {
  readonly token: string;
  readonly #launches = new Set<string>();
  readonly #sessions: string[] = [];
  readonly #hosts: ReadonlySet<string>;
  readonly #scheme: 'http' | 'https';
  readonly #cookie: string;
  #failures: number[] = [];

  /** `hosts`: names and addresses that the page may be asked for by, with their port; `token`: what opens it, a secret of its own if absent. */
  constructor(hosts: readonly string[], port: number, scheme: 'http' | 'https' = 'http', token = secret()) {
    this.token = token;
    this.#hosts = new Set(hosts.map((host) => host.toLowerCase()));
    this.#scheme = scheme;
    this.#cookie = `wirecat-${port}`;
  }

  /** A token for one use. */
  launch(): string {
    const token = secret();
    this.#launches.add(token);
    return token;
  }

  /** It was asked for by a name that is ours: no other name may lead here, whatever its owner says that it stands for. */
  isOurHost({ headersDistinct: { host } }: IncomingMessage): boolean {
    return host?.[0] !== undefined && host.length === 1 && this.#hosts.has(host[0].toLowerCase());
  }

  /** What changes something, and every socket, comes from our own page. */
  isOurOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
    return origin !== undefined && host !== undefined && origin.toLowerCase() === `${this.#scheme}://${host.toLowerCase()}`;
  }

  /** The cookie for who brings a token that is good; undefined for others. */
  enter(token: string, now: number): string | undefined {
    this.#failures = this.#failures.filter((at) => now - at < 1000);
    if (this.#failures.length >= MOST_FAILURES) return undefined;
    const launch = [...this.#launches].find((known) => isSame(known, token));
    if (launch !== undefined) this.#launches.delete(launch);
    else if (!isSame(this.token, token)) {
      this.#failures.push(now);
      return undefined;
    }
    const session = secret();
    this.#sessions.push(session);
    if (this.#sessions.length > MOST_SESSIONS) this.#sessions.shift();
    return `${this.#cookie}=${session}; HttpOnly; SameSite=Strict; Path=/${this.#scheme === 'https' ? '; Secure' : ''}`;
  }

  /** It was let in before. */
  isIn({ headers: { cookie = '' } }: IncomingMessage): boolean {
    for (const part of cookie.split(';')) {
      const at = part.indexOf('=');
      if (part.slice(0, at).trim() !== this.#cookie) continue;
      const value = part.slice(at + 1).trim();
      if (this.#sessions.some((known) => isSame(known, value))) return true;
    }
    return false;
  }
}

/** The token of `Authorization: Bearer …`. */
export const bearerOf = ({ headers: { authorization = '' } }: IncomingMessage): string =>
  /^Bearer ([\w-]{1,100})$/.exec(authorization)?.[1] ?? '';
