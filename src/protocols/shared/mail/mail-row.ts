/** What a row says of a mail, as Wireshark has it: whom it is from, its subject, and what it holds; in place of that the lines of a text of no declared type. */
import type { Bytes } from '../../../core/bytes.ts';
import type { TextBuffer } from '../../../core/text-buffer.ts';
import { isJsonType, JSON_SAID } from '../json-types.ts';
import { putVisible } from '../row-text.ts';
import { latin1Bytes, SPACE } from '../text.ts';
import { TEXT_TYPES } from '../text-types.ts';
import { withoutDots } from './content.ts';
import { isNamed } from './head.ts';
import { eachLine, lineText } from './lines.ts';
import { boundaryIn, headValue, type MailPart, parseMail, parseValued } from './mime.ts';
import { MULTIPART_TYPES } from './multipart-types.ts';

export interface InsideMail {
  readonly b: Bytes;
  readonly part: MailPart;
}

/** The mail in [from, to), where lines that begin with a dot have another one in front. */
export const mailInside = (b: Bytes, from: number, to: number): InsideMail => {
  const bare = withoutDots(b, from, to);
  return bare === undefined ? { b, part: parseMail(b, from, to) } : { b: bare, part: parseMail(bare) };
};

/** Bytes that a row has of one value, and of all. */
const LONGEST = 300;
const MOST = 550;

export const writeMail = (out: TextBuffer, { b, part }: InsideMail): void => putPart({ out, b, start: out.length }, part, true);

interface Writing {
  readonly out: TextBuffer;
  readonly b: Bytes;
  readonly start: number;
}

const putPart = (w: Writing, part: MailPart, isMail: boolean): void => {
  const { out, b } = w;
  if (isMail) putHead(w, part);
  const type = typeOf(b, part);
  const lower = type.toLowerCase();
  if (lower.startsWith('multipart/') && hasBoundary(b, part)) {
    if (!isMail || types.multipart.has(lower)) putParts(w, part.parts);
  } else if (isJson(lower)) {
    out.put(JSON_SAID);
    putType(out, lower);
  } else if (types.text.has(lower)) putType(out, isMail ? type : lower);
  else if (isMail) putText(w, part);
  else if (part.mail !== undefined) putPart(w, part.mail, true);
  else if (type !== '' && lower !== 'application/octet-stream') putType(out, lower);
};
const types = { multipart: new Set(MULTIPART_TYPES), text: new Set(TEXT_TYPES) } as const;

/** What the parts of other content hold, in small letters; and what that adds to its label. */
export const writeParts = (out: TextBuffer, b: Bytes, parts: readonly MailPart[]): void => putParts({ out, b, start: out.length }, parts);

const putParts = (w: Writing, parts: readonly MailPart[]): void => {
  for (const part of parts) if (!part.isOpen && hasRoom(w)) putPart(w, part, false);
};

const hasBoundary = (b: Bytes, { fields }: MailPart): boolean => boundaryIn(headValue(b, fields, 'content-type') ?? '') !== '';

const hasRoom = ({ out, start }: Writing): boolean => out.length - start < MOST;

/** `/IMF`, with what lies inside it. */
export const mailLabel = ({ b, part }: InsideMail): string => `/IMF${labelOf(b, part, true)}`;

const labelOf = (b: Bytes, part: MailPart, isMail: boolean): string => {
  const lower = typeOf(b, part).toLowerCase();
  if (isJson(lower)) return '/JSON';
  const hasParts = isMail ? types.multipart.has(lower) : lower.startsWith('multipart/');
  return hasParts ? partsLabel(b, part.parts) : '';
};

export const partsLabel = (b: Bytes, parts: readonly MailPart[]): string =>
  parts
    .filter((inner) => !inner.isOpen)
    .slice(0, MOST_LABELS)
    .map((inner) => (inner.mail === undefined ? labelOf(b, inner, false) : `/IMF${labelOf(b, inner.mail, true)}`))
    .join('')
    .slice(0, LONGEST_LABEL);
const MOST_LABELS = 20;
const LONGEST_LABEL = 60;

/** As the head names it; empty where it does not. */
const typeOf = (b: Bytes, { fields }: MailPart): string => parseValued(headValue(b, fields, 'content-type') ?? '').value;

const isJson = (lower: string): boolean => {
  const bytes = latin1Bytes(lower);
  return isJsonType(bytes, 0, bytes.length);
};

const putHead = (w: Writing, part: MailPart): void => {
  const { out, b } = w;
  for (const f of part.fields) {
    const name = NAMES.find((each) => isNamed(b, f, each));
    if (name === undefined || !hasRoom(w)) continue;
    if (out.length > w.start && out.bytes[out.length - 1] === CLOSE) out.text(', ');
    out.text(`${name}: `);
    putVisible(out, b, f.value, Math.max(f.value, lineText(b, f.from, f.end)), LONGEST / 2);
    out.text(', ');
  }
};
const NAMES = ['from', 'subject'] as const;

/** ` (text/html)` */
const putType = (out: TextBuffer, type: string): void => {
  const bytes = latin1Bytes(type);
  out.text(' (');
  putVisible(out, bytes, 0, bytes.length, LONGEST / 3);
  out.byte(CLOSE);
};
const CLOSE = 41;

/** The ends of lines are spaces. */
const putText = (w: Writing, part: MailPart): void => {
  const { out, b } = w;
  eachLine(b, part.text, part.end, (from, next) => {
    if (!hasRoom(w)) return;
    const to = lineText(b, from, next);
    if (out.length > w.start) out.text(', ');
    putVisible(out, b, from, to, LONGEST / 2);
    for (let at = to; at < next; at++) out.byte(SPACE);
  });
};
