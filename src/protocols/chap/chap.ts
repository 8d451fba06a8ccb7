/** Challenge Handshake Authentication Protocol of PPP, RFC 1994: who knows the secret shows it without saying it. */
import { u8 as u8At, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { extra, u8, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import { type Seen, written } from '../../wire/row.ts';
import { putVisible } from '../shared/row-text.ts';
import { sentences } from './sentences.ts';

const CODES: Readonly<Record<number, string>> = { 1: 'Challenge', 2: 'Response', 3: 'Success', 4: 'Failure' };
/** Codes up to this one carry a value and a name, those behind a text. */
const RESPONSE = 2;
const HEADER = 4;

const writeRow = (out: TextBuffer, { b, o, end }: Seen): void => {
  const code = u8At(b, o);
  out.put(utf8(CODES[code] ?? 'Unknown'));
  const from = o + HEADER;
  if (CODES[code] === undefined || from >= end) return;
  if (code > RESPONSE) {
    out.text(" (MESSAGE='");
    putVisible(out, b, from, end);
    out.text("')");
    return;
  }
  const name = from + 1 + u8At(b, from);
  if (name > end) return;
  out.text(" (NAME='");
  putVisible(out, b, name, end);
  out.text("', VALUE=0x");
  for (let at = from + 1; at < name; at++) out.hex(u8At(b, at), 2);
  out.text(')');
};

export const chap = layer('chap', {
  title: 'PPP Challenge Handshake Authentication Protocol',
  spec: 'RFC 1994',
  label: 'PPP CHAP',
  fields: {
    code: u8('Code', { names: CODES, fallback: 1 }),
    identifier: u8('Identifier', { fallback: 1 }),
    length: u16('Length', { auto: (c) => HEADER + c.payload }),
  },
  extras: {
    data: extra('Data', 'none'),
    value_size: extra('Value Size'),
    value: extra('Value', 'bytes'),
    name: extra('Name', 'string'),
    message: extra('Message', 'string'),
  },
  payload: of(['length'], (length) => length - HEADER),
  on: { 'ppp.protocol': 0xc223 },
  sentences,
  row: written(writeRow),
  body: (d) => {
    const o = d.start + HEADER;
    if (o < d.end && d.v.code > RESPONSE) d.put('message', o, d.end - o);
    else if (o < d.end)
      d.under(d.put('data', o, d.end - o), () => {
        const name = o + 1 + u8At(d.b, o);
        d.put('value_size', o, 1);
        d.put('value', o + 1, name - o - 1);
        if (name < d.end) d.put('name', name, d.end - name);
      });
    if (!d.stopped) d.header = d.end;
  },
});
