/** DHCP for IPv6 (RFC 8415), with Wireshark's names. */

import { ip6Text } from '../../core/address.ts';
import { type Bytes, u8 as byteAt, hex, u16, u24, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { u8 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Seen, written } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putIncomplete } from '../shared/row-text.ts';
import { messageFields, messageText, optionText, xidText } from './fields.ts';
import { MESSAGES } from './names.ts';
import { VALUES } from './option-values.ts';
import { sentences } from './sentences.ts';

const fields = { msgtype: u8('Message type', { names: MESSAGES }) };

const CLIENT = 1;
const ADDRESS = 5;
const RELAYED = 9;
const FORWARD = 12;
const REPLY = 13;
/** Messages inside messages, options inside options. */
const DEEPEST = 16;

const isRelay = (type: number): boolean => type === FORWARD || type === REPLY;
/** Bytes before the options. */
const headOf = (type: number): number => (isRelay(type) ? 34 : 4);

export const dhcpv6 = layer('dhcpv6', {
  title: 'DHCPv6',
  spec: 'RFC 8415',
  label: 'DHCPv6',
  fields,
  extras: messageFields,
  on: { 'udp.port': [546, 547] },
  row: written((out, at) => writeRow(out, at)),
  sentences,
  body: (d) => {
    d.header = d.end;
    putMessage(d, d.start, d.end, 0);
  },
});

const putMessage = (d: Dissecting, start: number, end: number, depth: number): void => {
  if (!d.has(start, headOf(byteAt(d.b, start)))) return;
  const type = byteAt(d.b, start);
  if (depth > 0) d.put('inner', start, 1);
  if (isRelay(type)) {
    d.put('hopcount', start + 1, 1);
    d.put('linkaddr', start + 2, 16);
    d.put('peeraddr', start + 18, 16);
  } else d.put('xid', start + 1, 3);
  putOptions(d, { type, depth }, start + headOf(type), end);
};

interface Inside {
  readonly type: number;
  readonly depth: number;
}

const putOptions = (d: Dissecting, inside: Inside, from: number, end: number): void => {
  if (inside.depth >= DEEPEST) d.fault('deep', from, end - from, `options stop at ${DEEPEST} deep: the rest stays bytes`);
  for (let o = from; inside.depth < DEEPEST && o < end && !d.stopped; ) {
    if (!d.has(o, 4)) return;
    const to = o + 4 + u16(d.b, o + 2);
    putOption(d, inside, o, to, end);
    o = to;
  }
};

const putOption = (d: Dissecting, { type, depth }: Inside, o: number, to: number, end: number): void => {
  const code = u16(d.b, o);
  const length = to - o - 4;
  if (to > end) return void d.has(o + 4, Math.max(length, d.end - o));
  const mark = d.put('option.type_str', o, to - o, optionText(code));
  d.under(mark, () => {
    d.put('option.type', o, 2);
    d.put('option.length', o + 2, 2);
    const known = VALUES[code];
    if (code === RELAYED && length > 0) d.upTo(to, () => putMessage(d, o + 4, to, depth + 1));
    else if (known !== undefined && length >= known.least)
      d.upTo(to, () =>
        known.read(d, { o: o + 4, end: to, type, inner: (from, until) => putOptions(d, { type, depth: depth + 1 }, from, until) }),
      );
    else {
      if (length > 0) d.put('option.value', o + 4, length);
      if (known !== undefined) d.fault('option', o, to - o, `length ${length} is less than ${known.least}`, 'error');
    }
  });
};

/** `Solicit XID: 0xabc001 CID: 0001…`; of a relay's message what it carries behind it. */
const writeRow = (out: TextBuffer, { b, o, end, wire }: Seen): void => {
  const type = byteAt(b, o);
  if (end - o < headOf(type)) {
    out.put(utf8(`${messageText(type)} `));
    putIncomplete(out, end, wire);
  } else out.put(utf8(rowText(b, o, end, 0)));
};

const MOST_SHOWN = 40;

const rowText = (b: Bytes, o: number, end: number, depth: number): string => {
  const type = byteAt(b, o);
  if (end - o < headOf(type)) return '';
  const opening = isRelay(type) ? ` L: ${ip6Text(b.subarray(o + 2, o + 18))} ` : ` ${xidText(u24(b, o + 1))} `;
  return `${messageText(type)}${opening}${optionsText(b, o + headOf(type), end, depth)}`;
};

const optionsText = (b: Bytes, from: number, end: number, depth: number): string => {
  let text = '';
  for (let o = from; o + 4 <= end && text.length < 400; ) {
    const [code, to] = [u16(b, o), o + 4 + u16(b, o + 2)];
    if (to > end) break;
    if (code === CLIENT) text += `CID: ${hex(b.subarray(o + 4, Math.min(to, o + 4 + MOST_SHOWN)))} `;
    else if (code === RELAYED && depth < DEEPEST && to > o + 4) text += rowText(b, o + 4, to, depth + 1);
    else if (code === 3 || code === 4) text += depth < DEEPEST ? optionsText(b, o + 4 + (code === 3 ? 12 : 4), to, depth + 1) : '';
    else if (code === ADDRESS && to - o >= 20) text += `IAA: ${ip6Text(b.subarray(o + 4, o + 20))} `;
    o = to;
  }
  return text;
};
