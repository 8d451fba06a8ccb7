/** Parts of a mail (RFC 2045, RFC 2046): what its content is, and where its parts and the mails inside it lie in its bytes. */
import type { Bytes } from '../../../core/bytes.ts';
import { latin1, lineFeed } from '../text.ts';
import { fieldText, type HeadField, headFields, isNamed } from './head.ts';
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
  /** Of a message/rfc822: the mail inside. */
  readonly mail?: MailPart;
}

/** Parts within parts, and all parts of a mail: what lies deeper or behind is text. */
const DEEPEST = 20;
const MOST_PARTS = 500;

export const parseMail = (b: Bytes, from = 0, to = b.length): MailPart => parsePart(b, from, to, 0, { left: MOST_PARTS });

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
    const boundary = parameters.find(([name]) => name === 'boundary')?.[1];
    const parts = boundary === undefined || boundary === '' ? [] : partsIn(b, part, boundary, depth, budget);
    return parts.length === 0 ? asText(part) : { ...part, parts };
  }
  if (type === 'message' && subtype === 'rfc822') return { ...part, mail: parsePart(b, text, end, depth + 1, budget) };
  return part;
};

const asText = (part: MailPart): MailPart =>
  part.type === 'multipart' || part.subtype === 'rfc822' ? { ...part, type: 'text', subtype: 'plain', parameters: [] } : part;

const partsIn = (b: Bytes, { text, end, subtype }: MailPart, boundary: string, depth: number, budget: Budget): readonly MailPart[] => {
  const parts: MailPart[] = [];
  const usual = subtype === 'digest' ? 'message/rfc822' : 'text/plain';
  let begun = -1;
  for (let at = text; at < end && budget.left > 0; ) {
    const feed = lineFeed(b, at, end);
    const next = feed < 0 ? end : feed + 1;
    const mark = boundaryAt(b, at, lineText(b, at, next), boundary);
    if (mark !== 'none') {
      if (begun >= 0) parts.push(parsePart(b, begun, Math.max(begun, lineText(b, begun, at)), depth + 1, budget, usual));
      begun = mark === 'last' ? -1 : next;
      if (mark === 'last') return parts;
    }
    at = next;
  }
  if (begun >= 0 && begun < end) parts.push(parsePart(b, begun, end, depth + 1, budget, usual));
  return parts;
};

const boundaryAt = (b: Bytes, from: number, to: number, boundary: string): 'none' | 'next' | 'last' => {
  if (b[from] !== HYPHEN || b[from + 1] !== HYPHEN || to - from < boundary.length + 2) return 'none';
  const line = latin1(b, from + 2, Math.min(to, from + 200)).trimEnd();
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
