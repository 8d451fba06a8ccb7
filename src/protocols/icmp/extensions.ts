/** ICMP multi-part messages: RFC 4884 structure, RFC 4950 MPLS label stack, RFC 5837 interface information left as bytes. */
import { u16 as be16, u8, u24 } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import { putChecksumStatus } from '../../wire/verify.ts';

export const extensionFields: Fields = {
  ext: extra('ICMP Multi-Part Extensions', 'none'),
  'ext.version': extra('Version'),
  'ext.res': extra('Reserved', 'hex', { width: 16 }),
  'ext.checksum': extra('Checksum', 'hex', { width: 16 }),
  'ext.checksum.status': extra('Checksum Status', 'dec', { names: { 0: 'Bad', 1: 'Good', 2: 'Unverified' } }),
  'ext.length': extra('Length'),
  'ext.class': extra('Class-num', 'dec', {
    names: { 1: 'MPLS Label Stack Class', 2: 'Interface Information Object', 3: 'Interface Identification Object' },
  }),
  'ext.ctype': extra('C-Type'),
  'ext.data': extra('Data', 'bytes'),
  'mpls.label': extra('Label'),
  'mpls.exp': extra('Experimental'),
  'mpls.s': extra('Bottom of Stack', 'bool'),
  'mpls.ttl': extra('Time to live'),
};

/**
 * The quoted datagram is at least this long where extensions follow it (RFC 4884 §5.5). Routers that say no length are taken
 * to send extensions only where the datagram itself was not longer than that.
 */
const QUOTED = 128;

export const readExtensions = (d: Dissecting, from: number, quoted: number): void => {
  const at = from + Math.max(quoted, QUOTED);
  if (at >= d.wire || (quoted === 0 && be16(d.b, from + 2) > QUOTED)) return;
  d.add('ext', true);
  d.put('ext.version', at, 1, u8(d.b, at) >> 4);
  d.put('ext.res', at, 2, be16(d.b, at) & 0xfff);
  if (!d.put('ext.checksum', at + 2, 2)) return;
  putChecksumStatus(d, { offset: at + 2, from: at, to: d.wire, always: true }, 'ext.checksum');
  for (let o = at + 4; o + 4 <= d.end && !d.stopped; ) o = readObject(d, o);
};

/** One object; the offset after it. Always advances. */
const readObject = (d: Dissecting, o: number): number => {
  const length = be16(d.b, o);
  d.put('ext.length', o, 2);
  d.put('ext.class', o + 2, 1);
  d.put('ext.ctype', o + 3, 1);
  const end = Math.min(d.end, o + Math.max(length, 4));
  if (d.b[o + 2] === 1 && d.b[o + 3] === 1) for (let at = o + 4; at + 4 <= end; at += 4) readLabel(d, at);
  else if (end > o + 4) d.put('ext.data', o + 4, end - o - 4);
  return length < 4 ? d.end : end;
};

const readLabel = (d: Dissecting, o: number): void => {
  const word = u24(d.b, o);
  d.put('mpls.label', o, 3, word >> 4);
  d.put('mpls.exp', o, 3, (word >> 1) & 7);
  d.put('mpls.s', o, 3, word & 1);
  d.put('mpls.ttl', o + 3, 1);
};
