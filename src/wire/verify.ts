/** Checksums while dissecting: status and the value that would be right (RFC 1071), for every protocol that has one. */
import type { Bytes } from '../core/bytes.ts';
import { fold16, sum16 } from '../core/checksum.ts';
import { extra } from './field.ts';
import type { Dissecting, FieldSpec } from './types.ts';

/** Wireshark's checksum status. */
export const Status = { bad: 0, good: 1, unverified: 2, absent: 3, illegal: 4 } as const;
const STATUS = { 0: 'Bad', 1: 'Good', 2: 'Unverified', 3: 'Not present', 4: 'Illegal' };

/** The fields that go with a `checksum` field. */
export const checksumStatus: Readonly<Record<'checksum.status' | 'checksum_calculated', FieldSpec>> = {
  'checksum.status': extra('Checksum Status', 'dec', { names: STATUS, text: (v) => STATUS[v as 0] ?? 'Unverified' }),
  checksum_calculated: extra('Calculated Checksum', 'hex', { width: 16 }),
};

export interface Covered {
  /** Offset of the checksum. */
  readonly offset: number;
  /** The bytes that are summed. */
  readonly from: number;
  readonly to: number;
  /** Sum the pseudo header of the layer below too, with this protocol number. */
  readonly protocol?: number;
  /** The sender did not work it out (UDP over IPv4: 0). */
  readonly absent?: boolean;
  /** Worked out even where it was not asked for (protocols that no hardware helps: ICMP). */
  readonly always?: boolean;
}

/** The right checksum for the bytes as they are, or undefined where not all of them were captured. */
export const rightChecksum = (d: Dissecting, c: Covered): number | undefined => {
  if (c.to > d.b.length || c.to < c.offset + 2) return undefined;
  const pseudo = c.protocol === undefined ? 0 : pseudoSum(d, c.protocol, c.to - c.from);
  if (pseudo === undefined) return undefined;
  const field = (d.b[c.offset]! << 8) | d.b[c.offset + 1]!;
  const odd = (c.offset - c.from) % 2 === 1;
  const own = odd ? ((field << 8) | (field >> 8)) & 0xffff : field;
  return ~fold16(sum16(d.b, c.from, c.to, pseudo) + 0xffff - own) & 0xffff;
};

/** RFC 9293 §3.1, RFC 8200 §8.1: addresses, protocol and length. */
export const pseudoSum = (d: Dissecting, protocol: number, length: number): number | undefined => {
  let final: Bytes | undefined;
  for (let below = d.lower; below; below = below.lower) {
    final ??= below.destination;
    if (below.layer.pseudo) return fold16(below.layer.pseudo(headerTo(below, final)) + protocol + length);
  }
  return undefined;
};

/** A header of IP as the host that a source route ends at sees it: its own address is the destination. */
const headerTo = (ip: Dissecting, final: Bytes | undefined): Bytes => {
  const header = ip.b.subarray(ip.start, ip.header);
  const at = ip.layer.slots.find((s) => s.field.column === 'dst');
  if (final === undefined || at === undefined) return header;
  const changed = header.slice();
  changed.set(final, at.bit >> 3);
  return changed;
};

/** Puts `checksum.status` and, where asked to verify, what the checksum should be and a fault where it is not. */
export const putChecksumStatus = (d: Dissecting, c: Covered, prefix = 'checksum'): void => {
  if (c.absent) {
    d.add(`${prefix}.status`, Status.absent);
    return;
  }
  const right = (d.verify || c.always) && !d.quoted ? rightChecksum(d, c) : undefined;
  if (right === undefined) {
    d.add(`${prefix}.status`, Status.unverified);
    return;
  }
  const got = (d.b[c.offset]! << 8) | d.b[c.offset + 1]!;
  const good = got === right || (got === 0xffff && right === 0);
  d.add(`${prefix}.status`, good ? Status.good : Status.bad);
  if (!good)
    d.fault(
      'checksum',
      c.offset,
      2,
      `checksum 0x${got.toString(16).padStart(4, '0')} should be 0x${right.toString(16).padStart(4, '0')}`,
      'error',
    );
};
