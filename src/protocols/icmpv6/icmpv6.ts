/** Internet Control Message Protocol for IPv6, RFC 4443; neighbour discovery RFC 4861; listener discovery RFC 2710 and 3810. */

import { u8 as byteAt } from '../../core/bytes.ts';
import { u8 } from '../../wire/field.ts';
import { internetChecksum } from '../../wire/internet-checksum.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { codeText } from '../shared/icmp-code.ts';
import { pingExchange, pingFields, putRequest, requestText } from '../shared/ping.ts';
import { messageFields, messages } from './messages.ts';
import { CODES, TYPES } from './names.ts';
import { neighbourFields, neighbourOptions, readNeighbourOptions } from './options.ts';
import { sentences } from './sentences.ts';

const PROTOCOL = 58;

const fields = {
  type: u8('Type', { names: TYPES }),
  code: u8('Code', { fallback: 0, text: (v, d) => codeText(CODES, v, d) }),
  checksum: internetChecksum('Checksum', { covers: 'segment', pseudo: PROTOCOL, always: true }),
};
type Icmpv6 = Dissecting<typeof fields>;

const PING = { request: 128, reply: 129 };

export const icmpv6 = layer('icmpv6', {
  title: 'Internet Control Message Protocol v6',
  spec: 'RFC 4443',
  label: 'ICMPv6',
  fields,
  extras: {
    ...messageFields,
    ...pingFields,
    ...neighbourFields,
  },
  deep: true,
  on: { 'ip.proto': PROTOCOL },
  exchange: pingExchange(PING),
  heading: () => 'Internet Control Message Protocol v6',
  info: (d) => info(d),
  sentences,
  body: (d) => message(d),
});

const isPing = (type: number): boolean => type === PING.request || type === PING.reply;

const message = (d: Icmpv6): void => {
  const { type } = d.v;
  const o = d.start + 4;
  d.header = d.end;
  const known = messages[type];
  if (known === undefined) {
    if (o < d.end) d.put('data', o, d.end - o);
    return;
  }
  const at = d.struct((known.instead?.(d, o) && known.others) || known.fields, o);
  if (at === undefined) return;
  if (isPing(type)) putRequest(d, PING);
  if (known.quotes || known.data) d.header = at;
  if (known.quotes) {
    if (at < d.end && byteAt(d.b, at) >> 4 === 6) d.follow(d.node('ipv6'), at, d.end, d.wire, true);
  } else {
    known.rest?.(d, at);
    const options = known.head ? known.head(d, at) : at;
    if (known.options && options !== undefined) readNeighbourOptions(d, neighbourOptions, options);
  }
};

const info = (d: Icmpv6): string => {
  const { type, code } = d.v;
  const name = TYPES[type] ?? `Type ${type}`;
  const text = (key: string): string | undefined => d.fields.find((f) => f.name === `icmpv6.${key}`)?.text;
  if (isPing(type)) {
    const id = (d.v['echo.identifier'] ?? 0).toString(16).padStart(4, '0');
    return `${name} id=0x${id}, seq=${d.v['echo.sequence_number'] ?? 0}, hop limit=${d.below('ipv6')?.v['hlim'] ?? 0}${requestText(d, PING)}`;
  }
  const target = text('nd.ns.target_address') ?? text('nd.na.target_address');
  const reason = CODES[type]?.[code];
  return `${name}${target ? ` for ${target}` : ''}${reason ? ` (${reason})` : ''}`;
};
