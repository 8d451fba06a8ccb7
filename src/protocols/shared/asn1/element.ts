/** Element: one tag, length and value of BER (X.690 §8.1), and so of DER, as offsets. */
import { type Bytes, u8 } from '../../../core/bytes.ts';

export const Class = { universal: 0, application: 1, context: 2, private: 3 } as const;

/** Universal tags (X.680 §8.6). */
export const Tag = {
  boolean: 1,
  integer: 2,
  bits: 3,
  octets: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utf8: 12,
  relativeOid: 13,
  sequence: 16,
  set: 17,
  numeric: 18,
  printable: 19,
  teletex: 20,
  videotex: 21,
  ia5: 22,
  utcTime: 23,
  generalizedTime: 24,
  graphic: 25,
  visible: 26,
  general: 27,
  universal: 28,
  bmp: 30,
} as const;

export interface Element {
  readonly cls: number;
  readonly tag: number;
  readonly constructed: boolean;
  /** The element is b[start, next), its value b[from, to). */
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

/** Elements of indefinite length lie in each other no deeper than this. */
const DEEPEST = 32;

/** The element that starts at `o` and ends by `end`; undefined where there is none. */
export const readElement = (b: Bytes, o: number, end: number): Element | undefined => read(b, o, end, 0);

/** The elements in b[o, end), up to the first that is none. */
export function* elements(b: Bytes, o: number, end: number): Generator<Element> {
  for (let at = o; at < end; ) {
    const element = readElement(b, at, end);
    if (element === undefined) return;
    yield element;
    at = element.next;
  }
}

const read = (b: Bytes, o: number, end: number, depth: number): Element | undefined => {
  if (o + 2 > end) return undefined;
  const first = u8(b, o);
  let at = o + 1;
  let tag = first & 31;
  if (tag === 31) {
    at = tagEnd(b, at, end);
    if (at === 0) return undefined;
    tag = longTag(b, o + 1, at);
  }
  if (at >= end) return undefined;
  const form = u8(b, at++);
  let length = form;
  if (form === 128) length = (first & 32) !== 0 ? indefinite(b, at, end, depth) : -1;
  else if (form > 128) {
    const count = form & 127;
    if (count > 6 || at + count > end) return undefined;
    length = 0;
    for (let k = 0; k < count; k++) length = length * 256 + u8(b, at++);
  }
  const to = at + length;
  if (length < 0 || to > end) return undefined;
  return { cls: first >> 6, tag, constructed: (first & 32) !== 0, start: o, from: at, to, next: form === 128 ? to + 2 : to };
};

/** Where a tag of several bytes ends (§8.1.2.4); 0 where it does not, or is longer than any in use. */
const tagEnd = (b: Bytes, o: number, end: number): number => {
  for (let at = o; at < end && at < o + 4; at++) if (u8(b, at) < 128) return at + 1;
  return 0;
};

const longTag = (b: Bytes, from: number, to: number): number => {
  let tag = 0;
  for (let o = from; o < to; o++) tag = tag * 128 + (u8(b, o) & 127);
  return tag;
};

/** The length of elements up to one of two zero bytes (§8.1.3.6); -1 where there is none. */
const indefinite = (b: Bytes, from: number, end: number, depth: number): number => {
  if (depth >= DEEPEST) return -1;
  for (let at = from; at + 2 <= end; ) {
    if (u8(b, at) === 0 && u8(b, at + 1) === 0) return at - from;
    const inner = read(b, at, end, depth + 1);
    if (inner === undefined) return -1;
    at = inner.next;
  }
  return -1;
};
