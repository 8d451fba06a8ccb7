/** Options of EDNS (RFC 6891 §6.1.2 and the RFCs named at each), which the OPT record holds. */

import { ip4Number, ip6Text, parseIp4, parseIp6 } from '../../../core/address.ts';
import { type Bytes, u32 as longAt, u16 as wordAt } from '../../../core/bytes.ts';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import { extra } from '../../../wire/field.ts';
import type { Dissecting } from '../../../wire/types.ts';
import type { MessageReader, MessageWriter } from './cursor.ts';
import { type EntryOf, entries, entry } from './entries.ts';
import { ALGORITHMS, DIGESTS, EXTENDED_ERRORS, FAMILIES, NSEC3_HASHES, OPTIONS } from './names.ts';
import { dnsField, fits, type Part, shape } from './part.ts';
import { bytes, many, name, rest, restText, u8, u16, u32 } from './parts.ts';

// ---- client subnet (RFC 7871 §6) -------------------------------------------------------------------------------------

export interface Subnet {
  /** Bits that count, of those who ask and of those who answer. */
  readonly source: number;
  readonly scope: number;
  /** With zeros for the bits that were not sent; bytes where the family is neither IPv4 nor IPv6. */
  readonly address: string | { readonly family: number; readonly bytes: Bytes };
}

const HEAD = 4;
const SIZES: Readonly<Record<number, number>> = { 1: 4, 2: 16 };
const SUBNET_KEYS: Readonly<Record<number, string>> = { 1: 'opt.client.addr4', 2: 'opt.client.addr6' };

const putSubnet = (d: Dissecting, o: number, end: number): number => {
  if (!fits(d, o, HEAD, end) || !d.has(o, end - o)) return -1;
  d.put('opt.client.family', o, 2);
  d.put('opt.client.netmask', o + 2, 1);
  d.put('opt.client.scope', o + 3, 1);
  const family = wordAt(d.b, o);
  const from = o + HEAD;
  const size = SIZES[family];
  if (size !== undefined && end - from > size) d.fault('malformed', from, end - from, `an address of ${end - from} bytes`);
  const address = padded(d.b.subarray(from, end), size ?? end - from);
  d.put(SUBNET_KEYS[family] ?? 'opt.client.addr', from, end - from, family === 1 ? longAt(address, 0) : address);
  return end;
};

/** The first `size` bytes, with zeros where there are fewer. */
export const padded = (b: Bytes, size: number): Bytes => {
  const out = new Uint8Array(size);
  out.set(b.subarray(0, size));
  return out;
};

const readSubnet = (r: MessageReader): Subnet => {
  const family = r.number(2);
  const [source, scope] = [r.number(1), r.number(1)];
  const sent = r.bytes(r.left);
  if (family === 1 && sent.length <= 4) return { source, scope, address: ip4Number(longAt(padded(sent, 4), 0)) };
  if (family === 2 && sent.length <= 16) return { source, scope, address: ip6Text(padded(sent, 16)) };
  return { source, scope, address: { family, bytes: sent } };
};

const writeSubnet = (w: MessageWriter, { source, scope, address }: Subnet): void => {
  const four = typeof address === 'string' ? parseIp4(address) : undefined;
  const whole = typeof address === 'string' ? (four ?? parseIp6(address)) : address.bytes;
  if (whole === undefined) throw new UsageError('client subnet', sayWrong('anAddress'), String(address));
  w.number(2, typeof address === 'string' ? (four ? 1 : 2) : address.family);
  w.number(1, source);
  w.number(1, scope);
  w.put(typeof address === 'string' ? masked(whole, source) : whole);
};

/** Only bytes with bits that count are sent, and the other bits of the last one are zeros. */
const masked = (b: Bytes, prefix: number): Bytes => {
  const out = b.slice(0, Math.ceil(prefix / 8));
  const last = out.length - 1;
  if (last >= 0 && prefix & 7) out[last] = (out[last] ?? 0) & (0xff00 >> (prefix & 7));
  return out;
};

const subnet: Part<Subnet> = {
  fields: {
    ...dnsField('opt.client.family', 'Family', 'dec', { names: FAMILIES }),
    ...dnsField('opt.client.netmask', 'Source Netmask'),
    ...dnsField('opt.client.scope', 'Scope Netmask'),
    ...dnsField('opt.client.addr4', 'Client Subnet', 'ip4'),
    ...dnsField('opt.client.addr6', 'Client Subnet', 'ip6'),
    ...dnsField('opt.client.addr', 'Client Subnet', 'bytes'),
  },
  put: putSubnet,
  read: readSubnet,
  write: writeSubnet,
};

// ---- what may be left out --------------------------------------------------------------------------------------------

const optional = (part: Part<number>): Part<number | undefined> => ({
  fields: part.fields,
  put: (d, o, end) => (o === end ? o : part.put(d, o, end)),
  read: (r) => (r.left === 0 ? undefined : part.read(r)),
  write: (w, value) => {
    if (value !== undefined) part.write(w, value);
  },
});

/** RFC 7314 has no field in Wireshark 4.0. */
const expire: Part<number | undefined> = { ...optional(u32('', '')), fields: {}, put: (_d, _o, end) => end };

const OPTION_TYPES = {
  /** RFC 5001. */
  nsid: entry(3, shape({ id: { ...rest('', ''), fields: {}, gives: undefined, put: (_d: Dissecting, _o: number, end: number) => end } })),
  /** RFC 6975. */
  dau: entry(5, shape({ algorithms: many(u8('opt.dau', 'DAU', { names: ALGORITHMS })) })),
  dhu: entry(6, shape({ algorithms: many(u8('opt.dhu', 'DHU', { names: DIGESTS })) })),
  n3u: entry(7, shape({ algorithms: many(u8('opt.n3u', 'N3U', { names: NSEC3_HASHES })) })),
  subnet: entry(8, shape({ subnet })),
  expire: entry(9, shape({ seconds: expire })),
  /** RFC 7873. */
  cookie: entry(
    10,
    shape({ client: bytes(8, 'opt.cookie.client', 'Client Cookie'), server: rest('opt.cookie.server', 'Server Cookie', { empty: true }) }),
  ),
  /** RFC 7828, in units of 100 ms. */
  keepalive: entry(11, shape({ timeout: optional(u16('opt.edns_tcp_keepalive.timeout', 'Timeout')) })),
  /** RFC 7830. */
  padding: entry(12, shape({ bytes: rest('opt.padding', 'Padding', { empty: true }) })),
  /** RFC 7901. */
  chain: entry(13, shape({ closest: name('opt.chain.fqdn', 'Closest Trust Point') })),
  /** RFC 8914. */
  error: entry(
    15,
    shape({
      code: u16('opt.ext_error.info_code', 'Info Code', { names: EXTENDED_ERRORS }),
      text: restText('opt.ext_error.extra_text', 'Extra Text'),
    }),
  ),
  'experimental-subnet': entry(20730, shape({ subnet })),
} as const;

export type EdnsOption = EntryOf<typeof OPTION_TYPES>;

export const options = entries(
  OPTION_TYPES,
  {
    mark: 'opt',
    code: 'opt.code',
    length: 'opt.len',
    data: 'opt.data',
    always: true,
    text: (_d, _mark, code) => `Option: ${OPTIONS[code] ?? `Unknown (${code})`}`,
  },
  {
    opt: extra('Option', 'none'),
    'opt.code': extra('Option Code', 'dec', { names: OPTIONS }),
    'opt.len': extra('Option Length'),
    'opt.data': extra('Option Data', 'bytes'),
  },
);
