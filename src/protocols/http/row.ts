/** The row of an HTTP/1 message: its first line, and the media type of its body. */
import { type Bytes, u8, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { type Seen, type WriteBegun, written } from '../../wire/row.ts';
import { passwordsInUrls } from '../../wire/secret.ts';
import { isJsonType, JSON_SAID } from '../shared/json-types.ts';
import { partsLabel, writeParts } from '../shared/mail/mail-row.ts';
import { type MailPart, parseParts, typeWithParameters } from '../shared/mail/mime.ts';
import { putIncomplete, putVisible } from '../shared/row-text.ts';
import { CR, LF, lineFeed, sameText } from '../shared/text.ts';
import { type HttpMessage, Kind, Mark } from './message.ts';
import { readStartLine, Start, startLine } from './start-line.ts';

export const httpRow = written((out, at) => {
  write(out, at);
  if (at.wire > at.end) putIncomplete(out, at.end, at.wire);
});

const write = (out: TextBuffer, at: Seen): void => {
  const m = at.message as HttpMessage | undefined;
  if (m?.kind === Kind.part) out.put(CONTINUATION);
  else if (m?.head === 0) out.put(SIMPLE);
  else writeFirstLine(out, at, at.o + (m?.lead ?? 0));
  if (m === undefined || !hasContent(m)) return;
  if (isMultipart(at, m)) {
    writeParts(out, at.b, partsOf(at, m));
    return;
  }
  if (isJsonType(at.b, at.o + m.typeFrom, at.o + m.typeTo)) out.put(JSON_SAID);
  writeType(out, at, m);
};

const hasContent = ({ body, typeFrom, typeTo, marks }: HttpMessage): boolean =>
  body > 0 && typeTo > typeFrom && (marks & Mark.noBody) === 0;

const isMultipart = ({ b, o }: Seen, { typeFrom, typeTo }: HttpMessage): boolean => {
  const { length } = MULTIPART;
  return typeTo - typeFrom > length && sameText(b, o + typeFrom, o + typeFrom + length, MULTIPART);
};
const MULTIPART = 'multipart/';

/** Those that stand in the body as they are. */
const partsOf = ({ b, o, end }: Seen, m: HttpMessage): readonly MailPart[] =>
  parseParts(b, Math.min(end, o + m.head), Math.min(end, o + m.head + m.body), typeWithParameters(b, o + m.typeFrom, end));

/** As Wireshark has it, with what the content is dissected as. */
export const httpLabel = (at: Seen): string => {
  const m = at.message as HttpMessage | undefined;
  if (m === undefined || !hasContent(m)) return 'HTTP';
  if (isMultipart(at, m)) return `HTTP${partsLabel(at.b, partsOf(at, m))}`;
  return isJsonType(at.b, at.o + m.typeFrom, at.o + m.typeTo) ? 'HTTP/JSON' : 'HTTP';
};

/** The first line, once it is whole. */
export const httpBegun: WriteBegun = (out, at) => {
  const { b, o, end } = at;
  let from = o;
  while (from < end && (b[from] === CR || b[from] === LF)) from++;
  const to = lineFeed(b, from, end);
  if (to < 0) return false;
  if (readStartLine(startLine(), b, from, to > from && b[to - 1] === CR ? to - 1 : to) === Start.none) return false;
  writeFirstLine(out, at, from);
  return true;
};

const CONTINUATION = utf8('Continuation');
const SIMPLE = utf8('HTTP/0.9 reply');
const SPACE = 32;
const AT = 64;
const ASTERISK = 42;

const writeFirstLine = (out: TextBuffer, { b, end, showSecrets }: Seen, from: number): void => {
  let stop = from;
  let at = false;
  for (; stop < end && b[stop] !== LF; stop++) at ||= b[stop] === AT;
  if (stop > from && b[stop - 1] === CR) stop--;
  if (at && !showSecrets) putCovered(out, b.slice(from, stop));
  else putVisible(out, b, from, stop);
  out.byte(SPACE);
};

/** An address may have a password in it. */
const putCovered = (out: TextBuffer, line: Bytes): void => {
  for (const place of passwordsInUrls(line, 0)) line.fill(ASTERISK, place.from, place.to);
  putVisible(out, line, 0, line.length);
};

/** ` (text/html)`, in small letters. */
const writeType = (out: TextBuffer, { b, o }: Seen, { typeFrom, typeTo }: HttpMessage): void => {
  out.byte(SPACE);
  out.byte(40);
  const from = out.length;
  putVisible(out, b, o + typeFrom, o + typeTo, LONGEST_TYPE);
  for (let i = from; i < out.length; i++) {
    const c = u8(out.bytes, i);
    if (c >= 65 && c <= 90) out.bytes[i] = c | 32;
  }
  out.byte(41);
};
const LONGEST_TYPE = 100;
