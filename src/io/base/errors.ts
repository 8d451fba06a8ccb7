/** System errors as IoErrors that say what was expected, what came and why: "tcp:127.0.0.1:9: expected a listener, got ECONNREFUSED, because …". */
import { IoError } from '../../core/fault.ts';
import type { Refusal } from '../../core/refusal.ts';
import { TLS_REASONS } from './tls-reasons.ts';

/** `place` is the address as typed or printed; `expected` reads after "expected". An IoError is returned as it is. */
export const ioError = (place: string, expected: string, cause: unknown, because?: string): IoError => {
  if (cause instanceof IoError) return cause;
  const code = codeOf(cause) ?? 'EIO';
  const text = `expected ${expected}, got ${code}, because ${because ?? reasonOf(cause)}`;
  return new IoError(place, code, text, cause, refusalOf(cause));
};

/** Why, in our words where we have some for its code. */
export const reasonOf = (cause: unknown): string => {
  const code = codeOf(cause) ?? '';
  return BECAUSE[code] ?? TLS_REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
};

/** What an error says in data; undefined where it says nothing that somebody knows. */
export const refusalOf = (cause: unknown): Refusal | undefined => {
  if (cause instanceof IoError) return cause.at;
  if (cause instanceof AggregateError) return refusalOf(cause.errors.at(-1));
  const code = codeOf(cause);
  if (code === undefined || !(cause instanceof Error)) return undefined;
  const tells = cause as Error & SystemTells;
  if (tells.library !== undefined && tells.reason !== undefined) return tlsRefusal(code, cause.message, tells.library, tells.reason);
  if (tells.syscall === 'getaddrinfo') return { by: 'resolver', code, ...(tells.hostname !== undefined && { host: tells.hostname }) };
  return {
    by: 'system',
    code,
    ...(tells.syscall !== undefined && { call: tells.syscall }),
    ...(tells.address !== undefined && { address: tells.address }),
    ...(tells.port !== undefined && { port: tells.port }),
  };
};

/** What Node writes on its errors. */
interface SystemTells {
  readonly syscall?: string;
  readonly hostname?: string;
  readonly address?: string;
  readonly port?: number;
  readonly library?: string;
  readonly reason?: string;
}

/** Node gives all parts of OpenSSL's error but its number, which stands in the line `error:NUMBER:LIBRARY:FUNCTION:REASON` only. */
const tlsRefusal = (code: string, line: string, library: string, reason: string): Refusal => {
  const number = /error:([0-9A-F]{8}):/.exec(line)?.[1];
  return { by: 'tls', code, ...(number !== undefined && { number }), library, reason };
};

/** The system's code of an error (`ECONNRESET`), or undefined. Of an AggregateError, the code of its last attempt. */
export const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors.at(-1)) : undefined;
};

/** The reason of an aborted signal as an Error. */
export const abortReason = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new Error(signal.reason === undefined ? 'aborted' : String(signal.reason));

const BECAUSE: Readonly<Record<string, string>> = {
  EACCES: 'this user may not (ports below 1024 and foreign files need the right to)',
  EADDRINUSE: 'something listens there already',
  EADDRNOTAVAIL: 'no interface of this machine has that address',
  EAFNOSUPPORT: 'this machine does not speak that address family',
  EAI_AGAIN: 'the name server did not answer',
  ECONNABORTED: 'the connection was given up before it was accepted',
  ECONNREFUSED: 'nothing listens on that port',
  ECONNRESET: 'the peer cut the connection (RST)',
  EEXIST: 'it exists already',
  EHOSTUNREACH: 'no route leads to that host',
  EINVAL: 'the system does not accept that address',
  EMFILE: 'this process has no free file descriptors (ulimit -n)',
  ENETUNREACH: 'no route leads to that network',
  ENOENT: 'there is no such file',
  ENOTFOUND: 'no such name is known',
  ENOTSOCK: 'that file is no socket',
  EPERM: 'the system does not allow it',
  EPIPE: 'the peer reads no more',
  EPROTOTYPE: 'the socket there is of another type',
  ETIMEDOUT: 'no answer came in time',
};
