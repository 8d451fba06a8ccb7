/** The first line of an HTTP/1 message (RFC 9112 §3 and §4): where its words lie. */
import type { Bytes } from '../../core/bytes.ts';
import { blanksEnd, decimal, find, isDigit, lineFeed, SPACE, startsWith, tokenEnd, trimmedEnd } from '../shared/text.ts';

/** What a first line is. `simple`: a request of HTTP/0.9, `GET /path` and no more. */
export const Start = { none: 0, request: 1, reply: 2, simple: 3 } as const;

/** Offsets of a first line's words. One object is used again and again. */
export interface StartLine {
  kind: number;
  /** `GET` or, in a reply, `HTTP/1.1` (`ICY` of SHOUTcast, which answers so). */
  firstTo: number;
  /** The request target, or the status code as it is written. */
  secondFrom: number;
  secondTo: number;
  /** The version, or the reason phrase. */
  thirdFrom: number;
  /** Of a reply; 0 where it is not three digits. */
  status: number;
}

export const startLine = (): StartLine => ({ kind: Start.none, firstTo: 0, secondFrom: 0, secondTo: 0, thirdFrom: 0, status: 0 });

/** Longer methods are none. */
const LONGEST_METHOD = 40;
const VERSION = 8;

/** Reads the line [from, to), its end left out. Blanks are tolerated as most programs do: RFC 9112 §3 wants single spaces. */
export const readStartLine = (s: StartLine, b: Bytes, from: number, to: number): number => {
  if (isVersion(b, from, to) && (to === from + VERSION || b[from + VERSION] === SPACE)) return readReply(s, b, from + VERSION, to);
  if (startsWith(b, from, to, 'ICY ')) return readReply(s, b, from + 3, to);
  const method = tokenEnd(b, from, Math.min(to, from + LONGEST_METHOD + 1));
  s.kind = Start.none;
  if (method === from || method - from > LONGEST_METHOD || b[method] !== SPACE) return s.kind;
  s.firstTo = method;
  s.secondFrom = method + 1;
  const end = trimmedEnd(b, method, to);
  const space = find(b, SPACE, method + 1, end);
  s.secondTo = space < 0 ? end : space;
  s.thirdFrom = space < 0 ? end : space + 1;
  if (space >= 0 && end - VERSION > method + 1 && b[end - VERSION - 1] === SPACE && isVersion(b, end - VERSION, end))
    s.kind = Start.request;
  else if (space < 0 && startsWith(b, from, method, 'GET') && b[method + 1] === 47) s.kind = Start.simple;
  return s.kind;
};

const readReply = (s: StartLine, b: Bytes, version: number, to: number): number => {
  s.kind = Start.reply;
  s.firstTo = version;
  s.secondFrom = blanksEnd(b, s.firstTo, to);
  const space = find(b, SPACE, s.secondFrom, to);
  s.secondTo = space < 0 ? to : space;
  s.thirdFrom = blanksEnd(b, s.secondTo, to);
  s.status = s.secondTo - s.secondFrom === 3 ? Math.max(0, decimal(b, s.secondFrom, s.secondTo)) : 0;
  return s.kind;
};

/** `HTTP/1.1` and the like. */
const isVersion = (b: Bytes, from: number, to: number): boolean =>
  startsWith(b, from, to, 'HTTP/') && isDigit(b[from + 5]) && b[from + 6] === 46 && isDigit(b[from + 7]) && to >= from + VERSION;

/** Whether a line of which only [from, to) is there may still become a first line. */
export const mayStart = (b: Bytes, from: number, to: number): boolean => {
  const method = tokenEnd(b, from, Math.min(to, from + LONGEST_METHOD + 1));
  if (method === to) return method - from <= LONGEST_METHOD;
  if (startsWith(b, from, to, 'HTTP/')) return true;
  return method > from && method - from <= LONGEST_METHOD && b[method] === SPACE;
};

/** How sure it is that the bytes begin an HTTP message: a whole first line says it, a well-known method without the rest makes it likely. */
export const guessStart = (b: Bytes, from: number, to: number): number => {
  if (startsWith(b, from, to, 'HTTP/1.') && isDigit(b[from + 7])) return 1;
  if (!mayStart(b, from, to) || startsWith(b, from, to, PREFACE)) return 0;
  const feed = lineFeed(b, from, Math.min(to, from + LONGEST_GUESS));
  if (feed < 0) return METHODS.some((method) => startsWith(b, from, to, method)) ? 0.5 : 0;
  const line = startLine();
  return readStartLine(line, b, from, feed > from && b[feed - 1] === 13 ? feed - 1 : feed) === Start.request ? 1 : 0;
};
const LONGEST_GUESS = 8192;
/** RFC 9113 §3.4: who begins with it speaks HTTP/2. */
export const PREFACE = 'PRI * HTTP/2.0';
const METHODS = ['GET /', 'POST /', 'HEAD /', 'PUT /', 'DELETE /', 'OPTIONS ', 'CONNECT ', 'PATCH /', 'PROPFIND /'];
