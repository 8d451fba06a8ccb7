/** Who may use a proxy: Basic (RFC 7617) and Digest (RFC 7616) as the proxy asks for and checks them. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { answer, type Challenge, type Credentials, isBasicFor, parseChallenges } from './http-auth.ts';
import type { RequestHead } from './http-message.ts';

/** Milliseconds for which a nonce is good. */
const NONCE_LIFE = 60_000;

export class Doorkeeper {
  private readonly auth: Credentials;
  private readonly realm: string;
  private readonly secret = randomBytes(32);
  private readonly clock: () => number;

  constructor(auth: Credentials, realm: string, clock: () => number = Date.now) {
    this.auth = auth;
    this.realm = realm;
    this.clock = clock;
  }

  /** Undefined: let them in. Else the header lines that ask for credentials. */
  check(request: RequestHead): readonly string[] | undefined {
    const header = request.headers.get('proxy-authorization');
    if (isBasicFor(header, this.auth)) return undefined;
    const given = /^digest /i.test(header ?? '') ? parseChallenges(header ?? '')[0] : undefined;
    const isRight = given !== undefined && this.isRight(given, request);
    if (isRight && this.isFresh(given.params.get('nonce') ?? '')) return undefined;
    return this.ask(isRight);
  }

  private ask(stale: boolean): readonly string[] {
    const digest = `Digest realm="${this.realm}", qop="auth", nonce="${this.nonce(this.clock())}"${stale ? ', stale=true' : ''}`;
    return [`Proxy-Authenticate: ${digest}`, `Proxy-Authenticate: Basic realm="${this.realm}"`];
  }

  /** What we would have answered to our own challenge, with the client's counters. */
  private isRight({ params }: Challenge, request: RequestHead): boolean {
    const own = new Map([...params].filter(([name]) => OURS.has(name)));
    own.set('realm', this.realm);
    const count = Number.parseInt(params.get('nc') ?? '1', 16);
    const uri = params.get('uri') ?? '';
    // Some clients (curl) sign only the path of what they ask a proxy for.
    const path = request.target.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
    if (uri !== request.target && uri !== path) return false;
    if (params.get('username') !== this.auth.user || params.get('realm') !== this.realm) return false;
    const expected = answer({ scheme: 'digest', params: own }, this.auth, request.method, uri, count, params.get('cnonce') ?? '');
    const right = parseChallenges(expected)[0]?.params.get('response') ?? '';
    return isSame(right, params.get('response') ?? '');
  }

  /** The time and its signature: nothing need be kept. */
  private nonce(at: number): string {
    const time = at.toString(16).padStart(12, '0');
    return time + createHmac('sha256', this.secret).update(time).digest('hex').slice(0, 32);
  }

  private isFresh(nonce: string): boolean {
    const at = Number.parseInt(nonce.slice(0, 12), 16);
    const age = this.clock() - at;
    return Number.isFinite(at) && isSame(this.nonce(at), nonce) && age >= 0 && age <= NONCE_LIFE;
  }
}

/** Parameters of an answer that its maker took from the challenge. */
const OURS: ReadonlySet<string> = new Set(['nonce', 'qop', 'algorithm']);

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));
