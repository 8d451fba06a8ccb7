/** The tree of a body: its chunks, what it was packed from, and what dissects it further. */

import { type Bytes, u8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import type { Coding } from '../../core/tools.ts';
import type { Dissecting, Node } from '../../wire/types.ts';
import { boundaryIn, typeWithParameters } from '../shared/mail/mime.ts';
import { blanksEnd, COMMA, elementEnd, trimmedEnd } from '../shared/text.ts';
import { putChunks } from './chunk-tree.ts';
import type { FieldLine } from './field-line.ts';
import type { Headers } from './head-tree.ts';
import { putShort } from './lints.ts';
import { type HttpMessage, LARGEST_BODY, Mark } from './message.ts';
import { wantsContent } from './wants.ts';

/** Bytes that content is unpacked to at most. */
export const LARGEST_CONTENT = 16 << 20;

/** Where the body lies in the message's bytes. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Puts the body of a message with the headers `h`. What is left of it stays bytes, or goes to the layer of its media type. */
export const putBody = (d: Dissecting, h: Headers, m: HttpMessage, at: Span): void => {
  const chunked = (m.marks & Mark.chunked) !== 0;
  const needed = wantsContent(d);
  const sent = chunked ? putChunks(d, at.from, at.to, needed) : d.b.subarray(at.from, at.to);
  if (needed && sent.length > 0) putContent(d, h, m, sent, at);
  else if (chunked) putFileData(d, sent, at, true);
  if (chunked) d.header = d.end;
  complain(d, m, at);
};

const putContent = (d: Dissecting, h: Headers, m: HttpMessage, sent: Bytes, at: Span): void => {
  const chunked = (m.marks & Mark.chunked) !== 0;
  const content = unpacked(d, h, sent, at);
  if (chunked && content !== sent) d.followBytes(undefined, DECHUNKED, sent);
  if (content === undefined || content.length === 0) return;
  putFileData(d, content, at, chunked || content !== sent);
  follow(d, m, content, at, content !== sent ? UNPACKED : chunked ? DECHUNKED : '');
};
const [DECHUNKED, UNPACKED] = ['De-chunked entity body', 'Uncompressed entity body'] as const;

/** A later part of a body that is larger than a message, or all that a server of HTTP/0.9 says. */
export const putRaw = (d: Dissecting, at: Span): void => putFileData(d, d.b.subarray(at.from, at.to), at, false);

const putFileData = (d: Dissecting, content: Bytes, { from, to }: Span, derived: boolean): void => {
  if (!d.wants('file_data')) return;
  const field = derived ? d.put('file_data', from, to - from, contentText(content)) : d.put('file_data', from, to - from);
  if (field) field.text = `${content.length} bytes`;
};

/** Text up to a NUL; what is not ASCII has no letter. */
const contentText = (b: Bytes): string => {
  let s = '';
  for (let i = 0; i < b.length && b[i] !== 0; i++) s += u8(b, i) < 128 ? String.fromCharCode(u8(b, i)) : '\ufffd';
  return s;
};

/** What is dissected by nobody stays bytes: those of the message, or the last ones that were made of them. */
const follow = (d: Dissecting, m: HttpMessage, content: Bytes, { from, to }: Span, made: string): void => {
  d.carries = m.typeTo > m.typeFrom ? typeWithParameters(d.b, d.start + m.typeFrom, d.end) : '';
  const node = d.carries === '' ? undefined : contentNode(d, m);
  if (made !== '') {
    d.header = d.end;
    d.followBytes(node, made, content);
  } else if (node) d.follow(node, from, to, to);
};

const contentNode = (d: Dissecting, m: HttpMessage): Node | undefined => {
  const type = mediaType(d, m);
  if (!type.startsWith('multipart/')) return byType(d, type) ?? d.node('media');
  return boundaryIn(d.carries) === '' ? undefined : d.node('mime_multipart');
};

const mediaType = (d: Dissecting, { typeFrom, typeTo }: HttpMessage): string =>
  fromLatin1(d.b, d.start + typeFrom, d.start + typeTo).toLowerCase();

/** Tables have numbers and texts as keys. */
interface Tables {
  lookup(table: string, key: string | number): Node | undefined;
}
const byType = (d: Tables, type: string): Node | undefined => d.lookup('media_type', type);

// ---- content codings -------------------------------------------------------------------------------------------------

const CODINGS: Readonly<Record<string, Coding>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br' };

/** The content, undefined where it stays packed. The coding that was applied last is undone first; those of the transfer lie outside. */
const unpacked = (d: Dissecting, h: Headers, sent: Bytes, { from, to }: Span): Bytes | undefined => {
  const codings = [...namesOf(d, h.encodings), ...namesOf(d, h.codings)].filter((name) => !PLAIN.has(name));
  if (codings.length === 0) return sent;
  const line = d.put('encoded_body', from, to - from, true);
  const head = `Content-encoded entity body (${codings.join(', ')}): ${sent.length} bytes`;
  if (line) line.text = head;
  let content: Bytes | undefined = sent;
  for (const name of codings.reverse()) content = content && undo(d, name, content, from, to);
  if (line && content) line.text = `${head} -> ${content.length} bytes`;
  return content;
};
const PLAIN: ReadonlySet<string> = new Set(['identity', 'chunked', '']);

const undo = (d: Dissecting, name: string, packed: Bytes, from: number, to: number): Bytes | undefined => {
  const coding = CODINGS[name];
  const fault = (text: string): void => d.fault('decompression_failed', from, to - from, text);
  if (coding === undefined) fault(`content in the coding ${name}, which is not known here`);
  if (coding === undefined || d.tools.unpack === undefined) return undefined;
  const { bytes, whole } = d.tools.unpack(coding, packed, LARGEST_CONTENT);
  if (!whole) fault(bytes.length === 0 ? `this is not ${name}` : `not all of it could be unpacked from ${name}, or more than is shown`);
  return bytes.length === 0 && !whole ? undefined : bytes;
};

const namesOf = (d: Dissecting, lines: readonly FieldLine[]): string[] => {
  const names: string[] = [];
  for (const { valueFrom, valueTo } of lines) {
    for (let i = valueFrom; i < valueTo; ) {
      const end = elementEnd(d.b, i, valueTo, COMMA);
      const start = blanksEnd(d.b, i, end);
      names.push(fromLatin1(d.b, start, trimmedEnd(d.b, start, end)).toLowerCase());
      i = end + 1;
    }
  }
  return names;
};

// ---- what is wrong ---------------------------------------------------------------------------------------------------

const complain = (d: Dissecting, m: HttpMessage, { to }: Span): void => {
  if (m.marks & Mark.cutBody) putShort(d, to, 'the connection ends inside the body');
  if (m.marks & Mark.broken) d.fault('chunk', to, 0, 'no chunk begins behind this: the rest is not read as its body', 'error');
  if (m.marks & Mark.goesOn) d.fault('large', to, 0, `the body goes on: ${LARGEST_BODY} bytes of it are shown at once`, 'note');
};
