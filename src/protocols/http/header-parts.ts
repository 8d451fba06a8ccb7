/** What is inside the values of single headers: lengths, cookies, credentials. */
import { fromUtf8 } from '../../core/bytes.ts';
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

const cookies = (d: Dissecting, from: number, to: number): void => {
  for (let i = from; i < to; ) {
    const end = find(d.b, SEMICOLON, i, to);
    const stop = end < 0 ? to : end;
    const start = blanksEnd(d.b, i, stop);
    if (start < stop) d.put('cookie_pair', start, trimmedEnd(d.b, start, stop) - start);
    i = stop + 1;
  }
};

/** RFC 7617: user and password, as anyone on the way reads them. */
const credentials = (d: Dissecting, from: number, to: number): void => {
  const space = find(d.b, SPACE, from, to);
  if (space < 0 || !sameText(d.b, from, space, 'basic')) return;
  const start = blanksEnd(d.b, space, to);
  d.put('authbasic', start, to - start, fromUtf8(fromBase64(d.b, start, to)));
};

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
