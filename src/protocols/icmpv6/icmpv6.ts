/** Internet Control Message Protocol for IPv6, RFC 4443; neighbour discovery RFC 4861; listener discovery RFC 2710 and 3810. */

import { macText } from '../../core/address.ts';
import { u8 as byteAt } from '../../core/bytes.ts';
import { u8 } from '../../wire/field.ts';
import { internetChecksum } from '../../wire/internet-checksum.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting, Field } from '../../wire/types.ts';
import type { Value } from '../../wire/value.ts';
import { codeText } from '../shared/icmp-code.ts';
import { pingExchange, pingFields, putRequest, requestText } from '../shared/ping.ts';
import { messageFields, messages } from './messages.ts';
import { MOVES } from './mobility.ts';
import { CODES, TYPES } from './names.ts';
import { neighbourFields, neighbourOptions, readNeighbourOptions } from './options.ts';
import { sentences } from './sentences.ts';

const PROTOCOL = 58;

const fields = {
  type: u8('Type', { names: TYPES }),
  code: u8('Code', { fallback: 0, text: (v, d) => codeText(CODES, v, d, (code) => unknownCode(d.v['type'] ?? 0, code)) }),
  checksum: internetChecksum('Checksum', { covers: 'segment', pseudo: PROTOCOL, always: true }),
};
type Icmpv6 = Dissecting<typeof fields>;

/** Those of destinations that cannot be reached have had no number in rows for long. */
const unknownCode = (type: number, code: Value): string => (type === 1 ? 'Unknown' : `Unknown (${code})`);

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
    if (at >= d.wire) d.stop('malformed', at, 'the packet that this is about is not quoted');
    if (at < d.end && byteAt(d.b, at) >> 4 === 6) d.follow(d.node('ipv6'), at, d.end, d.wire, true);
  } else {
    known.rest?.(d, at);
    const options = known.head ? known.head(d, at) : at;
    if (known.options && options !== undefined) readNeighbourOptions(d, neighbourOptions, options);
  }
};

const info = (d: Icmpv6): string => {
  const { type, code } = d.v;
  const name = TYPES[type] ?? `Unknown (${type})`;
  if (isPing(type)) {
    const [id, seq] = [d.v['echo.identifier'], d.v['echo.sequence_number']];
    if (id === undefined || seq === undefined) return name;
    return `${name} id=0x${id.toString(16).padStart(4, '0')}, seq=${seq}, hop limit=${hopLimit(d)}${requestText(d, PING)}`;
  }
  const codes = CODES[type];
  const reason = codes === undefined ? '' : ` (${codes[code] ?? unknownCode(type, code)})`;
  return `${name}${reason}${aboutInfo(d)}${d.fields.map((f) => linkInfo(d, f)).join('')}`;
};

const hopLimit = (d: Icmpv6): number => {
  let lower = d.lower;
  while (lower && lower.layer.name !== 'ipv6' && lower.layer.name !== 'ip') lower = lower.lower;
  return lower?.v['hlim'] ?? lower?.v['ttl'] ?? 0;
};

/** What a neighbour asks for or says, and what a node in motion does. */
const aboutInfo = (d: Icmpv6): string => {
  const found = (key: string): Field | undefined => d.fields.find((f) => f.name === `icmpv6.${key}`);
  const asked = found('nd.ns.target_address');
  if (asked) return ` for ${asked.text}`;
  const told = found('nd.na.target_address');
  if (told) {
    const flags = (['r', 's', 'o'] as const).filter((key) => d.v[`nd.na.flag.${key}`] === 1).map((key) => FLAGS[key]);
    return ` ${told.text} (${flags.join(', ') || 'none'})`;
  }
  const moves = found('fmip6.subtype');
  return moves ? ` (${MOVES[Number(moves.value)] ?? `Unknown (${moves.value})`})` : '';
};
const FLAGS = { r: 'rtr', s: 'sol', o: 'ovr' };

/** RFC 4861 §4.6.1: whose link-layer address an option has. */
const linkInfo = (d: Icmpv6, option: Field): string => {
  if (option.name !== 'icmpv6.opt') return '';
  const found = (key: string): boolean => option.children.some((f) => f.name === `icmpv6.opt.${key}`);
  const address = option.children.find((f) => f.name === 'icmpv6.opt.linkaddr');
  if (address === undefined || address.length !== 6) return '';
  const way = found('src_linkaddr') ? 'from' : found('target_linkaddr') ? 'is at' : '';
  return way === '' ? '' : ` ${way} ${macText(d.b, address.offset)}`;
};
