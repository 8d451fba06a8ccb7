/** Password Authentication Protocol of PPP, RFC 1334: name and password go over the line as they are. */
import { type Bytes, u8 as u8At, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { extra, u8, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import { type Seen, written } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putSecret } from '../shared/mail/masked.ts';
import { putVisible } from '../shared/row-text.ts';
import { sentences } from './sentences.ts';

const CODES: Readonly<Record<number, string>> = { 1: 'Authenticate-Request', 2: 'Authenticate-Ack', 3: 'Authenticate-Nak' };
const REQUEST = 1;
const HEADER = 4;

/** Texts with their length in front: the first, and the one behind it. */
const textsAt = (b: Bytes, from: number, end: number): readonly (readonly [from: number, to: number])[] => {
  const texts: (readonly [number, number])[] = [];
  for (let o = from; o < end && texts.length < 2; ) {
    const to = o + 1 + u8At(b, o);
    if (to > end) break;
    texts.push([o + 1, to]);
    o = to;
  }
  return texts;
};

const writeRow = (out: TextBuffer, at: Seen): void => {
  const { b, o } = at;
  const code = u8At(b, o);
  out.put(utf8(CODES[code] ?? 'Unknown'));
  const [first, second] = textsAt(b, o + HEADER, at.end);
  if (first === undefined || CODES[code] === undefined || (code === REQUEST && second === undefined)) return;
  out.text(code === REQUEST ? " (Peer-ID='" : " (Message='");
  putVisible(out, b, first[0], first[1]);
  if (code === REQUEST && second !== undefined) {
    out.text("', Password='");
    putSecret(out, at, second[0], second[1]);
  }
  out.text("')");
};

export const pap = layer('pap', {
  title: 'PPP Password Authentication Protocol',
  spec: 'RFC 1334',
  label: 'PPP PAP',
  fields: {
    code: u8('Code', { names: CODES, fallback: REQUEST }),
    identifier: u8('Identifier', { fallback: 1 }),
    length: u16('Length', { auto: (c) => HEADER + c.payload }),
  },
  extras: {
    data: extra('Data', 'none'),
    'peer_id.length': extra('Peer-ID-Length'),
    peer_id: extra('Peer-ID', 'string'),
    'password.length': extra('Password-Length'),
    password: extra('Password', 'string', { secret: true }),
    'message.length': extra('Message-Length'),
    message: extra('Message', 'string', { mayBeEmpty: true }),
  },
  payload: of(['length'], (length) => length - HEADER),
  on: { 'ppp.protocol': 0xc023 },
  deep: true,
  sentences,
  row: written(writeRow),
  body: (d) => {
    const o = d.start + HEADER;
    if (o < d.end)
      d.under(d.put('data', o, d.end - o), () => {
        if (d.v.code !== REQUEST) text(d, 'message', o);
        else text(d, 'password', text(d, 'peer_id', o));
      });
    if (!d.stopped) d.header = d.end;
  },
});

/** Gives where it ends. */
const text = (d: Dissecting, key: string, o: number): number => {
  if (d.put(`${key}.length`, o, 1) === undefined) return o;
  const length = u8At(d.b, o);
  d.put(key, o + 1, length);
  return o + 1 + length;
};
