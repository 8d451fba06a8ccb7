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
  let tag = first & 31;
  let at = o + 1;
  if (tag === 31) {
    tag = 0;
    for (let more = true; more; at++) {
      if (at >= end || tag > 0xffffff) return undefined;
      tag = tag * 128 + (u8(b, at) & 127);
      more = u8(b, at) > 127;
    }
  }
  if (at >= end) return undefined;
  const constructed = (first & 32) !== 0;
  const head = { cls: first >> 6, tag, constructed, start: o };
  const form = u8(b, at++);
  if (form === 128) return constructed ? indefinite(b, head, at, end, depth) : undefined;
  const count = form & 127;
  if (form > 128 && (count > 6 || at + count > end)) return undefined;
  let length = form > 128 ? 0 : form;
  if (form > 128) for (let k = 0; k < count; k++) length = length * 256 + u8(b, at++);
  return at + length > end ? undefined : { ...head, from: at, to: at + length, next: at + length };
};

type Head = Pick<Element, 'cls' | 'tag' | 'constructed' | 'start'>;

/** X.690 §8.1.3.6: elements up to one of two zero bytes. */
const indefinite = (b: Bytes, head: Head, from: number, end: number, depth: number): Element | undefined => {
  if (depth >= DEEPEST) return undefined;
  for (let at = from; at + 2 <= end; ) {
    if (u8(b, at) === 0 && u8(b, at + 1) === 0) return { ...head, from, to: at, next: at + 2 };
    const inner = read(b, at, end, depth + 1);
    if (inner === undefined) return undefined;
    at = inner.next;
  }
  return undefined;
};
