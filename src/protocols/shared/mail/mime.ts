/** Parts of a mail (RFC 2045, RFC 2046): what its content is, and where its parts and the mails inside it lie in its bytes. */

import type { Bytes } from '../../../core/bytes.ts';
import { fromLatin1 } from '../../../core/latin1.ts';
import { lineFeed } from '../text.ts';
import { fieldEnd, fieldText, type HeadField, headFields, isNamed } from './head.ts';
import { lineText } from './lines.ts';

/** A value with parameters, as `text/plain; charset=utf-8`. */
export interface Valued {
  readonly value: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

export interface MailPart {
  /** Its head, its text behind the empty line, its end. */
  readonly from: number;
  readonly text: number;
  readonly end: number;
  readonly fields: readonly HeadField[];
  /** In small letters. */
  readonly type: string;
  readonly subtype: string;
  readonly parameters: Valued['parameters'];
  /** Of a multipart. */
  readonly parts: readonly MailPart[];
  /** No boundary follows: its multipart ends inside it. */
  readonly isOpen?: boolean;
  /** Of a message/rfc822: the mail inside. */
  readonly mail?: MailPart;
}

/** Parts within parts, and all parts of a mail: what lies deeper or behind is text. */
const DEEPEST = 20;
const MOST_PARTS = 500;

export const parseMail = (b: Bytes, from = 0, to = b.length): MailPart => parsePart(b, from, to, 0, { left: MOST_PARTS });

/** The parts of content in [from, to) that has this type, with its boundary. */
export const parseParts = (b: Bytes, from: number, to: number, type: string): readonly MailPart[] => {
  const [, subtype = ''] = parseValued(type).value.toLowerCase().split('/');
  return partsIn(b, { text: from, end: to, subtype }, boundaryIn(type), 0, { left: MOST_PARTS });
};

interface Budget {
  left: number;
}

const parsePart = (b: Bytes, from: number, end: number, depth: number, budget: Budget, usual = 'text/plain'): MailPart => {
  const { fields, text } = headFields(b, from, end);
  const { value, parameters } = parseValued(headValue(b, fields, 'content-type') ?? usual);
  const [, type = 'text', subtype = 'plain'] = /^\s*([^\s/;]+)\s*\/\s*([^\s/;]+)\s*$/.exec(value.toLowerCase()) ?? [];
  const part = { from, text, end, fields, type, subtype, parameters, parts: [] };
  if (depth >= DEEPEST || budget.left <= 0) return asText(part);
  budget.left--;
  if (type === 'multipart') {
    const boundary = parameters.find(([name]) => name === 'boundary')?.[1] ?? '';
    const parts = partsIn(b, part, boundary, depth, budget);
    return parts.length === 0 ? asText(part) : { ...part, parts };
  }
  if (type === 'message' && subtype === 'rfc822') return { ...part, mail: parsePart(b, text, end, depth + 1, budget) };
  return part;
};

const asText = (part: MailPart): MailPart =>
  part.type === 'multipart' || part.subtype === 'rfc822' ? { ...part, type: 'text', subtype: 'plain', parameters: [] } : part;

const partsIn = (
  b: Bytes,
  { text, end, subtype }: Pick<MailPart, 'text' | 'end' | 'subtype'>,
  boundary: string,
  depth: number,
  budget: Budget,
): readonly MailPart[] => {
  const parts: MailPart[] = [];
  if (boundary === '') return parts;
  const usual = subtype === 'digest' ? 'message/rfc822' : 'text/plain';
  let begun = -1;
  for (const { from, to, isLast } of boundariesIn(b, text, end, boundary)) {
    if (budget.left <= 0) return parts;
    if (begun >= 0) parts.push(parsePart(b, begun, Math.max(begun, from), depth + 1, budget, usual));
    begun = isLast ? -1 : to;
    if (isLast) return parts;
  }
  if (begun >= 0 && begun < end && budget.left > 0) parts.push({ ...parsePart(b, begun, end, depth + 1, budget, usual), isOpen: true });
  return parts;
};

/** The boundary that a content type names; empty where it does not. */
export const boundaryIn = (type: string): string => parseValued(type).parameters.find(([name]) => name === 'boundary')?.[1] ?? '';

/** A content type as it stands in a head from `from` on, to the end of its line and of those that it goes on with. */
export const typeWithParameters = (b: Bytes, from: number, to: number): string => {
  const end = fieldEnd(b, from, to);
  return fromLatin1(b, from, Math.min(lineText(b, from, end), from + LONGEST_TYPE));
};
const LONGEST_TYPE = 1000;

/** A line between parts: with the end of the line before it, which is not the part's; without that; and behind its own end. */
export interface Boundary {
  readonly from: number;
  readonly line: number;
  readonly to: number;
  readonly isLast: boolean;
}

/** RFC 2046 §5.1.1: the boundaries of a multipart's text up to the last one. */
export function* boundariesIn(b: Bytes, from: number, end: number, boundary: string): Generator<Boundary> {
  for (let at = from; at < end; ) {
    const feed = lineFeed(b, at, end);
    const next = feed < 0 ? end : feed + 1;
    const mark = boundaryAt(b, at, lineText(b, at, next), boundary);
    if (mark !== 'none') yield { from: lineText(b, from, at), line: at, to: next, isLast: mark === 'last' };
    if (mark === 'last') return;
    at = next;
  }
}

const boundaryAt = (b: Bytes, from: number, to: number, boundary: string): 'none' | 'next' | 'last' => {
  if (b[from] !== HYPHEN || b[from + 1] !== HYPHEN || to - from < boundary.length + 2) return 'none';
  const line = fromLatin1(b, from + 2, Math.min(to, from + 200)).trimEnd();
  if (line === boundary) return 'next';
  return line === `${boundary}--` ? 'last' : 'none';
};
const HYPHEN = 45;

/** The first field of that name, in one line; undefined where there is none. */
export const headValue = (b: Bytes, fields: readonly HeadField[], lower: string): string | undefined => {
  const field = fields.find((f) => isNamed(b, f, lower));
  return field === undefined ? undefined : fieldText(b, field);
};

/** `attachment; filename="a b"; size=3`: names in small letters; comments count for nothing. */
export const parseValued = (text: string): Valued => {
  const clean = text.replace(/\((?:[^()\\]|\\.)*\)/g, '');
  const [value = ''] = /^[^;]*/.exec(clean) ?? [];
  const parameters: [string, string][] = [];
  const rest = clean.slice(value.length);
  for (const [, name = '', quoted, plain = ''] of rest.matchAll(/;\s*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g)) {
    if (parameters.length >= MOST_PARAMETERS) break;
    parameters.push([name.toLowerCase(), quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1')]);
  }
  return { value: value.trim(), parameters };
};
const MOST_PARAMETERS = 100;
