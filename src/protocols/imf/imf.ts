/** Internet Message Format (RFC 5322): the head and the text of a mail, as other protocols carry it. */
import { fromUtf8 } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { headFields } from '../shared/mail/head.ts';
import { eachLine, lineText } from '../shared/mail/lines.ts';
import { blanksEnd, COLON, find, latin1, trimmedEnd } from '../shared/text.ts';

/** Fields of a head by their name in small letters. */
const NAMED: Readonly<Record<string, readonly [key: string, title: string]>> = {
  date: ['date', 'Date'],
  from: ['from', 'From'],
  sender: ['sender', 'Sender'],
  'reply-to': ['reply_to', 'Reply-To'],
  to: ['to', 'To'],
  cc: ['cc', 'Cc'],
  bcc: ['bcc', 'Bcc'],
  'message-id': ['message_id', 'Message-ID'],
  'in-reply-to': ['in_reply_to', 'In-Reply-To'],
  references: ['references', 'References'],
  subject: ['subject', 'Subject'],
  comments: ['comments', 'Comments'],
  keywords: ['keywords', 'Keywords'],
  'user-agent': ['user_agent', 'User-Agent'],
  'return-path': ['return_path', 'Return-Path'],
  received: ['received', 'Received'],
  'content-type': ['content.type', 'Content-Type'],
  'content-description': ['content.description', 'Content-Description'],
  'content-id': ['content.id', 'Content-ID'],
  'content-transfer-encoding': ['content.transfer_encoding', 'Content-Transfer-Encoding'],
  'mime-version': ['mime_version', 'MIME-Version'],
  'delivered-to': ['delivered_to', 'Delivered-To'],
  'x-mailer': ['ext.mailer', 'X-Mailer'],
};

export const imf = layer('imf', {
  title: 'Internet Message Format',
  spec: 'RFC 5322',
  fields: {},
  inMessages: true,
  extras: {
    ...Object.fromEntries(Object.values(NAMED).map(([key, title]) => [key, extra(title, 'string')])),
    extension: extra('Unknown-Extension', 'string'),
    message_text: extra('Message-Text', 'none'),
    line: extra('Line', 'none', { unnamed: true }),
  },
  on: { media_type: 'message/rfc822' },
  body: (d) => {
    const text = putHead(d);
    putText(d, text);
    d.header = d.end;
  },
});

/** Where the text begins: behind the empty line. */
const putHead = (d: Dissecting): number => {
  const { fields, text } = headFields(d.b, d.start, d.end);
  for (const { from, end } of fields) putField(d, from, lineText(d.b, from, end));
  return text;
};

const putField = (d: Dissecting, from: number, to: number): void => {
  const colon = find(d.b, COLON, from, to);
  const name = colon < 0 ? undefined : NAMED[latin1(d.b, from, Math.min(trimmedEnd(d.b, from, colon), from + LONGEST_NAME)).toLowerCase()];
  if (name === undefined) {
    d.put('extension', from, to - from);
    if (colon < 0) d.fault('field', from, to - from, 'a field of a head is a name, a colon and a value (RFC 5322 §2.2)');
    return;
  }
  const start = blanksEnd(d.b, colon + 1, to);
  if (start < to) d.put(name[0], start, to - start, unfolded(d, start, to));
};
const LONGEST_NAME = 64;

const unfolded = (d: Dissecting, from: number, to: number): string => fromUtf8(d.b.subarray(from, to)).replace(/\r?\n(?=[ \t])/g, '');

const putText = (d: Dissecting, from: number): void => {
  if (from >= d.end) return;
  d.under(d.put('message_text', from, d.end - from, true), () => {
    eachLine(d.b, from, d.end, (at, next) => {
      const line = d.put('line', at, next - at, true);
      if (line) line.text = fromUtf8(d.b.subarray(at, lineText(d.b, at, next)));
    });
  });
};
