/**
 * Heads as values (RFC 9112 §2 to §5): read out of bytes, and written. What dissector, service, client and proxy have in common; each byte of a
 * value is one character, so that nothing is lost.
 */

import type { Bytes } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { CR, isToken, LF, latin1Bytes, lineFeed, lineTextEnd } from '../shared/text.ts';
import { type FieldLine, fieldLine, fieldValue, readFieldLine } from './field-line.ts';
import { LARGEST_HEAD, LARGEST_LEAD } from './head-scan.ts';
import { readStartLine, Start, type StartLine, startLine } from './start-line.ts';

export interface HeadField {
  readonly name: string;
  readonly value: string;
}
export interface RequestHead {
  readonly kind: 'request';
  readonly method: string;
  readonly target: string;
  /** `HTTP/1.1`; `HTTP/0.9` where the line names none. */
  readonly version: string;
  readonly fields: readonly HeadField[];
}
export interface ReplyHead {
  readonly kind: 'reply';
  readonly version: string;
  readonly status: number;
  readonly reason: string;
  readonly fields: readonly HeadField[];
}
export type Head = RequestHead | ReplyHead;

export interface HeadLimits {
  /** Bytes of the first line with its end. */
  readonly line?: number;
  /** Bytes of the field lines with their ends, and of the empty line. */
  readonly fields?: number;
}
export interface HeadOptions extends HeadLimits {
  /**
   * Takes what no standard allows and old programs do: several blanks in the first line, folded fields (they become one line), lines that are no
   * field (they are left out). What two readers may read differently is not to be passed on: a proxy is strict.
   */
  readonly lenient?: boolean;
}

export type ParsedHead =
  /** `length`: bytes of the head, with the empty lines before it and the empty line that ends it. */
  | { readonly kind: 'head'; readonly length: number; readonly head: Head }
  | { readonly kind: 'more' }
  /** `at`: the byte that is wrong, or the first that is too many. */
  | { readonly kind: 'fault'; readonly what: 'line' | 'fields' | 'syntax'; readonly at: number; readonly text: string };

const MORE: ParsedHead = { kind: 'more' };

/** Reads the head at the start of b[o, end). */
export const parseHead = (b: Bytes, o = 0, end = b.length, options: HeadOptions = {}): ParsedHead => {
  const from = leadEnd(b, o, end);
  if (from - o > LARGEST_LEAD) return syntax(o, 'too many empty lines before the first line');
  const feed = lineFeed(b, from, end);
  const first = (feed < 0 ? end : feed + 1) - from;
  if (first > (options.line ?? LARGEST_HEAD)) return tooLong('line', from + (options.line ?? LARGEST_HEAD));
  if (feed < 0) return MORE;
  const start = startLine();
  const fault = wrongStart(start, b, from, lineTextEnd(b, from, feed), options);
  if (fault) return fault;
  if (start.kind === Start.simple) return { kind: 'head', length: feed + 1 - o, head: requestOf(start, b, from, feed, []) };
  const fields: HeadField[] = [];
  const rest = parseFields(fields, b, feed + 1, end, options);
  if (typeof rest !== 'number') return rest;
  const head = start.kind === Start.reply ? replyOf(start, b, from, feed, fields) : requestOf(start, b, from, feed, fields);
  return { kind: 'head', length: rest - o, head };
};

/** Empty lines before a first line (RFC 9112 §2.2). */
const leadEnd = (b: Bytes, o: number, end: number): number => {
  let i = o;
  for (;;) {
    if (i < end && b[i] === LF) i++;
    else if (i + 1 < end && b[i] === CR && b[i + 1] === LF) i += 2;
    else return i;
  }
};

const tooLong = (what: 'line' | 'fields', at: number): ParsedHead => ({
  kind: 'fault',
  what,
  at,
  text: `the ${what === 'line' ? 'first line' : 'header'} is too long`,
});
const syntax = (at: number, text: string): ParsedHead => ({ kind: 'fault', what: 'syntax', at, text });

// ---- the first line --------------------------------------------------------------------------------------------------

const wrongStart = (s: StartLine, b: Bytes, from: number, to: number, { lenient = false }: HeadOptions): ParsedHead | undefined => {
  if (lenient) tidyStart(s, b, from, to);
  else readStartLine(s, b, from, to);
  if (s.kind === Start.none) return syntax(from, 'neither a request line nor a status line');
  if (lenient) return undefined;
  if (s.kind === Start.simple) return syntax(to, 'a request line without a version');
  const good = s.kind === Start.reply ? STATUS_LINE : REQUEST_LINE;
  return good.test(fromLatin1(b, from, to)) ? undefined : syntax(from, 'a first line whose words are not as the standard has them');
};
const REQUEST_LINE = /^\S+ [\x21-\x7e\x80-\xff]+ HTTP\/\d\.\d$/;
const STATUS_LINE = /^HTTP\/\d\.\d \d{3}(?: [\t\x20-\x7e\x80-\xff]*)?$/;

/** Any number of blanks between the words, and words behind the version. */
const tidyStart = (s: StartLine, b: Bytes, from: number, to: number): void => {
  if (readStartLine(s, b, from, to) === Start.reply) return;
  const words = [...fromLatin1(b, from, to).matchAll(/[^ \t]+/g)];
  const [method, target, version] = words;
  s.kind = Start.none;
  if (method === undefined || target === undefined || !isToken(method[0])) return;
  if (version !== undefined && !/^HTTP\/\d\.\d$/.test(version[0])) return;
  s.kind = version === undefined ? Start.simple : Start.request;
  s.firstTo = from + method.index + method[0].length;
  s.secondFrom = from + target.index;
  s.secondTo = s.secondFrom + target[0].length;
  s.thirdFrom = version === undefined ? s.secondTo : from + version.index;
};

const requestOf = (s: StartLine, b: Bytes, from: number, feed: number, fields: readonly HeadField[]): RequestHead => {
  const version = fromLatin1(b, s.thirdFrom, lineTextEnd(b, from, feed)).slice(0, 8);
  const method = fromLatin1(b, from, s.firstTo).trimStart();
  return { kind: 'request', method, target: fromLatin1(b, s.secondFrom, s.secondTo), version: version || 'HTTP/0.9', fields };
};

const replyOf = (s: StartLine, b: Bytes, from: number, feed: number, fields: readonly HeadField[]): ReplyHead => ({
  kind: 'reply',
  version: fromLatin1(b, from, s.firstTo),
  status: s.status,
  reason: fromLatin1(b, s.thirdFrom, lineTextEnd(b, from, feed)).replace(/[ \t]+$/, ''),
  fields,
});

// ---- fields ----------------------------------------------------------------------------------------------------------

/** Where the head ends, or what is there in place of a head. */
const parseFields = (fields: HeadField[], b: Bytes, from: number, end: number, o: HeadOptions): number | ParsedHead => {
  const most = o.fields ?? LARGEST_HEAD;
  const f = fieldLine();
  let at = from;
  for (; readFieldLine(f, b, at, end); at = f.to) {
    if (f.to - from > most) return tooLong('fields', from + most);
    const wrong = wrongField(f, b);
    if (wrong !== undefined && !o.lenient) return syntax(f.from, wrong);
    if (f.good) fields.push({ name: fromLatin1(b, f.from, f.colon), value: fieldValue(f, b) });
  }
  const feed = lineFeed(b, at, end);
  if ((feed < 0 ? end : feed + 1) - from > most) return tooLong('fields', from + most);
  return feed < 0 ? MORE : feed + 1;
};

const wrongField = (f: FieldLine, b: Bytes): string | undefined => {
  if (f.folds > 0) return 'a folded header';
  if (!f.good) return 'a line that is no header: a name, a colon right behind it, a value';
  for (let i = f.valueFrom; i < f.valueTo; i++) {
    const c = b[i] ?? 0;
    if ((c < 32 && c !== 9) || c === 127) return 'a control character in the value of a header';
  }
  return undefined;
};

// ---- looking at fields -----------------------------------------------------------------------------------------------

/** All values of the fields of that name, whatever the case of its letters. */
export const fieldValues = (head: Pick<Head, 'fields'>, name: string): readonly string[] => {
  const lower = name.toLowerCase();
  return head.fields.filter((f) => f.name.toLowerCase() === lower).map((f) => f.value);
};
export const firstValue = (head: Pick<Head, 'fields'>, name: string): string | undefined => fieldValues(head, name)[0];

// ---- writing ---------------------------------------------------------------------------------------------------------

/** A head with its empty line. Throws a RangeError on what would read back as something else: a line end, a name that is no token. */
export const writeHead = (head: Head): Uint8Array<ArrayBuffer> => {
  const first =
    head.kind === 'request'
      ? `${word(head.method)} ${word(head.target)} ${head.version}`
      : `${head.version} ${String(head.status).padStart(3, '0')} ${line(head.reason)}`;
  return latin1Bytes(`${first}\r\n${head.fields.map(fieldText).join('')}\r\n`);
};

const fieldText = ({ name, value }: HeadField): string => {
  if (!isToken(name)) throw new RangeError(`header name: expected a token, got ${JSON.stringify(name)}`);
  return `${name}: ${line(value)}\r\n`;
};
const line = (text: string): string => {
  if (/[\0\r\n]|[^\0-\xff]/.test(text)) throw new RangeError(`header: expected one line of bytes, got ${JSON.stringify(text)}`);
  return text;
};
const word = (text: string): string => {
  if (!/^[\x21-\x7e\x80-\xff]+$/.test(text)) throw new RangeError(`first line: expected a word, got ${JSON.stringify(text)}`);
  return text;
};
