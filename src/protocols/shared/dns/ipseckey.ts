/** Keys of gateways for IPsec: IPSECKEY records, RFC 4025 §2. */
import { ip4Number, ip6Text, parseIp4, parseIp6 } from '../../../core/address.ts';
import { type Bytes, u8 as byteAt } from '../../../core/bytes.ts';
import type { Dissecting } from '../../../wire/types.ts';
import type { MessageReader } from './cursor.ts';
import { GATEWAYS, IPSEC_ALGORITHMS } from './names.ts';
import { dnsField, type Part, putSpan, shape } from './part.ts';
import { putNameField, rest, u8 } from './parts.ts';
import { record } from './record.ts';

/** What it is, its type says, two bytes before. */
const gateway: Part<string | undefined> = {
  fields: {
    ...dnsField('ipseckey.gateway_ipv4', 'IPv4 Gateway', 'ip4'),
    ...dnsField('ipseckey.gateway_ipv6', 'IPv6 Gateway', 'ip6'),
    ...dnsField('ipseckey.gateway_dns', 'DNS Gateway', 'string'),
  },
  put: (d, o, end) => putGateway(d, byteAt(d.b, o - 2), o, end),
  read: (r) => (r.wrong === undefined ? readGateway(r, byteAt(r.b, r.o - 2)) : undefined),
  write: (w, value) => {
    if (value === undefined) return;
    const address = parseIp4(value) ?? parseIp6(value);
    if (address) w.put(address);
    else w.name(value);
  },
};

const putGateway = (d: Dissecting, type: number, o: number, end: number): number => {
  if (type === 1) return putSpan(d, 'ipseckey.gateway_ipv4', o, 4, end);
  if (type === 2) return putSpan(d, 'ipseckey.gateway_ipv6', o, 16, end);
  return type === 3 ? putNameField(d, 'ipseckey.gateway_dns', o, end) : o;
};

const readGateway = (r: MessageReader, type: number): string | undefined => {
  if (type === 1) return ip4Number(r.number(4));
  if (type === 2) return addressOf(r.bytes(16));
  return type === 3 ? r.name() : undefined;
};

/** Where there were fewer bytes, the message is a fault. */
const addressOf = (b: Bytes): string => (b.length === 16 ? ip6Text(b) : '::');

export const IPSECKEY = record(
  shape({
    precedence: u8('ipseckey.gateway_precedence', 'Gateway Precedence'),
    gatewayType: u8('ipseckey.gateway_type', 'Gateway Type', { names: GATEWAYS }),
    algorithm: u8('ipseckey.gateway_algorithm', 'Gateway Algorithm', { names: IPSEC_ALGORITHMS }),
    gateway,
    key: rest('ipseckey.public_key', 'Public Key'),
  }),
);
