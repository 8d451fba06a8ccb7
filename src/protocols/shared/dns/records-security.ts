/** Records of DNSSEC and of keys: RFC 4034 and the RFCs named at each. */
import { type Bytes, u8 as byteAt, u16 as wordAt } from '../../../core/bytes.ts';
import { bits, flag, u8 as octet, u16 as word } from '../../../wire/field.ts';
import type { Dissecting } from '../../../wire/types.ts';
import { IPSECKEY } from './ipseckey.ts';
import {
  ALGORITHMS,
  CERTIFICATES,
  DIGESTS,
  NSEC3_HASHES,
  SSH_ALGORITHMS,
  SSH_HASHES,
  TKEY_MODES,
  TLSA_MATCHES,
  TLSA_SELECTORS,
  TLSA_USAGES,
  ZONE_HASHES,
  ZONE_SCHEMES,
} from './names.ts';
import { dnsField, fits, type Part, putSpan, shape, unusedBits } from './part.ts';
import { counted, flags, instant, name, rest, seconds, u8, u16, u32 } from './parts.ts';
import { record, undecoded } from './record.ts';
import { typeMap } from './type-map.ts';
import { RCODES, TYPES } from './types.ts';

// ---- keys ------------------------------------------------------------------------------------------------------------

/** RFC 4034 appendix B: the tag of the key in b[o, end). -1 where it is too short for one. */
export const keyTag = (b: Bytes, o: number, end: number): number => {
  if (end - o < 4) return -1;
  if (byteAt(b, o + 3) === 1) return end - o < 7 ? -1 : wordAt(b, end - 3);
  let sum = 0;
  for (let i = o; i < end; i++) sum += (i - o) & 1 ? byteAt(b, i) : byteAt(b, i) << 8;
  return (sum + (sum >>> 16)) & 0xffff;
};

/** Takes no room: worked out from the record, whose data begins four bytes before. */
const keyTagField = (key: string): Part<number | undefined> => ({
  fields: dnsField(key, 'Key id'),
  put: (d, o, end) => {
    const tag = end <= d.end && d.wants(key) ? keyTag(d.b, o - 4, end) : 0;
    if (tag >= 0 && end <= d.end) d.add(key, tag);
    return o;
  },
  read: (r) => {
    const tag = r.wrong === undefined ? keyTag(r.b, r.o - 4, r.end) : -1;
    return tag < 0 ? undefined : tag;
  },
  write: () => undefined,
});

const dnskeyFlags = flags({
  'dnskey.flags': word('Flags', {
    show: 'hex',
    sub: {
      high: unusedBits(7),
      zone_key: flag('Zone Key'),
      key_revoked: flag('Key Revoked'),
      middle: unusedBits(6),
      secure_entry_point: flag('Key Signing Key'),
    },
  }),
});

/** The bits of the flags that have no meaning, in one number, as Wireshark has them. */
const withReserved: Part<number> = {
  ...dnskeyFlags,
  fields: { ...dnskeyFlags.fields, ...dnsField('dnskey.flags.reserved', 'Reserved', 'hex', { width: 16 }) },
  put: (d, o, end) => {
    const next = dnskeyFlags.put(d, o, end);
    if (next >= 0) d.put('dnskey.flags.reserved', o, 2, (wordAt(d.b, o) & 0xfe7e) >> 1);
    return next;
  },
};

const dnskey = record(
  shape({
    flags: withReserved,
    protocol: u8('dnskey.protocol', 'Protocol'),
    algorithm: u8('dnskey.algorithm', 'Algorithm', { names: ALGORITHMS }),
    keyTag: keyTagField('dnskey.key_id'),
    key: rest('dnskey.public_key', 'Public Key'),
  }),
);

/** RFC 2535 §3.1.2: where both uses are forbidden there is no key, and no more flags. */
const hasKey = (v: Readonly<Record<string, number>>): boolean => ((v['key.flags'] ?? 0) & 0xc000) !== 0xc000;
const keyFlag = (title: string) => flag(title, { when: hasKey });

const keyFlags = flags({
  'key.flags': word('Flags', {
    show: 'hex',
    sub: {
      authentication: flag('Not for authentication'),
      confidentiality: flag('Not for confidentiality'),
      required: keyFlag('Key not required'),
      high: unusedBits(2),
      associated_user: keyFlag('Of a user'),
      associated_named_entity: keyFlag('Of a named entity'),
      middle: unusedBits(1),
      ipsec: keyFlag('For IPsec'),
      mime: keyFlag('For secured mail'),
      low: unusedBits(2),
      signatory: bits(4, 'Signatory', { when: hasKey }),
    },
  }),
});

const key = record(
  shape({
    flags: keyFlags,
    protocol: u8('key.protocol', 'Protocol'),
    algorithm: u8('key.algorithm', 'Algorithm', { names: ALGORITHMS }),
    keyTag: keyTagField('key.key_id'),
    key: rest('key.public_key', 'Public Key'),
  }),
);

const ds = record(
  shape({
    keyTag: u16('ds.key_id', 'Key id', { show: 'hex' }),
    algorithm: u8('ds.algorithm', 'Algorithm', { names: ALGORITHMS }),
    digestType: u8('ds.digest_type', 'Digest Type', { names: DIGESTS }),
    digest: rest('ds.digest', 'Digest'),
  }),
);

const rrsig = record(
  shape({
    covers: u16('rrsig.type_covered', 'Type Covered', { names: TYPES }),
    algorithm: u8('rrsig.algorithm', 'Algorithm', { names: ALGORITHMS }),
    labels: u8('rrsig.labels', 'Labels'),
    ttl: seconds('rrsig.original_ttl', 'Original TTL'),
    expires: instant(4, 'rrsig.signature_expiration', 'Signature Expiration'),
    begins: instant(4, 'rrsig.signature_inception', 'Signature Inception'),
    keyTag: u16('rrsig.key_tag', 'Key Tag'),
    signer: name('rrsig.signers_name', "Signer's name"),
    signature: rest('rrsig.signature', 'Signature'),
  }),
);

// ---- what there is not (RFC 4034 §4, RFC 5155) -----------------------------------------------------------------------

const BASE32 = '0123456789abcdefghijklmnopqrstuv';

/** Base 32 with the hexadecimal alphabet, without padding (RFC 4648 §7). */
export const base32 = (b: Bytes): string => {
  let text = '';
  let held = 0;
  let count = 0;
  for (const byte of b) {
    held = ((held << 8) | byte) & 0xfff;
    for (count += 8; count >= 5; count -= 5) text += BASE32.charAt((held >> (count - 5)) & 31);
  }
  return count === 0 ? text : text + BASE32.charAt((held << (5 - count)) & 31);
};

const nextOwner: Part<Bytes> = {
  ...counted(1, 'nsec3.hash_value', 'Next hashed owner', 'nsec3.hash_length'),
  fields: { ...dnsField('nsec3.hash_length', 'Hash length'), ...dnsField('nsec3.hash_value', 'Next hashed owner', 'string') },
  put: (d, o, end) => {
    const from = putSpan(d, 'nsec3.hash_length', o, 1, end);
    const length = from < 0 ? 0 : byteAt(d.b, o);
    if (from < 0 || length === 0) return from;
    if (!fits(d, from, length, end) || !d.has(from, length)) return -1;
    d.put('nsec3.hash_value', from, length, d.wants('nsec3.hash_value') ? base32(d.b.subarray(from, from + length)) : '');
    return from + length;
  },
};

const nsec3Flags = flags({ 'nsec3.flags': octet('NSEC3 flags', { sub: { unused: unusedBits(7), opt_out: flag('Opt-out') } }) });
const nsec3Head = {
  algorithm: u8('nsec3.algo', 'Hash algorithm', { names: NSEC3_HASHES }),
  flags: nsec3Flags,
  iterations: u16('nsec3.iterations', 'Iterations'),
  salt: counted(1, 'nsec3.salt_value', 'Salt', 'nsec3.salt_length', { empty: true }),
};

/** RFC 7477 §2.1.1.2. Wireshark shows the bytes of the map, too. */
const csyncTypes: Part<readonly string[]> = {
  ...typeMap,
  fields: dnsField('csync.type_bitmap', 'Type Bitmap', 'bytes'),
  put: (d, o, end) => (putSpan(d, 'csync.type_bitmap', o, end - o, end) < 0 ? -1 : typeMap.put(d, o, end)),
};

// ---- transactions ----------------------------------------------------------------------------------------------------

/** RFC 8945 §4.2. Wireshark has a mark where the code is, and none where there is no code. */
const mac: Part<Bytes> = {
  ...counted(2, 'tsig.mac', 'MAC', 'tsig.mac_size'),
  fields: { ...dnsField('tsig.mac_size', 'MAC Size'), ...dnsField('tsig.mac', 'MAC', 'none') },
};

const tlsa = {
  usage: u8('tlsa.certificate_usage', 'Certificate Usage', { names: TLSA_USAGES }),
  selector: u8('tlsa.selector', 'Selector', { names: TLSA_SELECTORS }),
  matching: u8('tlsa.matching_type', 'Matching Type', { names: TLSA_MATCHES }),
  data: rest('tlsa.certificate_association_data', 'Certificate Association Data'),
};

export const SECURITY = {
  DS: ds,
  CDS: ds,
  DLV: ds,
  DNSKEY: dnskey,
  CDNSKEY: dnskey,
  KEY: key,
  RRSIG: rrsig,
  SIG: rrsig,
  NSEC: record(shape({ next: name('nsec.next_domain_name', 'Next Domain Name'), types: typeMap }), 1),
  NSEC3: record(shape({ ...nsec3Head, next: nextOwner, types: typeMap })),
  NSEC3PARAM: record(
    shape({ ...nsec3Head, flags: { ...nsec3Flags, put: (d: Dissecting, o: number, end: number) => putSpan(d, 'nsec3.flags', o, 1, end) } }),
    'owner',
  ),
  /** RFC 6698. */
  TLSA: record(shape(tlsa), 'owner'),
  /** RFC 8162. */
  SMIMEA: record(undecoded(shape(tlsa), () => '')),
  /** RFC 4255. */
  SSHFP: record(
    shape({
      algorithm: u8('sshfp.algorithm', 'Algorithm', { names: SSH_ALGORITHMS }),
      hash: u8('sshfp.fingerprint.type', 'Fingerprint type', { names: SSH_HASHES }),
      fingerprint: rest('sshfp.fingerprint', 'Fingerprint'),
    }),
  ),
  /** RFC 4398. */
  CERT: record(
    shape({
      kind: u16('cert.type', 'Type', { names: CERTIFICATES }),
      keyTag: u16('cert.key_tag', 'Key Tag', { show: 'hex' }),
      algorithm: u8('cert.algorithm', 'Algorithm', { names: ALGORITHMS }),
      certificate: rest('cert.certificate', 'Certificate (or CRL)'),
    }),
  ),
  IPSECKEY,
  /** RFC 4701. */
  DHCID: record(shape({ data: rest('dhcid.rdata', 'DHCID Data') }), 'owner'),
  /** RFC 7477. */
  CSYNC: record(
    shape({
      serial: u32('csync.soa', 'SOA'),
      flags: flags({
        'csync.flags': word('Flags', {
          show: 'hex',
          sub: { unused: unusedBits(14), soaminimum: flag('soaminimum'), immediate: flag('immediate') },
        }),
      }),
      types: csyncTypes,
    }),
  ),
  /** RFC 8976. */
  ZONEMD: record(
    shape({
      serial: u32('zonemd.serial', 'Serial'),
      scheme: u8('zonemd.scheme', 'Scheme', { names: ZONE_SCHEMES }),
      algorithm: u8('zonemd.hash_algo', 'Hash Algorithm', { names: ZONE_HASHES }),
      digest: rest('zonemd.digest', 'Digest'),
    }),
  ),
  TSIG: record(
    shape({
      algorithm: name('tsig.algorithm_name', 'Algorithm Name'),
      signed: instant(6, 'tsig.time_signed', 'Time Signed'),
      fudge: u16('tsig.fudge', 'Fudge'),
      mac,
      originalId: u16('tsig.original_id', 'Original Id'),
      error: u16('tsig.error', 'Error', { names: RCODES }),
      other: counted(2, 'tsig.other_data', 'Other Data', 'tsig.other_len'),
    }),
  ),
  /** RFC 2930. */
  TKEY: record(
    shape({
      algorithm: name('tkey.algo_name', 'Algorithm name'),
      begins: instant(4, 'tkey.signature_inception', 'Signature Inception'),
      expires: instant(4, 'tkey.signature_expiration', 'Signature Expiration'),
      mode: u16('tkey.mode', 'Mode', { names: TKEY_MODES }),
      error: u16('tkey.error', 'Error', { names: RCODES }),
      key: counted(2, 'tkey.key_data', 'Key Data', 'tkey.key_size'),
      other: counted(2, 'tkey.other_data', 'Other Data', 'tkey.other_size'),
    }),
  ),
} as const;
