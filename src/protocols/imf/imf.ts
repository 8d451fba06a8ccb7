/** Internet Message Format (RFC 5322): the head and the text of a mail, as other protocols carry it. */

import { type Bytes, fromUtf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting, Field, Node } from '../../wire/types.ts';
import { type HeadField, headFields } from '../shared/mail/head.ts';
import { eachLine, lineText } from '../shared/mail/lines.ts';
import { boundaryIn, parseValued } from '../shared/mail/mime.ts';
import { COLON, COMMA, find, isBlank, SEMICOLON } from '../shared/text.ts';
import { NAMED, type Named } from './names.ts';

export const imf = layer('imf', {
  title: 'Internet Message Format',
  spec: 'RFC 5322',
  fields: {},
  inMessages: true,
  extras: {
    ...Object.fromEntries([...NAMED.values()].map(({ key, title }) => [key, extra(title, 'string')])),
    'content.type.type': extra('Type', 'string'),
    'content.type.parameters': extra('Parameters', 'string'),
    'mailbox_list.item': extra('Item', 'string'),
    'address_list.item': extra('Item', 'string'),
    display_name: extra('Display-Name', 'string'),
    address: extra('Address', 'string'),
    extension: extra('Unknown-Extension', 'string'),
    'extension.type': extra('Type', 'string'),
    'extension.value': extra('Value', 'string'),
    message_text: extra('Message-Text', 'none'),
    line: extra('Line', 'none', { unnamed: true }),
  },
  on: { media_type: 'message/rfc822' },
  body: (d) => {
    const { fields, text } = headFields(d.b, d.start, d.end);
    let type = '';
    for (const f of fields) type = putField(d, f) ?? type;
    const content = d.wantsAbove() ? contentNode(d, type) : undefined;
    d.header = content === undefined ? d.end : text;
    d.carries = type;
    if (content !== undefined && text < d.end) d.follow(content, text);
    else putText(d, text);
  },
});

/** What dissects content of that type; a mail inside is told from text by the parts around it alone, as Wireshark has it. */
const contentNode = (d: Dissecting, type: string): Node | undefined => {
  const { value } = parseValued(type);
  if (value === '' || (value.toLowerCase().startsWith('multipart/') && boundaryIn(type) === '')) return undefined;
  const node = d.lookup('media_type', value.toLowerCase());
  return node?.layer.name === 'imf' ? undefined : node;
};

/** The media type, where it is that field. */
const putField = (d: Dissecting, f: HeadField): string | undefined => {
  const to = lineText(d.b, f.from, f.end);
  const named = f.name < 0 ? undefined : NAMED.get(fromLatin1(d.b, f.from, Math.min(f.name, f.from + LONGEST_NAME)).toLowerCase());
  if (named === undefined) {
    putExtension(d, f, to);
    return undefined;
  }
  if (f.value >= to) return undefined;
  const field = d.put(named.key, f.value, to - f.value);
  if (named.key === 'content.type') return putType(d, field, f.value, to);
  if (named.list !== undefined) d.under(field, () => putAddresses(d, named, f.value, to));
  return undefined;
};
const LONGEST_NAME = 64;

const putExtension = (d: Dissecting, f: HeadField, to: number): void => {
  const field = d.put('extension', f.from, to - f.from);
  if (f.name < 0) {
    d.fault('field', f.from, to - f.from, 'a field of a head is a name, a colon and a value (RFC 5322 §2.2)');
    return;
  }
  d.under(field, () => {
    d.put('extension.type', f.from, f.name - f.from);
    if (f.value < to) d.put('extension.value', f.value, to - f.value);
  });
};

/** `text/html` and what stands behind its semicolon; all of it. */
const putType = (d: Dissecting, field: Field | undefined, from: number, to: number): string => {
  const sign = find(d.b, SEMICOLON, from, to);
  const end = sign < 0 ? to : sign;
  d.under(field, () => {
    d.put('content.type.type', from, end - from);
    if (sign >= 0 && sign + 1 < to) d.put('content.type.parameters', sign + 1, to - sign - 1);
  });
  return fromLatin1(d.b, from, Math.min(to, from + LONGEST_TYPE));
};
const LONGEST_TYPE = 1000;

/** Each up to the next comma, as Wireshark has it: also where that is quoted. */
const putAddresses = (d: Dissecting, { list }: Named, from: number, to: number): void => {
  if (list === 'one') {
    putAddress(d, from, to);
    return;
  }
  for (let at = from, count = 0; at < to && count < MOST_ADDRESSES; count++) {
    const comma = find(d.b, COMMA, at, to);
    const end = comma < 0 ? to : comma;
    d.under(d.put(list === 'mailboxes' ? 'mailbox_list.item' : 'address_list.item', at, end - at), () => putAddress(d, at, end));
    at = end + 1;
  }
};
const MOST_ADDRESSES = 1000;
const [OPEN, CLOSE] = [60, 62];

/** `Ada <ada@lab>`: between the brackets, and what stands in front of them; without brackets all of it. A group has a name and its first. */
const putAddress = (d: Dissecting, from: number, to: number): void => {
  const open = find(d.b, OPEN, from, to);
  const group = open < 0 ? find(d.b, COLON, from, to) : -1;
  const nameEnd = open < 0 ? group : open;
  if (nameEnd < 0) {
    if (to > from) d.put('address', from, to - from);
    return;
  }
  const [start, end] = trimmed(d.b, from, nameEnd);
  if (end > start) d.put('display_name', start, end - start);
  if (group >= 0) {
    const [first, last] = trimmed(d.b, group + 1, to);
    if (last > first && d.b[first] !== SEMICOLON)
      d.under(d.put('mailbox_list.item', first, last - first), () => putAddress(d, first, last));
    return;
  }
  const close = find(d.b, CLOSE, open, to);
  if (close > open + 1) d.put('address', open + 1, close - open - 1);
};

const trimmed = (b: Bytes, from: number, to: number): readonly [from: number, to: number] => {
  let [start, end] = [from, to];
  while (start < end && isSpace(b[start])) start++;
  while (end > start && isSpace(b[end - 1])) end--;
  return [start, end];
};
const isSpace = (c: number | undefined): boolean => isBlank(c) || c === 10 || c === 13;

const putText = (d: Dissecting, from: number): void => {
  if (from >= d.end) return;
  d.under(d.put('message_text', from, d.end - from, true), () => {
    eachLine(d.b, from, d.end, (at, next) => {
      const line = d.put('line', at, next - at, true);
      if (line) line.text = fromUtf8(d.b.subarray(at, lineText(d.b, at, next)));
    });
  });
};
