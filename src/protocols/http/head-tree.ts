/** The tree of a head: its first line and its headers, and what is wrong with them. */
import { type Bytes, fromUtf8 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';
import { statusText } from '../shared/http-status.ts';
import { find, LF, lineTextEnd } from '../shared/text.ts';
import { type FieldLine, fieldLine, readFieldLine } from './field-line.ts';
import { headerKey } from './fields.ts';
import { putHeaderParts } from './header-parts.ts';
import { readStartLine, Start, type StartLine, startLine } from './start-line.ts';

/** What the rest of the tree wants to know of a head. */
export interface Headers {
  readonly request: boolean;
  readonly start: StartLine;
  /** Places of fields: `contentLengths` all, of the others the last. */
  lengths: FieldLine[];
  codings: FieldLine[];
  encodings: FieldLine[];
  hosts: number;
  /** Behind the first line, and behind the last field. */
  first: number;
  to: number;
}

export const putHead = (d: Dissecting, from: number, to: number): Headers => {
  const feed = find(d.b, LF, from, to);
  const first = feed < 0 ? to : feed + 1;
  const start = startLine();
  const kind = readStartLine(start, d.b, from, lineTextEnd(d.b, from, feed < 0 ? to : feed));
  const h: Headers = { request: kind !== Start.reply, start, lengths: [], codings: [], encodings: [], hosts: 0, first, to: first };
  const line = d.put('chat', from, first - from, true);
  const stop = lineTextEnd(d.b, from, feed < 0 ? to : feed);
  if (line) line.text = fromUtf8(d.b.subarray(from, stop));
  d.under(line, () => (h.request ? putRequest(d, start, from, stop) : putReply(d, start, from, stop)));
  putFields(d, h, to);
  return h;
};

// ---- the first line --------------------------------------------------------------------------------------------------

const putRequest = (d: Dissecting, s: StartLine, from: number, to: number): void => {
  d.put('request.method', from, s.firstTo - from);
  const uri = d.put('request.uri', s.secondFrom, s.secondTo - s.secondFrom);
  const query = find(d.b, QUESTION, s.secondFrom, s.secondTo);
  if (query >= 0 && query + 1 < s.secondTo) d.under(uri, () => putQuery(d, s.secondFrom, query, s.secondTo));
  if (s.kind === Start.request) d.put('request.version', s.thirdFrom, to - s.thirdFrom);
  if (s.kind === Start.request && to - s.thirdFrom !== VERSION)
    d.fault('start_line', from, to - from, 'a request line is a method, a target and a version with one space between them (RFC 9112 §3)');
};
const QUESTION = 63;
const AMPERSAND = 38;
const VERSION = 8;

const putQuery = (d: Dissecting, from: number, query: number, to: number): void => {
  d.put('request.uri.path', from, query - from);
  const all = d.put('request.uri.query', query + 1, to - query - 1);
  d.under(all, () => {
    for (let i = query + 1; i < to; ) {
      const end = find(d.b, AMPERSAND, i, to);
      const stop = end < 0 ? to : end;
      if (stop > i) d.put('request.uri.query.parameter', i, stop - i);
      i = stop + 1;
    }
  });
};

const putReply = (d: Dissecting, s: StartLine, from: number, to: number): void => {
  d.put('response.version', from, s.firstTo - from);
  if (s.secondTo - s.secondFrom === 3) {
    d.put('response.code', s.secondFrom, 3, s.status);
    d.add('response.code.desc', statusText(s.status));
  }
  if (s.thirdFrom < to) d.put('response.phrase', s.thirdFrom, to - s.thirdFrom);
  if (s.status < 100)
    d.fault('start_line', s.secondFrom, s.secondTo - s.secondFrom, 'a status code is three digits from 100 on (RFC 9112 §4)');
};

// ---- headers ---------------------------------------------------------------------------------------------------------

const putFields = (d: Dissecting, h: Headers, to: number): void => {
  const f = fieldLine();
  for (let at = h.first; readFieldLine(f, d.b, at, to); at = f.to) {
    h.to = f.to;
    const key = f.good ? headerKey(d.b, f.from, f.colon) : undefined;
    const line = h.request ? 'request.line' : 'response.line';
    if (key === undefined) putUnknown(d, line, f);
    else putKnown(d, h, key, `${line}.known`, f);
    if (!f.good || f.folds > 0) complain(d, f);
  }
};

const putUnknown = (d: Dissecting, line: string, f: FieldLine): void => {
  const field = d.put(line, f.from, f.to - f.from);
  if (field) field.text = fromUtf8(d.b.subarray(f.from, lineTextEnd(d.b, f.from, f.to - 1)));
};

const putKnown = (d: Dissecting, h: Headers, key: string, line: string, f: FieldLine): void => {
  note(h, key, f);
  const length = f.valueTo - f.valueFrom;
  const field = f.folds === 0 ? d.put(key, f.valueFrom, length) : d.put(key, f.valueFrom, length, unfolded(d.b, f));
  putHeaderParts(d, key, f, field);
  d.put(line, f.from, f.to - f.from);
};

/** A fold reads as one space (RFC 9112 §5.2). */
const unfolded = (b: Bytes, f: FieldLine): string =>
  fromUtf8(b.subarray(f.valueFrom, f.valueTo))
    .replace(/[ \t]*\r?\n[ \t]*/g, ' ')
    .trim();

const note = (h: Headers, key: string, f: FieldLine): void => {
  if (key === 'content_length_header') h.lengths.push({ ...f });
  else if (key === 'transfer_encoding') h.codings.push({ ...f });
  else if (key === 'content_encoding') h.encodings.push({ ...f });
  else if (key === 'host') h.hosts++;
};

const complain = (d: Dissecting, f: FieldLine): void => {
  const length = f.to - f.from;
  if (f.colon < 0) d.fault('bad_header', f.from, length, 'a header line without a colon');
  else if (!f.good)
    d.fault('bad_header_name', f.from, length, 'the name of a header is a token with the colon right behind it (RFC 9112 §5.1)');
  if (f.folds > 0) d.fault('folded', f.from, length, 'a header folded over several lines: readers disagree about it (RFC 9112 §5.2)');
};
