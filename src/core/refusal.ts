/** Refusal: what said no, at which stage and with which code: the data of an IoError, for whoever has words of their own for it. */

export type Refusal = SystemRefusal | ResolverRefusal | TlsRefusal | Socks4Refusal | Socks5Refusal | HttpRefusal;

export interface SystemRefusal {
  readonly by: 'system';
  /** E.g. `ECONNREFUSED`. */
  readonly code: string;
  /** E.g. `connect`. */
  readonly call?: string;
  readonly address?: string;
  readonly port?: number;
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
