/** What is inside the values of single headers: lengths, cookies, credentials. */
import { type Bytes, fromUtf8 } from '../../core/bytes.ts';
import type { Dissecting, Field } from '../../wire/types.ts';
import { fromBase64 } from '../shared/base64.ts';
import { blanksEnd, decimal, find, SEMICOLON, SPACE, sameText, trimmedEnd } from '../shared/text.ts';
import type { FieldLine } from './field-line.ts';

/** Puts the parts of a header's value under its field. */
export const putHeaderParts = (d: Dissecting, key: string, f: FieldLine, field: Field | undefined): void => {
  if (f.folds > 0) return;
  d.under(field, () => PARTS[key]?.(d, f.valueFrom, f.valueTo));
};

const length = (d: Dissecting, from: number, to: number): void => {
  const n = decimal(d.b, from, to);
  if (n >= 0) d.add('content_length', n);
};

const cookies = (d: Dissecting, from: number, to: number): void =>
  eachCookie(d.b, from, to, (start, stop) => d.put('cookie_pair', start, stop - start));

/** Tells the pairs of a Cookie header's value. */
export const eachCookie = (b: Bytes, from: number, to: number, take: (start: number, stop: number) => void): void => {
  for (let i = from; i < to; ) {
    const end = find(b, SEMICOLON, i, to);
    const stop = end < 0 ? to : end;
    const start = blanksEnd(b, i, stop);
    if (start < stop) take(start, trimmedEnd(b, start, stop));
    i = stop + 1;
  }
};

const credentials = (d: Dissecting, from: number, to: number): void => {
  const start = credentialsStart(d.b, from, to);
  if (start >= 0) d.put('authbasic', start, to - start, credentialsText(d.b, start, to));
};

/** Where user and password stand in the value of an Authorization header; -1 where they do not (RFC 7617). */
export const credentialsStart = (b: Bytes, from: number, to: number): number => {
  const space = find(b, SPACE, from, to);
  return space < 0 || !sameText(b, from, space, 'basic') ? -1 : blanksEnd(b, space, to);
};

/** User and password, as anyone on the way reads them. */
export const credentialsText = (b: Bytes, from: number, to: number): string => fromUtf8(fromBase64(b, from, to));

/** `; charset=` with nothing behind it. */
const parameters = (d: Dissecting, from: number, to: number): void => {
  for (let i = find(d.b, SEMICOLON, from, to); i >= 0; i = find(d.b, SEMICOLON, i + 1, to)) {
    const next = find(d.b, SEMICOLON, i + 1, to);
    const stop = trimmedEnd(d.b, i + 1, next < 0 ? to : next);
    if (stop > i + 1 && d.b[stop - 1] === EQUALS) d.fault('parameter', i, stop - i, 'a parameter without a value', 'note');
  }
};
const EQUALS = 61;

const PARTS: Readonly<Record<string, (d: Dissecting, from: number, to: number) => void>> = {
  authorization: credentials,
  content_length_header: length,
  content_type: parameters,
  cookie: cookies,
  proxy_authorization: credentials,
};
