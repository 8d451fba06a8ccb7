/** Content of several parts (RFC 2046 §5.1), as mails and forms of HTTP have it: each part with a head of its own, dissected further by its type. */

import { fromUtf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { contentType } from '../shared/content-type.ts';
import { type HeadField, headFields } from '../shared/mail/head.ts';
import { lineText } from '../shared/mail/lines.ts';
import { boundariesIn, boundaryIn, parseValued } from '../shared/mail/mime.ts';
import { MULTIPART_TYPES } from '../shared/mail/multipart-types.ts';

const HEADERS: Readonly<Record<string, string>> = {
  'content-description': 'Content-Description',
  'content-disposition': 'Content-Disposition',
  'content-encoding': 'Content-Encoding',
  'content-id': 'Content-Id',
  'content-language': 'Content-Language',
  'content-length': 'Content-Length',
  'content-transfer-encoding': 'Content-Transfer-Encoding',
  'content-type': 'Content-Type',
};

/** Parts that are shown. */
const MOST_PARTS = 500;

export const mimeMultipart = layer('mime_multipart', {
  title: 'MIME Multipart Media Encapsulation',
  spec: 'RFC 2046 §5.1',
  fields: {},
  inMessages: true,
  extras: {
    type: extra('Type', 'string'),
    preamble: extra('Preamble', 'bytes'),
    first_boundary: extra('First boundary', 'string'),
    part: extra('Encapsulated multipart part', 'string', { mayBeEmpty: true }),
    boundary: extra('Boundary', 'string'),
    last_boundary: extra('Last boundary', 'string'),
    trailer: extra('Trailer', 'bytes'),
    ...Object.fromEntries(Object.entries(HEADERS).map(([key, title]) => [`header.${key}`, extra(title, 'string')])),
    line: extra('Line', 'none', { unnamed: true, line: true }),
  },
  on: { media_type: MULTIPART_TYPES },
  heading: (d) => `MIME Multipart Media Encapsulation, Type: ${contentType(d)}, Boundary: "${boundaryOf(d)}"`,
  body: (d) => {
    d.add('type', contentType(d));
    d.header = putParts(d, boundaryOf(d));
  },
});

const boundaryOf = (d: Dissecting): string => boundaryIn(d.mediaType);

/** Where what it says ends: without a boundary, at its beginning. */
const putParts = (d: Dissecting, boundary: string): number => {
  let begun = -1;
  let parts = 0;
  for (const { from, line, to, isLast } of boundary === '' ? [] : boundariesIn(d.b, d.start, d.end, boundary)) {
    if (begun >= 0) putPart(d, begun, Math.max(begun, from));
    else if (line > d.start) d.put('preamble', d.start, line - d.start);
    const start = begun < 0 ? line : Math.max(begun, from);
    d.put(isLast ? 'last_boundary' : begun < 0 ? 'first_boundary' : 'boundary', start, to - start);
    if (isLast) {
      if (to < d.end) d.put('trailer', to, d.end - to);
      return d.end;
    }
    begun = to;
    if (++parts >= MOST_PARTS) {
      d.fault('large', to, 0, `more than ${MOST_PARTS} parts: the rest is not shown`, 'note');
      return d.end;
    }
  }
  if (begun < 0) return d.start;
  if (begun < d.end) putPart(d, begun, d.end);
  d.fault('short', d.end, 0, 'the last boundary is missing: it ends inside a part (RFC 2046 §5.1.1)', 'warn');
  return d.end;
};

const putPart = (d: Dissecting, from: number, to: number): void => {
  const { fields, text } = headFields(d.b, from, to);
  const part = d.put('part', from, to - from, '');
  let value = '';
  d.under(part, () => {
    for (const f of fields) value = putField(d, f) ?? value;
  });
  const type = parseValued(value).value.toLowerCase();
  if (part) part.text = type === '' ? '' : `(${type})`;
  if (text >= to || !d.wantsAbove()) return;
  const node = type.startsWith('multipart/')
    ? d.node('mime_multipart')
    : (d.lookup('media_type', type) ?? (type === '' || type === 'application/octet-stream' ? undefined : d.node('media')));
  d.carries = value;
  if (node) d.follow(node, text, to, to);
};

/** The media type, where it is that field. */
const putField = (d: Dissecting, f: HeadField): string | undefined => {
  const to = lineText(d.b, f.from, f.end);
  const name = f.name < 0 ? '' : fromLatin1(d.b, f.from, Math.min(f.name, f.from + LONGEST_NAME)).toLowerCase();
  if (!Object.hasOwn(HEADERS, name)) {
    const line = d.put('line', f.from, f.end - f.from, true);
    if (line) line.text = fromUtf8(d.b.subarray(f.from, to));
    return undefined;
  }
  const value = compact(fromUtf8(d.b.subarray(f.value, Math.max(f.value, to))));
  d.put(`header.${name}`, f.from, f.end - f.from, value);
  return name === 'content-type' ? value : undefined;
};
const LONGEST_NAME = 64;

/** In one line, without the blanks around separators and at the end; what is quoted stays. */
const compact = (text: string): string =>
  text
    .replace(
      /("(?:[^"\\]|\\[\s\S])*"?)|\s*([()<>@,;:\\/[\]?={}])\s*|(\s+)/g,
      (_, quoted?: string, sign?: string, blank?: string) => quoted ?? sign ?? (blank === undefined ? '' : ' '),
    )
    .trim();
