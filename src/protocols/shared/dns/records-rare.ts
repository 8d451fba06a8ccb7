/** Records that are rare or no longer used: RFC 1035 §3.4.2, RFC 1183, RFC 1706, RFC 1712, RFC 2163, RFC 2535, RFC 2874 and those named at each. */
import { type Bytes, u8 as byteAt, hex, u32 as longAt } from '../../../core/bytes.ts';
import type { TextBuffer } from '../../../core/text-buffer.ts';
import type { Dissecting } from '../../../wire/types.ts';
import { APL } from './address-prefixes.ts';
import { LOC } from './location.ts';
import { CARRIED, HIP_ALGORITHMS } from './names.ts';
import { dnsField, fits, type Part, putSpan, shape } from './part.ts';
import { bytes, ip4, many, name, opaque, putNameField, rest, text, u16, u32 } from './parts.ts';
import { ofName, record } from './record.ts';
import { putIp4, putIp6, putName } from './row-values.ts';
import { putOldBits } from './type-map.ts';

const opaqueRecord = (part: Part<Bytes>, row: number | 'owner' = 0) => record(shape({ bytes: part }), row);

// ---- WKS (RFC 1035 §3.4.2) -------------------------------------------------------------------------------------------

/** `0x40 (25)`: the ports of a byte that says bits for eight of them. */
const portsText = (byte: number, first: number): string => {
  const ports: number[] = [];
  for (let bit = 0; bit < 8; bit++) if (byte & (128 >> bit)) ports.push(first + bit);
  return `0x${byte.toString(16).padStart(2, '0')} (${ports.join(', ')})`;
};

const putPorts = (d: Dissecting, o: number, end: number): number => {
  if (putSpan(d, 'wks.address', o, 4, end) < 0 || putSpan(d, 'wks.protocol', o + 4, 1, end) < 0) return -1;
  for (let at = o + 5; at < end && d.has(at, 1); at++) {
    const byte = byteAt(d.b, at);
    const field = byte === 0 ? undefined : d.put('wks.bits', at, 1);
    if (field) field.text = portsText(byte, (at - o - 5) * 8);
  }
  return d.stopped ? -1 : end;
};

const ports = opaque(
  {
    ...dnsField('wks.address', 'Address', 'ip4'),
    ...dnsField('wks.protocol', 'Protocol', 'dec', { names: CARRIED }),
    ...dnsField('wks.bits', 'Bits', 'hex'),
  },
  putPorts,
  (out, b, o, _base, end) => {
    if (o + 4 > end) return -1;
    putIp4(out, b, o);
    return end;
  },
);

// ---- A6 (RFC 2874 §3.1) ----------------------------------------------------------------------------------------------

/** The bytes of an address that stand at its end. */
const suffix = (b: Bytes, o: number, length: number): Bytes => {
  const address = new Uint8Array(16);
  address.set(b.subarray(o, o + length), 16 - length);
  return address;
};
const suffixLength = (prefix: number): number => Math.ceil((128 - Math.min(prefix, 128)) / 8);

const putA6 = (d: Dissecting, o: number, end: number): number => {
  if (putSpan(d, 'a6.prefix_len', o, 1, end) < 0) return -1;
  const prefix = byteAt(d.b, o);
  const length = suffixLength(prefix);
  if (prefix > 128) {
    d.fault('malformed', o, 1, `a prefix of ${prefix} bits: at most 128 can be`, 'error');
    return -1;
  }
  if (!fits(d, o + 1, length, end) || !d.has(o + 1, length)) return -1;
  if (length > 0) d.put('a6.address_suffix', o + 1, length, suffix(d.b, o + 1, length));
  return prefix === 0 ? o + 1 + length : putNameField(d, 'a6.prefix_name', o + 1 + length, end);
};

const rowOfA6 = (out: TextBuffer, b: Bytes, o: number, base: number, end: number): number => {
  const prefix = o < end ? byteAt(b, o) : 129;
  const at = o + 1 + suffixLength(prefix);
  if (prefix > 128 || at > end) return -1;
  out.number(prefix);
  out.byte(SPACE);
  putIp6(out, suffix(b, o + 1, at - o - 1), 0);
  out.byte(SPACE);
  return prefix === 0 ? at : putName(out, b, at, base, end);
};
const SPACE = 32;

// ---- ISDN (RFC 1183 §3.2), XPF ---------------------------------------------------------------------------------------

const isdnAddress = text('idsn.address', 'ISDN Address', 'idsn.length');
const isdnPart = text('idsn.sa.address', 'Sub Address', 'idsn.sa.length');

const optionalPart: Part<string | undefined> = {
  ...isdnPart,
  put: (d, o, end) => (o === end ? o : isdnPart.put(d, o, end)),
  read: (r) => (r.left === 0 ? undefined : isdnPart.read(r)),
  write: (w, value) => {
    if (value !== undefined) isdnPart.write(w, value);
  },
};

/** draft-bellis-dnsop-xpf: who asked, said by a proxy. */
const putForwarded = (d: Dissecting, o: number, end: number): number => {
  if (putSpan(d, 'xpf.ip_version', o, 1, end) < 0) return -1;
  const version = byteAt(d.b, o);
  if (version !== 4 && version !== 6) return end;
  const size = version === 4 ? 4 : 16;
  let at = putSpan(d, 'xpf.protocol', o + 1, 1, end);
  for (const key of [`xpf.source_ipv${version}`, `xpf.destination_ipv${version}`]) if (at >= 0) at = putSpan(d, key, at, size, end);
  for (const key of ['xpf.sport', 'xpf.dport']) if (at >= 0) at = putSpan(d, key, at, 2, end);
  return at;
};

const forwarded = opaque(
  {
    ...dnsField('xpf.ip_version', 'IP Version'),
    ...dnsField('xpf.protocol', 'Protocol', 'dec', { names: CARRIED }),
    ...dnsField('xpf.source_ipv4', 'IPv4 Source', 'ip4'),
    ...dnsField('xpf.destination_ipv4', 'IPv4 Destination', 'ip4'),
    ...dnsField('xpf.source_ipv6', 'IPv6 Source', 'ip6'),
    ...dnsField('xpf.destination_ipv6', 'IPv6 Destination', 'ip6'),
    ...dnsField('xpf.sport', 'Source port'),
    ...dnsField('xpf.dport', 'Destination port'),
  },
  putForwarded,
);

// ---- HIP (RFC 8005 §5) -----------------------------------------------------------------------------------------------

export interface HostIdentity {
  readonly algorithm: number;
  readonly tag: Bytes;
  readonly key: Bytes;
}

const putIdentity = (d: Dissecting, o: number, end: number): number => {
  if (putSpan(d, 'hip.hit.length', o, 1, end) < 0 || putSpan(d, 'hip.hit.pk.algo', o + 1, 1, end) < 0) return -1;
  if (putSpan(d, 'hip.pk.length', o + 2, 2, end) < 0) return -1;
  const key = putSpan(d, 'hip.hit', o + 4, byteAt(d.b, o), end);
  return key < 0 ? -1 : putSpan(d, 'hip.pk', key, longAt(d.b, o) & 0xffff, end);
};

const identity: Part<HostIdentity> = {
  fields: {
    ...dnsField('hip.hit.length', 'HIT length'),
    ...dnsField('hip.hit.pk.algo', 'Key algorithm', 'dec', { names: HIP_ALGORITHMS }),
    ...dnsField('hip.pk.length', 'Key length'),
    ...dnsField('hip.hit', 'Host Identity Tag', 'bytes'),
    ...dnsField('hip.pk', 'HIP Public Key', 'bytes'),
  },
  put: putIdentity,
  read: (r) => {
    const [tag, algorithm, length] = [r.number(1), r.number(1), r.number(2)];
    return { algorithm, tag: r.bytes(tag), key: r.bytes(length) };
  },
  write: (w, { algorithm, tag, key }) => {
    w.number(1, tag.length);
    w.number(1, algorithm);
    w.number(2, key.length);
    w.put(tag);
    w.put(key);
  },
};

// ---- addresses of eight bytes (RFC 7043 §4) --------------------------------------------------------------------------

const eui64: Part<Bytes> = {
  ...bytes(8, 'eui64', 'EUI64 Address', 'string'),
  put: (d, o, end) => {
    if (!fits(d, o, 8, end) || !d.has(o, 8)) return -1;
    d.put('eui64', o, 8, d.wants('eui64') ? hex(d.b.subarray(o, o + 8), ':') : '');
    return o + 8;
  },
};

/** RFC 7929 §2.3: a key, which Wireshark shows as text up to its first NUL. */
const openPgpKey: Part<Bytes> = { ...rest('openpgpkey', 'OpenPGP Key'), fields: dnsField('openpgpkey', 'OpenPGP Key', 'bytes') };

// ---- WINS (MS-WINSRA and the DNS server of Windows) ------------------------------------------------------------------

/** Whether the record stays on this server. */
const local = (key: string): Part<number> => ({
  ...u32(key, 'Local Flag'),
  fields: dnsField(key, 'Local Flag', 'bool'),
  put: (d, o, end) => {
    if (!fits(d, o, 4, end) || !d.has(o, 4)) return -1;
    d.put(key, o, 4, longAt(d.b, o) & 1);
    return o + 4;
  },
});

export const RARE = {
  WKS: opaqueRecord(ports, 1),
  /** RFC 2535 §5.2. */
  NXT: record(
    shape({ next: name('nxt.next_domain_name', 'Next Domain Name'), types: opaque({}, (d, o, end) => putOldBits(d, o, end)) }),
    1,
  ),
  A6: opaqueRecord(
    opaque(
      {
        ...dnsField('a6.prefix_len', 'Prefix len'),
        ...dnsField('a6.address_suffix', 'Address Suffix', 'ip6'),
        ...dnsField('a6.prefix_name', 'Prefix name', 'string'),
      },
      putA6,
      rowOfA6,
    ),
    1,
  ),
  X25: record(shape({ address: text('x25.psdn_address', 'PSDN-Address', 'x25.length') }), 'owner'),
  ISDN: record(shape({ address: isdnAddress, part: optionalPart }), 'owner'),
  RT: record(shape({ preference: u16('rt.subtype', 'Preference'), host: name('rt.intermediate_host', 'Intermediate Hostname') }), 'owner'),
  NSAP: record(shape({ address: rest('nsap.rdata', 'NSAP Data') }), 'owner'),
  'NSAP-PTR': ofName('nsap_ptr.owner', 'Owner', 'owner'),
  PX: record(
    shape({ preference: u16('px.preference', 'Preference'), map822: name('px.map822', 'MAP822'), mapX400: name('px.map400', 'MAPX400') }),
    'owner',
  ),
  GPOS: record(
    shape({
      longitude: text('gpos.longitude', 'Longitude', 'gpos.longitude_length'),
      latitude: text('gpos.latitude', 'Latitude', 'gpos.latitude_length'),
      altitude: text('gpos.altitude', 'Altitude', 'gpos.altitude_length'),
    }),
    'owner',
  ),
  LOC,
  APL,
  HIP: record(shape({ identity, servers: many(name('hip.rendezvous_server', 'Rendezvous Server')) }), 'owner'),
  /** RFC 7929. */
  OPENPGPKEY: record(shape({ key: openPgpKey })),
  /** RFC 6742. */
  NID: record(shape({ preference: u16('ilnp.nid.preference', 'Preference'), id: bytes(8, 'ilnp.nid', 'NodeID') })),
  L32: record(shape({ preference: u16('ilnp.l32.preference', 'Preference'), locator: ip4('ilnp.l32', 'Locator32') })),
  L64: record(shape({ preference: u16('ilnp.l64.preference', 'Preference'), locator: bytes(8, 'ilnp.l64', 'Locator64') })),
  LP: record(shape({ preference: u16('ilnp.lp.preference', 'Preference'), name: name('ilnp.lp', 'Locator FQDN') })),
  EUI48: record(shape({ address: bytes(6, 'eui48', 'EUI48 Address', 'mac') })),
  EUI64: record(shape({ address: eui64 })),
  WINS: record(
    shape({
      local: local('wins.local_flag'),
      lookup: u32('wins.lookup_timeout', 'Lookup timeout'),
      cache: u32('wins.cache_timeout', 'Cache timeout'),
      count: u32('wins.nb_wins_servers', 'Number of WINS servers'),
      servers: many(ip4('wins.wins_server', 'WINS Server Address')),
    }),
  ),
  'WINS-R': record(
    shape({
      local: local('winsr.local_flag'),
      lookup: u32('winsr.lookup_timeout', 'Lookup timeout'),
      cache: u32('winsr.cache_timeout', 'Cache timeout'),
      domain: name('winsr.name_result_domain', 'Name Result Domain'),
    }),
  ),
  XPF: opaqueRecord(forwarded),
} as const;
