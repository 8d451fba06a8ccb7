/** System errors as IoErrors in one plain sentence: "tcp:127.0.0.1:9: connection refused; nothing listens on that port … (ECONNREFUSED)". */
import { IoError } from '../../core/fault.ts';
import { type Refusal, refusedText, systemReason } from '../../core/refusal.ts';
import { english, isHandshakeCode, joined, type Pieces, sayHandshake, sayTrouble } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';

/**
 * `place` is the address as typed or printed; `wanted` what was to be had there; one that begins with "to" is said: "cannot listen: …".
 * An IoError is returned as it is.
 */
export const ioError = (place: string, wanted: string, cause: unknown, because?: string | Said | Pieces): IoError => {
  if (cause instanceof IoError) return cause;
  const reason = typeof because === 'object' && 'key' in because ? [because] : because;
  const { code, text, at } = reason === undefined && cause instanceof Error ? sayingOf(wanted, cause) : saying(wanted, cause, reason);
  return new IoError(place, code, text, cause, at);
};

/** What an error says but for its place. */
interface Saying {
  readonly code: string;
  readonly text: string | Pieces;
  readonly at: Refusal | undefined;
}

const saying = (wanted: string, cause: unknown, reason: string | Pieces | undefined): Saying => {
  const code = codeOf(cause) ?? 'EIO';
  const why = typeof reason === 'string' ? [reason] : (reason ?? reasonSaid(cause));
  const text = refusedText(wanted, why, code);
  const isSaid = why.every((piece) => typeof piece !== 'string');
  return { code, text: isSaid ? text : joined(text, english), at: refusalOf(cause) };
};

/** The system's errors of one kind are one object: what they say is put together once. */
const sayingOf = (wanted: string, cause: Error): Saying => {
  const known = sayings.get(cause);
  if (known?.wanted === wanted) return known;
  const made = { wanted, ...saying(wanted, cause, undefined) };
  sayings.set(cause, made);
  return made;
};
const sayings = new WeakMap<Error, Saying & { readonly wanted: string }>();

/** Why, in our words where we have some for its code. */
export const reasonSaid = (cause: unknown): Pieces => {
  const code = codeOf(cause) ?? '';
  const refusal = refusalOf(cause);
  if (isHandshakeCode(code)) return [sayHandshake(code)];
  if (refusal?.by === 'tls') return [sayTrouble('tlsSays', { reason: refusal.reason })];
  return systemReason(code, refusal?.by === 'system' ? refusal : undefined) ?? [cause instanceof Error ? cause.message : String(cause)];
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

/**
 * An error that tells of the wire, not of a mistake of ours: made without a stack, which would take as long as all the rest of a short
 * connection.
 */
export const withoutStack = <E extends Error>(make: () => E): E => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
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
