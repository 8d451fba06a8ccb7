/** What Mobile IP appends to a router's advertisement, RFC 5944 §2.1. */
import { u8 as byteAt } from '../../core/bytes.ts';
import { bits, extra, flag, ip4, u16 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';

const agent: Fields = {
  'mip.seq': u16('Sequence Number'),
  'mip.life': u16('Registration Lifetime'),
  'mip.flags': bits(16, 'Flags', {
    show: 'hex',
    sub: {
      r: flag('Registration Required', { as: 'icmp.mip.r' }),
      b: flag('Busy', { as: 'icmp.mip.b' }),
      h: flag('Home Agent', { as: 'icmp.mip.h' }),
      f: flag('Foreign Agent', { as: 'icmp.mip.f' }),
      m: flag('Minimal Encapsulation', { as: 'icmp.mip.m' }),
      g: flag('GRE', { as: 'icmp.mip.g' }),
      v: flag('VJ Comp', { as: 'icmp.mip.v' }),
      rt: flag('Reverse tunneling', { as: 'icmp.mip.rt' }),
      u: flag('UDP tunneling', { as: 'icmp.mip.u' }),
      x: flag('Revocation support', { as: 'icmp.mip.x' }),
      reserved: bits(6, 'Reserved', { show: 'hex', width: 16, as: 'icmp.mip.reserved' }),
    },
  }),
};

export const mobileFields: Fields = {
  'mip.type': extra('Extension Type', 'dec', {
    names: { 0: 'One byte padding extension', 16: 'Mobility Agent Advertisement Extension', 19: 'Prefix Lengths Extension' },
  }),
  'mip.length': extra('Length'),
  ...agent,
  'mip.coa': ip4('Care-Of-Address'),
  'mip.prefixlength': extra('Prefix Length'),
  'mip.content': extra('Content', 'bytes'),
};

/** Puts the extensions in [from, end). */
export const readMobile = (d: Dissecting, from: number, end: number): void => {
  for (let o = from; o < end && !d.stopped; ) {
    const type = byteAt(d.b, o);
    d.put('mip.type', o, 1);
    if (type === PADDING) {
      o++;
      continue;
    }
    if (o + 2 > end) return;
    d.put('mip.length', o + 1, 1);
    const length = byteAt(d.b, o + 1);
    if (o + 2 + length > end) return;
    readExtension(d, type, o + 2, length);
    o += 2 + length;
  }
};
const PADDING = 0;

const readExtension = (d: Dissecting, type: number, o: number, length: number): void => {
  if (type === 16 && length >= 6) {
    d.struct(agent, o);
    for (let at = o + 6; at + 4 <= o + length; at += 4) d.put('mip.coa', at, 4);
  } else if (type === 19) for (let at = o; at < o + length; at++) d.put('mip.prefixlength', at, 1);
  else if (length > 0) d.put('mip.content', o, length);
};
