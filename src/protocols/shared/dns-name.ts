/**
 * Domain names on the wire: labels and compression pointers (RFC 1035 §3.1, §4.1.4), as people read them and in the escaped form of zone
 * files (RFC 1035 §5.1), which says them without loss. Labels of other types than 00 and 11 (RFC 2673, RFC 2671) are refused (RFC 6891 §5).
 */

import { type Bytes, concat, EMPTY, fromUtf8, u8, utf8 } from '../../core/bytes.ts';
import { UsageError } from '../../core/fault.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { sayWrong } from '../../core/said.ts';

/** Bytes of a label, and of a name with the length byte of each label and of the root (RFC 1035 §2.3.4). */
export const LONGEST_LABEL = 63;
export const LONGEST_NAME = 255;

/** What is wrong with a name; `cut`, `label` and `pointer` leave nothing to show. */
export const Trouble = { none: 0, cut: 1, label: 2, pointer: 3, loop: 4, long: 5 } as const;
export type TroubleKind = (typeof Trouble)[keyof typeof Trouble];

/** Where the labels of a name lie. */
export interface NamePlace {
  trouble: TroubleKind;
  /** Where the trouble is. */
  at: number;
  /** Behind the name where it stands: its root, or its first pointer. */
  next: number;
  /** A pointer leads to where no earlier name can be (RFC 1035 §4.1.4): not back, or into the header. */
  stray: boolean;
  /** Labels, and the offsets of their length bytes. */
  count: number;
  readonly labels: Int32Array;
  /** Bytes of all labels with a dot between them. */
  length: number;
}

/** Bytes of a message before its first name. */
const HEADER = 12;
const MOST_LABELS = (LONGEST_NAME - 1) / 2;
/** No name that can be is made of more pieces, or read in more steps. */
const MOST_POINTERS = MOST_LABELS;
const MOST_STEPS = 1000;

const place: NamePlace = { trouble: Trouble.none, at: 0, next: 0, stray: false, count: 0, labels: new Int32Array(MOST_LABELS), length: 0 };

/**
 * Finds the labels of the name at `o`. `base` is where its message starts, `end` where it ends. The result is the same object every time:
 * look at it before the next call.
 */
export const findName = (b: Bytes, o: number, base: number, end: number): NamePlace => {
  const p = place;
  p.trouble = Trouble.none;
  p.next = -1;
  p.stray = false;
  p.count = 0;
  p.length = 0;
  let at = o;
  for (let steps = 0, pointers = 0; at < end; steps++) {
    const n = u8(b, at);
    if (n === 0) return finish(p, at, p.next < 0 ? at + 1 : p.next);
    if (n > LONGEST_LABEL) {
      if (n < 0xc0) return trouble(p, Trouble.label, at);
      if (at + 1 >= end) break;
      if (p.next < 0) p.next = at + 2;
      const to = base + (((n & 0x3f) << 8) | u8(b, at + 1));
      if (to >= end) return trouble(p, Trouble.pointer, at);
      if (to >= at || to < base + HEADER) p.stray = true;
      if (++pointers > MOST_POINTERS) return trouble(p, Trouble.loop, at);
      at = to;
    } else {
      if (p.count < MOST_LABELS) p.labels[p.count++] = at;
      p.length += n + 1;
      at += n + 1;
    }
    if (steps > MOST_STEPS) return tooLong(p, b, at, end);
  }
  return trouble(p, Trouble.cut, Math.min(at, end));
};

const finish = (p: NamePlace, at: number, next: number): NamePlace => {
  p.next = next;
  p.at = at;
  if (p.length > 0) p.length--;
  if (p.length + 2 > LONGEST_NAME) p.trouble = Trouble.long;
  return p;
};

const trouble = (p: NamePlace, kind: TroubleKind, at: number): NamePlace => {
  p.trouble = kind;
  p.at = at;
  return p;
};

/** Where the name ends is looked for all the same. */
const tooLong = (p: NamePlace, b: Bytes, o: number, end: number): NamePlace => {
  if (p.next < 0) {
    const next = behindName(b, o, end);
    if (next < 0) return trouble(p, Trouble.cut, end);
    p.next = next;
  }
  return trouble(p, Trouble.long, o);
};

/** The offset behind the name at `o` where it stands; -1 where it is not all there or no name. */
export const behindName = (b: Bytes, o: number, end: number): number => {
  for (let at = o; at < end; ) {
    const n = u8(b, at);
    if (n === 0) return at + 1;
    if (n >= 0xc0) return at + 2 <= end ? at + 2 : -1;
    if (n > LONGEST_LABEL) return -1;
    at += n + 1;
  }
  return -1;
};

const joined = new Uint8Array(LONGEST_NAME);

/** The name as Wireshark shows it: labels as they are with dots between them. For `cut`, `label` and `pointer` there is none. */
export const shownName = (b: Bytes, p: NamePlace): string => {
  if (p.trouble === Trouble.loop) return '<Name contains a pointer that loops>';
  if (p.trouble === Trouble.long) return '<Name too long>';
  if (p.count === 0) return '<Root>';
  let at = 0;
  let bits = 0;
  for (let i = 0; i < p.count; i++) {
    const from = p.labels[i] ?? 0;
    if (i > 0) joined[at++] = DOT;
    for (let k = from + 1; k <= from + u8(b, from); k++) {
      const letter = u8(b, k);
      bits |= letter;
      joined[at++] = letter;
    }
  }
  return bits < 128 ? fromLatin1(joined, 0, at) : fromUtf8(joined.subarray(0, at));
};
const DOT = 46;

/** Bytes of the name as it is shown. */
export const shownLength = (p: NamePlace): number => (p.trouble === Trouble.none && p.count > 0 ? p.length : shownName(EMPTY, p).length);

/** What is wrong with a name that cannot be shown. */
export const troubleText = (p: NamePlace): string => TROUBLES[p.trouble] ?? '';
const TROUBLES: Readonly<Record<number, string>> = {
  [Trouble.cut]: 'the name goes on behind the end',
  [Trouble.label]: 'a label of a type that nobody may use (RFC 6891 §5)',
  [Trouble.pointer]: 'a pointer behind the end of the message',
  [Trouble.loop]: 'the pointers of the name lead in a circle',
  [Trouble.long]: `the name is longer than ${LONGEST_NAME} bytes`,
};

// ---- text without loss -----------------------------------------------------------------------------------------------

/** Bytes as zone files write them: printable ASCII but dots (where asked) and backslashes as itself, other bytes as `\DDD`. */
export const escapeBytes = (b: Bytes, from: number, to: number, dots = false): string => {
  let s = '';
  for (let i = from; i < to; i++) s += (dots ? LABEL_TEXTS : BYTE_TEXTS)[u8(b, i)] ?? '';
  return s;
};
const BACKSLASH = 92;
const BYTE_TEXTS = Array.from({ length: 256 }, (_, c) => {
  if (c === BACKSLASH) return '\\\\';
  return c >= 0x20 && c < 0x7f ? String.fromCharCode(c) : `\\${String(c).padStart(3, '0')}`;
});
const LABEL_TEXTS = BYTE_TEXTS.map((text, c) => (c === DOT ? '\\.' : text));

/** The name in its escaped form, without the last dot; the root is `.`. */
export const nameText = (b: Bytes, p: NamePlace): string => {
  if (p.count === 0) return '.';
  let s = '';
  for (let i = 0; i < p.count; i++) {
    const from = p.labels[i] ?? 0;
    s += `${i > 0 ? '.' : ''}${escapeBytes(b, from + 1, from + 1 + u8(b, from), true)}`;
  }
  return s;
};

/** Bytes of escaped text; what is not ASCII is UTF-8. */
export const unescapeText = (text: string): Bytes => {
  if (!text.includes('\\')) return utf8(text);
  const out: number[] = [];
  for (const piece of text.match(PIECES) ?? []) out.push(...pieceBytes(piece));
  return Uint8Array.from(out);
};
const PIECES = /\\\d{3}|\\.?|[^\\]+/gsu;

const pieceBytes = (piece: string): Iterable<number> => {
  if (!piece.startsWith('\\') || piece.length === 1) return utf8(piece);
  if (piece.length !== 4) return utf8(piece.slice(1));
  const byte = Number(piece.slice(1));
  if (byte > 255) throw new UsageError('escape', sayWrong('escapeForm'), piece);
  return [byte];
};

/** A name as it goes on the wire, without compression. The last dot may be left out. Throws a UsageError where it cannot be a name. */
export const nameBytes = (name: string): Uint8Array<ArrayBuffer> => {
  if (name === '.' || name === '') return new Uint8Array(1);
  const out = PLAIN.test(name) ? plainName(name) : escapedName(name);
  if (out.length > LONGEST_NAME) throw new UsageError('domain name', sayWrong('bytesAtMost', { most: String(LONGEST_NAME) }), name);
  for (let o = 0; o < out.length - 1; o += u8(out, o) + 1) {
    if (u8(out, o) === 0) throw new UsageError('domain name', sayWrong('notEmptyLabels'), name);
    if (u8(out, o) > LONGEST_LABEL) throw new UsageError('domain name', sayWrong('labelBytes', { most: String(LONGEST_LABEL) }), name);
  }
  return out;
};
const PLAIN = /^[!-[\]-~ ]*$/;

/** Printable ASCII without escapes: every dot becomes the length of the label behind it. */
const plainName = (name: string): Uint8Array<ArrayBuffer> => {
  const text = name.endsWith('.') ? name.slice(0, -1) : name;
  const out = new Uint8Array(text.length + 2);
  let length = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    const c = text.charCodeAt(i);
    out[i + 1] = c === DOT ? Math.min(length, 255) : c;
    length = c === DOT ? 0 : length + 1;
  }
  out[0] = Math.min(length, 255);
  return out;
};

const escapedName = (name: string): Uint8Array<ArrayBuffer> => {
  const texts = name.match(LABELS) ?? [];
  const whole = texts.join('.');
  if (whole !== name && `${whole}.` !== name) throw new UsageError('domain name', sayWrong('notEmptyLabels'), name);
  const labels = texts.map(unescapeText);
  return concat([...labels.flatMap((label) => [Uint8Array.of(Math.min(label.length, 255)), label]), new Uint8Array(1)]);
};
const LABELS = /(?:\\\d{3}|\\.|[^\\.])+/gsu;

/** Whether two names in their escaped form are the same: upper and lower case of ASCII are (RFC 4343). */
export const sameName = (a: string, b: string): boolean => {
  const [x, y] = [nameBytes(a), nameBytes(b)];
  return x.length === y.length && x.every((byte, i) => lower(byte) === lower(u8(y, i)));
};
const lower = (c: number): number => (c >= 65 && c <= 90 ? c | 32 : c);
