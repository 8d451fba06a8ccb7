/** Checksums while dissecting: their status, and a fault where they are not what they should be (RFC 1071). */
import type { Bytes } from '../core/bytes.ts';
import { fold16, sum16 } from '../core/checksum.ts';
import { addressSum, columnOf, Status } from './internet-checksum.ts';
import { resultOf } from './layer.ts';
import type { Dissecting, Layer, Slot } from './types.ts';
import type { InternetSum } from './value.ts';

export interface Covered {
  /** Offset of the checksum. */
  readonly offset: number;
  /** The bytes that are summed. */
  readonly from: number;
  readonly to: number;
  /** Sum the pseudo header of the layer below too, with this protocol number. */
  readonly protocol?: number | undefined;
  /** What the pseudo header counts, where that is more than what is summed. */
  readonly length?: number | undefined;
  /** The sender did not work it out. */
  readonly absent?: boolean;
  /** Worked out even where it was not asked for (protocols that no hardware helps: ICMP). */
  readonly always?: boolean | undefined;
}

/** Puts the status of a checksum of the fixed header, which is the newest field. */
export const putStatus = (d: Dissecting, { key, bit }: Slot, sum: InternetSum): void => {
  const offset = d.start + (bit >> 3);
  const isMissing = sum.zero !== undefined && d.v[key] === 0;
  const demand = isMissing && !d.quoted ? demandOf(d, sum) : undefined;
  if (demand === undefined) {
    const absent = isMissing && sum.zero === 'absent';
    const { pseudo: protocol, always } = sum;
    const length = sum.isPartial ? d.wire - d.start : undefined;
    putChecksumStatus(d, { offset, from: d.start, to: endOf(d, sum), protocol, length, absent, always }, key);
    return;
  }
  d.add(`${key}.status`, Status.illegal);
  d.fault('checksum', offset, 2, demand);
};

/** Who says that there has to be one: its own paper, or that of the layer below. */
const demandOf = (d: Dissecting, { zero }: InternetSum): string | undefined => {
  if (zero === 'illegal') return `a datagram has to have a checksum (${d.layer.spec})`;
  const network = networkOf(d)?.layer;
  const paper = network?.pseudo?.demands;
  return network && paper && `over ${labelOf(network)} a datagram has to have a checksum (${paper})`;
};

const labelOf = ({ label, title }: Layer): string => label ?? title;

/** Where what is summed ends. */
const endOf = (d: Dissecting, { covers, length }: InternetSum): number => {
  if (covers === 'header') return d.start + (d.layer.header ? resultOf(d.layer.header, d.v) : d.layer.min);
  return length === undefined ? d.wire : d.start + (d.v[length] || d.wire - d.start);
};

/** The nearest layer below that has addresses for the pseudo header. */
const networkOf = (d: Dissecting): Dissecting | undefined => {
  let below = d.lower;
  while (below !== undefined && below.layer.pseudo === undefined) below = below.lower;
  return below;
};

/** The right checksum for the bytes as they are, or undefined where not all of them were captured. */
const rightChecksum = (d: Dissecting, c: Covered): number | undefined => {
  if (c.to > d.b.length || c.to < c.offset + 2) return undefined;
  const pseudo = c.protocol === undefined ? 0 : pseudoSum(d, c.protocol, c.length ?? c.to - c.from);
  if (pseudo === undefined) return undefined;
  const field = (d.b[c.offset]! << 8) | d.b[c.offset + 1]!;
  const odd = (c.offset - c.from) % 2 === 1;
  const own = odd ? ((field << 8) | (field >> 8)) & 0xffff : field;
  return ~fold16(sum16(d.b, c.from, c.to, pseudo) + 0xffff - own) & 0xffff;
};

/** RFC 9293 §3.1, RFC 8200 §8.1: addresses, protocol and length. */
const pseudoSum = (d: Dissecting, protocol: number, length: number): number | undefined => {
  const ip = networkOf(d);
  return ip && fold16(addressSum(ip.layer, headerTo(ip, finalOf(d, ip))) + protocol + length);
};

/** Where a packet goes in the end, by what lies between its network header and `d`, or that header itself. */
const finalOf = (d: Dissecting, ip: Dissecting): Bytes | undefined => {
  let final: Bytes | undefined;
  for (let below = d.lower; below && final === undefined; below = below === ip ? undefined : below.lower) final = below.destination;
  return final;
};

/** A header as the host that a source route ends at sees it: its own address is the destination. */
const headerTo = (ip: Dissecting, final: Bytes | undefined): Bytes => {
  const header = ip.b.subarray(ip.start, ip.header);
  const slot = columnOf(ip.layer, 'dst');
  if (final === undefined || slot === undefined) return header;
  const changed = header.slice();
  changed.set(final, slot.bit >> 3);
  return changed;
};

/** Puts `KEY.status` and, where asked to verify, a fault where the checksum is not what it should be. */
export const putChecksumStatus = (d: Dissecting, c: Covered, key = 'checksum'): void => {
  if (c.absent) {
    d.add(`${key}.status`, Status.absent);
    return;
  }
  const right = (d.verify || c.always) && !d.quoted ? rightChecksum(d, c) : undefined;
  if (right === undefined) {
    d.add(`${key}.status`, Status.unverified);
    return;
  }
  const got = (d.b[c.offset]! << 8) | d.b[c.offset + 1]!;
  const good = got === right || (got === 0xffff && right === 0);
  if (!good && isPartial(d, c, got)) {
    d.add(`${key}.status`, Status.unverified);
    d.fault('checksum', c.offset, 2, `checksum ${word(got)} covers the pseudo header alone: the rest was left to the network card`, 'note');
    return;
  }
  d.add(`${key}.status`, good ? Status.good : Status.bad);
  if (!good) d.fault('checksum', c.offset, 2, `checksum ${word(got)} should be ${word(right)}`, 'error');
};

/** What a sender leaves whose network card works the rest out. */
const isPartial = (d: Dissecting, c: Covered, got: number): boolean =>
  c.protocol !== undefined && got === pseudoSum(d, c.protocol, c.length ?? c.to - c.from);

const word = (n: number): string => `0x${n.toString(16).padStart(4, '0')}`;
