/** Lines of a view: stretches of safe text, each with the role it plays. A terminal gives roles colours, a page gives them classes. */
import { quote } from '../core/fault.ts';

/** `layer0` … `layer5` go with the layers of a frame, from the lowest up, in every view of it. */
export type Role =
  | 'plain'
  | 'title'
  | 'dim'
  | 'good'
  | 'warn'
  | 'bad'
  | 'here'
  | 'client'
  | 'server'
  | 'layer0'
  | 'layer1'
  | 'layer2'
  | 'layer3'
  | 'layer4'
  | 'layer5';

export interface Span {
  readonly text: string;
  readonly role: Role;
}
export type Line = readonly Span[];

export const span = (text: string, role: Role = 'plain'): Span => ({ text, role });

/** A line of texts and spans; empty ones are left out. */
export const line = (...parts: readonly (string | Span)[]): Line =>
  parts.map((p) => (typeof p === 'string' ? span(p) : p)).filter((p) => p.text !== '');

export const plainText = (l: Line): string => l.map((s) => s.text).join('');

/** The role of layer `k` of a frame. */
export const layerRole = (k: number): Role => LAYER_ROLES[k % LAYER_ROLES.length] ?? 'layer0';
const LAYER_ROLES: readonly Role[] = ['layer0', 'layer1', 'layer2', 'layer3', 'layer4', 'layer5'];

/** Columns that a text takes on a terminal: East Asian wide characters and emoji take two, marks that combine none. */
export const widthOf = (text: string): number => {
  if (ASCII.test(text)) return text.length;
  let columns = 0;
  for (const c of text) columns += MARK.test(c) ? 0 : isWide(c.codePointAt(0) ?? 0) ? 2 : 1;
  return columns;
};

/** The text cut to `columns` with an ellipsis. */
export const clip = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text;
  let out = '';
  let left = columns - 1;
  for (const c of text) {
    left -= widthOf(c);
    if (left < 0) break;
    out += c;
  }
  return columns < 1 ? '' : `${out}…`;
};

/** The text cut or filled up with blanks to exactly `columns`. */
export const pad = (text: string, columns: number): string => {
  const cut = clip(text, columns);
  return cut + ' '.repeat(Math.max(0, columns - widthOf(cut)));
};

/** The text at the right of `columns`. */
export const padLeft = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - widthOf(text))) + text;

/** `1 byte`, `18 bytes` */
export const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`;

/** JSON in one line in which nothing steers a terminal: what `JSON.stringify` leaves as it is (DEL, C1, bidi controls …) becomes `\uXXXX`. */
export const jsonText = (value: unknown): string => {
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`no JSON for ${quote(String(value))}`);
  return text.replace(STEERING, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
};

const isWide = (code: number): boolean => WIDE.some(([first, last]) => code >= first && code <= last);

const ASCII = /^[ -~]*$/;
const MARK = /^\p{M}$/u;
const STEERING = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]/g;

/** Unicode Standard Annex 11: wide and full-width blocks, and the emoji that terminals draw over two columns. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26a1, 0x26a1],
  [0x26bd, 0x26be],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2753, 0x2755],
  [0x2757, 0x2757],
  [0x2795, 0x2797],
  [0x2b50, 0x2b50],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];
