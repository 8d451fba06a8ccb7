/** Neighbour discovery options of secured neighbour discovery (RFC 3971) and of hosts that move (RFC 5568, 5269, 5271). */
import { bits, extra, flag, ip6, u8, u16, u32 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import { type Option, reserved, toEnd } from './option-parts.ts';

const handover = (prefix: string): Fields => ({
  [`opt.${prefix}.option_code`]: u8('Option-Code', { names: HANDOVER[prefix as 'mn'] }),
  [`opt.${prefix}.length`]: u8(`${prefix.toUpperCase()}-Length`),
});
const HANDOVER = { hai: { 1: 'Access Network Identifier (AN ID)', 2: 'Sector ID' }, mn: { 1: 'NAI', 2: 'IMSI' } };
const handoverValue =
  (prefix: string) =>
  (d: Dissecting, o: number, end: number): undefined => {
    const size = Math.min(d.v[`opt.${prefix}.length`] ?? 0, end - o);
    if (size > 0) d.put(`opt.${prefix}.value`, o, size);
    d.put('opt.padding', o + size, end - o - size);
  };

const key = (nth: string): Fields => ({
  [`opt.hkr.pad_length`]: u8('Pad Length'),
  [`opt.hkr.at`]: bits(4, 'AT'),
  [`opt.hkr.reserved`]: bits(4, 'Reserved'),
  ...(nth === 'reply' ? { 'opt.hkr.lifetime': u16('Padding') } : {}),
});
const handoverKey =
  (field: string) =>
  (d: Dissecting, o: number, end: number): undefined => {
    const pad = d.v['opt.hkr.pad_length'] ?? 0;
    if (end - pad > o) d.put(field, o, end - pad - o);
    if (pad > 0 && end - pad >= o) d.put('opt.hkr.padding', end - pad, pad);
  };

/** RFC 3972: the address made from a key. */
const generated = (d: Dissecting, o: number, end: number): undefined => {
  const to = end - (d.v['opt.cga.pad_length'] ?? 0);
  if (to < o + 25) return;
  d.under(d.put('opt.cga', o, to - o), () => {
    d.put('opt.cga.modifier', o, 16);
    d.put('opt.cga.subnet_prefix', o + 16, 8);
    d.put('opt.cga.count', o + 24, 1);
  });
};

const SUBJECTS = {
  1: 'DER Encoded X.501 Name',
  2: 'FQDN',
  3: 'SHA-1 Subject Key Identifier (SKI)',
  4: 'SHA-224 Subject Key Identifier (SKI)',
  5: 'SHA-256 Subject Key Identifier (SKI)',
  6: 'SHA-384 Subject Key Identifier (SKI)',
  7: 'SHA-512 Subject Key Identifier (SKI)',
  253: 'Reserved for Experimental Use',
  254: 'Reserved for Experimental Use',
  255: 'Reserved',
};
const anchor = (d: Dissecting, o: number, end: number): number | undefined => {
  const to = end - (d.v['opt.cga.pad_length'] ?? 0);
  if (to <= o) return undefined;
  if (d.v['opt.name_type'] === 1) d.put('opt.name_x501', o, to - o);
  else if (d.v['opt.name_type'] === 2) d.put('opt.name_type.fqdn', o, to - o);
  if (end > to) d.put('opt.padding', to, end - to);
  return end;
};

const address = (prefix: string, title: string, names?: Readonly<Record<number, string>>): Fields => ({
  [`opt.${prefix}.option_code`]: u8('Option-code', names && { names }),
  [`opt.${prefix}.prefix_len`]: u8('Prefix Length'),
  ...reserved(4),
  [`opt.${prefix}.${prefix === 'ipa' ? 'ipv6_address' : 'prefix'}`]: ip6(title),
});

const signature = (d: Dissecting, field: string, o: number, end: number): number | undefined => {
  if (!d.put(field, o, 16)) return undefined;
  return toEnd('opt.digital_signature_padding')(d, o + 16, end);
};

export const movingOptions: Readonly<Record<number, Option>> = {
  11: { title: 'CGA', fields: { 'opt.cga.pad_length': u8('Pad Length'), ...reserved(1) }, read: generated },
  12: { title: 'RSA Signature', fields: reserved(2), read: (d, o, end) => signature(d, 'opt.rsa.key_hash', o, end) },
  15: {
    title: 'Trust Anchor',
    fields: { 'opt.name_type': u8('Name Type', { names: SUBJECTS }), 'opt.cga.pad_length': u8('Pad Length') },
    read: anchor,
  },
  16: {
    title: 'Certificate',
    fields: { 'opt.name_type': u8('Name Type', { names: SUBJECTS }), ...reserved(1) },
    read: toEnd('opt.certificate_padding'),
  },
  17: {
    title: 'IP Address/Prefix Option',
    fields: address('ipa', 'IPv6 Address', {
      1: 'Old Care-of Address',
      2: 'New Care-of Address',
      3: "NAR's IP address",
      4: "NAR's Prefix (sent in PrRtAdv)",
    }),
  },
  18: { title: 'New Router Prefix Information', fields: address('nrpi', 'Prefix') },
  19: {
    title: 'Link-layer Address',
    fields: {
      'opt.lla.option_code': u8('Option-code', {
        names: {
          0: 'Wildcard',
          1: 'Link-layer Address of the New Access Point',
          2: 'Link-layer Address of the MN',
          3: 'Link-layer Address of the NAR',
          4: 'Link-layer Address of the source',
          5: 'The AP belongs to the current interface of the router',
          6: 'No prefix information available',
          7: 'No fast handovers support available',
        },
      }),
    },
    read: toEnd('opt.lla.bytes'),
  },
  20: {
    title: 'Neighbor Advertisement Acknowledgment',
    fields: {
      'opt.naack.option_code': u8('Option-Code'),
      'opt.naack.status': u8('Status', {
        names: {
          1: 'New CoA is invalid, perform address configuration',
          2: 'New CoA is invalid, use the supplied CoA',
          3: "NCoA is invalid, use NAR's IP address as NCoA in FBU",
          4: 'PCoA supplied, do not send FBU',
          128: 'LLA is unrecognized',
        },
      }),
    },
    read: (d, o, end) => (end - o < 16 ? toEnd('opt.reserved')(d, o, end) : d.put('opt.naack.supplied_ncoa', o, 16) && o + 16),
  },
  23: {
    title: 'MAP',
    fields: {
      'opt.map.distance': bits(4, 'Distance'),
      'opt.map.preference': bits(4, 'Preference'),
      'opt.map.flag': u8('Flag', { show: 'hex', sub: { r: flag('RCoA Flag'), reserved: bits(7, 'Reserved') } }),
      'opt.map.valid_lifetime': u32('Valid Lifetime'),
      'opt.map.global_address': ip6('Global Address'),
    },
  },
  27: { title: 'Handover Key Request', fields: key('request'), read: handoverKey('opt.hkr.encryption_public_key') },
  28: { title: 'Handover Key Reply', fields: key('reply'), read: handoverKey('opt.hkr.encrypted_handover_key') },
  29: { title: 'Handover Assist Information', fields: handover('hai'), read: handoverValue('hai') },
  30: { title: 'Mobile Node Identifier Option', fields: handover('mn'), read: handoverValue('mn') },
  32: { title: 'Proxy Signature (PS)', fields: reserved(2), read: (d, o, end) => signature(d, 'opt.ps.key_hash', o, end) },
};

export const movingFields: Fields = {
  'opt.cga': extra('CGA', 'bytes'),
  'opt.cga.modifier': extra('Modifier', 'bytes'),
  'opt.cga.subnet_prefix': extra('Subnet Prefix', 'bytes'),
  'opt.cga.count': extra('Count', 'bytes'),
  'opt.rsa.key_hash': extra('Key Hash', 'bytes'),
  'opt.ps.key_hash': extra('Key Hash', 'bytes'),
  'opt.digital_signature_padding': extra('Digital Signature and Padding', 'none'),
  'opt.certificate_padding': extra('Certificate and Padding', 'none'),
  'opt.name_x501': extra('DER Encoded X.501 Name', 'bytes'),
  'opt.name_type.fqdn': extra('FQDN', 'string'),
  'opt.lla.bytes': extra('Link-Layer Address', 'bytes'),
  'opt.naack.supplied_ncoa': extra('Supplied NCoA', 'ip6'),
  'opt.hkr.encryption_public_key': extra('Handover Key Encryption Public Key', 'bytes'),
  'opt.hkr.encrypted_handover_key': extra('Encrypted Handover Key', 'bytes'),
  'opt.hkr.padding': extra('Padding', 'bytes'),
  'opt.hai.value': extra('HAI-Value', 'bytes'),
  'opt.mn.value': extra('MN-Value', 'bytes'),
};
