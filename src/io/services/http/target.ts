/** The target of a request (RFC 9112 §3.2): which host and path it names, with escapes undone once. */
import { badRequest } from './status-error.ts';

export interface Target {
  /** From an absolute target; undefined where the Host header says it. */
  readonly authority: string | undefined;
  /** Decoded; `*` for the server as a whole. */
  readonly path: string;
  /** As it came, without its question mark; undefined where there is none. */
  readonly query: string | undefined;
}

/** Throws a StatusError. `offset`: where the target stands in its line. */
export const parseTarget = (text: string, line = text, offset = 0): Target => {
  if (text === '*') return { authority: undefined, path: '*', query: undefined };
  const [, authority, rest = text] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(text) ?? [];
  const start = offset + text.length - rest.length;
  if (authority === undefined && !text.startsWith('/'))
    throw badRequest('the target of a request begins with a slash, or it is an address that begins with http://', { line, at: offset });
  const fragment = rest.indexOf('#');
  if (fragment >= 0) throw badRequest('a fragment (#) is for the browser alone and is never sent', { line, at: start + fragment });
  const mark = rest.indexOf('?');
  const raw = mark < 0 ? rest : rest.slice(0, mark);
  const path = decoded(raw, (at, sentence) => badRequest(sentence, { line, at: start + at }));
  return { authority, path: path === '' ? '/' : path, query: mark < 0 ? undefined : rest.slice(mark + 1) };
};

const PLAIN = /^[\x21-\x24\x26-\x7e]*$/;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decoded = (raw: string, wrong: (at: number, sentence: string) => Error): string => {
  if (PLAIN.test(raw)) return raw;
  const bytes: number[] = [];
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] !== '%') {
      bytes.push(raw.charCodeAt(i));
      continue;
    }
    const hex = raw.slice(i + 1, i + 3);
    if (!/^[0-9a-f]{2}$/i.test(hex)) throw wrong(i, 'a percent sign is followed by two hexadecimal digits, as in %20');
    if (hex === '00') throw wrong(i, 'a zero byte is part of no name');
    bytes.push(Number.parseInt(hex, 16));
    i += 2;
  }
  try {
    return strict.decode(Uint8Array.from(bytes));
  } catch {
    throw wrong(Math.max(raw.search(/%[89a-f]|[\x80-\xff]/i), 0), 'the bytes of a path are UTF-8, and these are not');
  }
};

/** A path as it stands in a reply: each name escaped. */
export const writtenPath = (names: readonly string[], isFolder: boolean): string =>
  `/${names.map((name) => encodeURIComponent(name)).join('/')}${isFolder && names.length > 0 ? '/' : ''}`;
