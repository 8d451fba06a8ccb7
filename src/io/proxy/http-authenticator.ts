/** HttpAuthenticator: who may use a proxy: Basic (RFC 7617) and Digest (RFC 7616) as the proxy asks for and checks them. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { answer, type Credentials, isBasicFor, parseChallenges } from '../http/auth.ts';

/** What of a request is looked at. */
export interface AskedRequest {
  readonly method: string;
  /** Undefined: a Digest may be one for any resource. */
  readonly target?: string;
  readonly headers: { get(name: string): string | undefined };
}

/** Milliseconds for which a nonce is good. */
const NONCE_LIFE = 60_000;

export class HttpAuthenticator {
  readonly #credentials: Credentials;
  readonly #realm: string;
  readonly #secret = randomBytes(32);
  readonly #clock: () => number;

  constructor(auth: Credentials, realm: string, clock: () => number = Date.now) {
    this.#credentials = auth;
    this.#realm = realm;
    this.#clock = clock;
  }

  /** Undefined: accepted. Else the header lines that ask for credentials. */
  check(request: AskedRequest): readonly string[] | undefined {
    const header = request.headers.get('proxy-authorization');
    if (isBasicFor(header, this.#credentials)) return undefined;
    const given = parseDigest(header ?? '');
    const age = given !== undefined && this.#isRight(given, request) ? this.#ageOf(given.get('nonce') ?? '') : undefined;
    return age === undefined || age > NONCE_LIFE ? this.#ask(age !== undefined) : undefined;
  }

  #ask(stale: boolean): readonly string[] {
    const nonce = this.#nonce(this.#clock().toString(16).padStart(TIME, '0') + randomBytes(RANDOM / 2).toString('hex'));
    const digest = `Digest realm="${this.#realm}", nonce="${nonce}", qop="auth"${stale ? ', stale=true' : ''}`;
    return [`Proxy-Authenticate: Basic realm="${this.#realm}"`, `Proxy-Authenticate: ${digest}`];
  }

  /** What we would have answered to our own challenge, with the client's counters. */
  #isRight(params: ReadonlyMap<string, string>, request: AskedRequest): boolean {
    const own = new Map([...params].filter(([name]) => OURS.has(name)));
    own.set('realm', this.#realm);
    const nc = params.get('nc') ?? '';
    const uri = params.get('uri') ?? '';
    if (request.target !== undefined && !isFor(request.target, uri)) return false;
    if (params.get('username') !== this.#credentials.user || params.get('realm') !== this.#realm) return false;
    // Without a qop it is the answer of an old client (RFC 2069), which counts nothing.
    const counts = params.get('qop')?.toLowerCase() === 'auth' && /^[0-9a-f]{1,8}$/i.test(nc) && params.has('cnonce');
    if (!/^md5$/i.test(params.get('algorithm') ?? 'md5') || (params.has('qop') && !counts)) return false;
    const expected = answer({ scheme: 'digest', params: own }, this.#credentials, request.method, uri, nc, params.get('cnonce') ?? '');
    const right = parseChallenges(expected)[0]?.params.get('response') ?? '';
    return isSame(right, params.get('response') ?? '');
  }

  /** Its time and chance, signed: nothing need be kept. */
  #nonce(words: string): string {
    return words + createHmac('sha256', this.#secret).update(words).digest('hex').slice(0, 32);
  }

  /** Milliseconds; undefined where it is not ours. */
  #ageOf(nonce: string): number | undefined {
    return isSame(this.#nonce(nonce.slice(0, TIME + RANDOM)), nonce)
      ? this.#clock() - Number.parseInt(nonce.slice(0, TIME), 16)
      : undefined;
  }
}

/** Some clients (curl) sign only the path of what they ask a proxy for. */
const isFor = (target: string, uri: string): boolean => uri === target || uri === target.replace(/^[a-z]+:\/\/[^/?#]*/i, '');

/** The parameters of an answer (RFC 7616 §3.4), each of which stands there once; undefined where it is none, or not whole. */
const parseDigest = (header: string): ReadonlyMap<string, string> | undefined => {
  const [scheme = ''] = /^digest[ \t]+/i.exec(header) ?? [];
  const params = new Map<string, string>();
  for (let o = scheme.length, more = scheme !== ''; more; ) {
    PARAMETER.lastIndex = o;
    const [whole = '', name = '', quoted, plain = '', comma] = PARAMETER.exec(header) ?? [];
    if (whole === '' || params.has(name.toLowerCase())) return undefined;
    params.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain);
    o += whole.length;
    more = comma === ',' || o < header.length;
  }
  return params.size > 0 ? params : undefined;
};

/** `name="value",` or `name=value`; nobody insists on the comma between two. */
const PARAMETER = /[ \t]*([!#$%&'*+.^_`|~\w-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~\w-]+))[ \t]*(,?)/y;

/** Hexadecimal digits of a nonce. */
const TIME = 12;
const RANDOM = 8;

/** Parameters of an answer that its maker took from the challenge. */
const OURS: ReadonlySet<string> = new Set(['nonce', 'qop', 'algorithm']);

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));
