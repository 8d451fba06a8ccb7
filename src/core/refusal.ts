/**
 * Refusal: what said no, at which stage and with which code: the data of an IoError, for whoever has words of their own for it.
 * The sentences of wirecat itself are made here: what is wrong, what to type next, and last the code of the system in parentheses.
 */

export type Refusal = SystemRefusal | ResolverRefusal | TlsRefusal | Socks4Refusal | Socks5Refusal | HttpRefusal;

export interface SystemRefusal {
  readonly by: 'system';
  /** E.g. `ECONNREFUSED`. */
  readonly code: string;
  /** E.g. `connect`. */
  readonly call?: string;
  readonly address?: string;
  readonly port?: number;
  /** Segments with SYN that nobody answered, in so many milliseconds. */
  readonly syns?: number;
  readonly waited?: number;
}

export interface ResolverRefusal {
  readonly by: 'resolver';
  /** E.g. `ENOTFOUND`, `EAI_AGAIN`. */
  readonly code: string;
  readonly host?: string;
}

/** An error of OpenSSL: `error:0A00010B:SSL routines::wrong version number` in its parts. */
export interface TlsRefusal {
  readonly by: 'tls';
  /** As Node has it, e.g. `ERR_SSL_WRONG_VERSION_NUMBER`. */
  readonly code: string;
  /** Eight hexadecimal digits; absent where Node keeps them to itself. */
  readonly number?: string;
  readonly library: string;
  readonly reason: string;
}

/** An answer that did not come whole: the peer ended it, the connection broke (the error's code says how), or it is too long. */
export interface CutAnswer {
  readonly wrong: 'end' | 'broken' | 'length';
  /** Bytes that had come. */
  readonly got: number;
  /** How many were waited for; absent where a mark ends them. */
  readonly wanted?: number;
}

/** A number in an answer that is not what it must be. */
export interface WrongNumber<What extends string> {
  readonly wrong: What;
  readonly got: number;
}

export type Socks4Refusal = { readonly by: 'socks4'; readonly stage: 'request' } & (CutAnswer | WrongNumber<'version' | 'reply'>);

/** `method` and `login`: RFC 1928 §3, RFC 1929; `request`: RFC 1928 §6, where `address` is the kind of the address in the reply. */
export type Socks5Refusal =
  | ({ readonly by: 'socks5'; readonly stage: 'method' } & (CutAnswer | WrongNumber<'version' | 'method'>))
  | ({ readonly by: 'socks5'; readonly stage: 'login' } & (CutAnswer | WrongNumber<'status'>))
  | ({ readonly by: 'socks5'; readonly stage: 'request' } & (CutAnswer | WrongNumber<'version' | 'reply' | 'address'>));

export type HttpRefusal =
  | ({ readonly by: 'http'; readonly stage: 'status line' | 'headers' } & (CutAnswer | WrongNumber<'count'>))
  | { readonly by: 'http'; readonly stage: 'status line'; readonly wrong: 'form'; readonly line: string }
  | {
      readonly by: 'http';
      readonly stage: 'status';
      readonly wrong: 'status';
      readonly got: number;
      /** The status line as it came. */
      readonly line: string;
      /** Of 407: who we are was not said; was, and is not taken; or is asked for in a way that cannot be answered. */
      readonly login?: 'wanted' | 'refused' | 'unknown digest' | 'unknown scheme';
    };

/** What the user wrote and what was wanted there. `next`: why, or what to write instead. */
export interface Mistaken {
  /** Where: an option, an address as typed; empty where there is one place only. */
  readonly place: string;
  /** Reads after "expected"; absent where `sentence` says it all. */
  readonly expected?: string;
  readonly got?: string;
  readonly sentence?: string;
  readonly next?: string;
}

/** `place: expected X, got "Y"; next`, or the sentence that there is. */
export const mistakenText = ({ place, expected, got, sentence, next }: Mistaken, quote: (text: string) => string): string => {
  const what = sentence ?? `expected ${expected ?? 'something else'}${got === undefined ? '' : `, got ${quote(got)}`}`;
  return `${place === '' ? '' : `${place}: `}${what}${next === undefined ? '' : `; ${next}`}`;
};

/** What the system's refusal of `doing` ("to write the file"; a noun says nothing here) comes to: reason, then its code. */
export const refusedText = (doing: string, reason: string, code: string): string => {
  const what = doing.startsWith('to ') ? `cannot ${doing.slice(3)}: ` : '';
  return `${what}${reason}${PLAIN.has(code) || reason.includes(code) ? '' : ` (${code})`}`;
};

/** Why, of a system's code; for a port, with what would have it listened on. */
export const systemReason = (code: string, at?: { readonly address?: string; readonly port?: number }): string | undefined => {
  if (code !== 'ECONNREFUSED' || at?.port === undefined) return SYSTEM_REASONS[code];
  const here = /^(127\.|::1$)/.test(at.address ?? '');
  return `${SYSTEM_REASONS[code]} (${here ? 'here' : 'there'}: wirecat listen ${here ? '' : '0.0.0.0:'}${at.port})`;
};

/** Codes of which the words say everything. */
const PLAIN: ReadonlySet<string> = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'EEXIST']);

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; ports below 1024 and files of others need the right to',
  EADDRINUSE: 'something listens there already; choose another port, or 0 for any free one',
  EADDRNOTAVAIL: 'no interface of this machine has that address',
  EAFNOSUPPORT: 'this machine does not speak that address family',
  EAI_AGAIN: 'the name server did not answer',
  ECONNABORTED: 'the connection was given up before it was accepted',
  ECONNREFUSED: 'connection refused; nothing listens on that port',
  ECONNRESET: 'the peer cut the connection with a reset',
  EEXIST: 'it exists already; choose another name',
  EHOSTUNREACH: 'no route leads to that host',
  EINVAL: 'the system does not accept that address',
  EISDIR: 'that is a folder; name a file in it',
  EMFILE: 'this process has no free file descriptors; ulimit -n raises their number',
  ENETUNREACH: 'no route leads to that network',
  ENOENT: 'no such file',
  ENOSPC: 'no space is left on the device',
  ENOTDIR: 'a part of the path is not a folder',
  ENOTFOUND: 'no such name is known; check its spelling',
  ENOTSOCK: 'that file is no socket',
  EPERM: 'the system does not allow it',
  EPIPE: 'the peer reads no more',
  EPROTOTYPE: 'the socket there is of another type',
  EROFS: 'the file system is read-only',
  ETIMEDOUT: 'no answer came in time; --connect-timeout TIME waits longer',
};
