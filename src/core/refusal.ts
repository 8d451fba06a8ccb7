/**
 * Refusal: what said no, at which stage and with which code: the data of an IoError, for whoever has words of their own for it.
 * The sentences of wirecat itself are made here: what is wrong, what to type next, and last the code of the system in parentheses.
 */
import { english, isDoing, isRefusalCode, joined, type Pieces, sayDoing, sayRefusal, sayWhy, sayWrong } from './said.ts';
import type { Said, Words } from './words.ts';

export type Refusal = SystemRefusal | ResolverRefusal | TlsRefusal | Socks4Refusal | Socks5Refusal | HttpRefusal;

export interface SystemRefusal {
  readonly by: 'system';
  /** E.g. `ECONNREFUSED`. */
  readonly code: string;
  /** E.g. `connect`. */
  readonly call?: string;
  readonly address?: string;
  readonly port?: number;
  /** What whoever listens there has to speak, as an address begins: `tls:`, `ws:tls:`; absent: nothing more. */
  readonly over?: string;
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
  readonly expected?: Said;
  /** As text, the user's own words. */
  readonly got?: string | Said;
  readonly sentence?: Said;
  readonly next?: Said;
}

/** `place: expected X, got "Y"; next`, or the sentence that there is. */
export const mistakenText = (wrong: Mistaken, quote: (text: string) => string, words: Words): string => {
  const { place, expected = NOTHING, got, sentence, next } = wrong;
  const wanted =
    got === undefined
      ? say('wanted', { what: WANTED })
      : say('wantedGot', { what: WANTED, got: typeof got === 'string' ? quote(got) : words.text(got) });
  const what = sentence === undefined ? words.text(wanted).replace(WANTED, () => words.text(expected)) : words.text(sentence);
  return `${place === '' ? '' : `${place}: `}${what}${next === undefined ? '' : `; ${words.text(next)}`}`;
};
/** Stands for what is wanted, which may be longer than a slot. */
const WANTED = '\u2026\u2026';
const say = sayWrong;
const NOTHING = say('nothing');

/** What the system's refusal of `doing` ("to write the file"; a noun says nothing here) comes to: reason, then its code. */
export const refusedText = (doing: string, reason: Pieces, code: string): Pieces => {
  const what = isDoing(doing) ? [sayDoing(doing), ': '] : doing.startsWith('to ') ? [`cannot ${doing.slice(3)}: `] : [];
  const isSaid = PLAIN.has(code) || joined(reason, english).includes(code);
  return [...what, ...reason, ...(isSaid ? [] : [` (${code})`])];
};

/** Why, of a system's code; for a port, with what would have it listened on. */
export const systemReason = (code: string, at?: { readonly address?: string; readonly port?: number }): Pieces | undefined => {
  if (!isRefusalCode(code)) return undefined;
  const reason = sayRefusal(code);
  if (code !== 'ECONNREFUSED' || at?.port === undefined) return [reason];
  const here = /^(127\.|::1$)/.test(at.address ?? '');
  return [reason, sayWhy(here ? 'hereTip' : 'thereTip', { port: String(at.port) })];
};

/** Codes of which the words say everything. */
const PLAIN: ReadonlySet<string> = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'EEXIST']);
