/**
 * The header of a pcap file (draft-ietf-opsawg-pcap) and the dialects that share its magic numbers: swapped lengths of versions
 * before 2.4, AIX, the two patched libpcaps of 1999 with longer record headers, and Nokia's. Dialects that say nothing of themselves are
 * told apart by how well the first three records fit.
 */

import { type Bytes, u32 } from '../core/bytes.ts';
import { sayWrong } from '../core/said.ts';
import type { Said } from '../core/words.ts';
import type { Mark } from '../wire/frame.ts';
import { isLinkType, longestFrame } from './link-types.ts';
import { markOfPcap } from './mark.ts';

export interface PcapHeader {
  readonly bigEndian: boolean;
  /** Whether fractions of a second are nanoseconds; else microseconds. */
  readonly nanos: boolean;
  /** Bytes of the file header. */
  readonly length: number;
  /** Bytes of each record's header. */
  readonly recordHeader: number;
  /** Bytes between a record's header and its frame that count as captured. */
  readonly padding: number;
  /** Whether the two lengths of a record stand the other way round; `maybe`: where they make more sense so. */
  readonly swapped: 'no' | 'maybe' | 'yes';
  readonly linkType: number;
  readonly snapLength: number;
  /** Bits of frame check sequence, where the file says. */
  readonly checkBits?: number;
  readonly mark: Mark;
}

/** Bytes that must be there to tell what kind of pcap it is. */
export const PCAP_HEADER = 24;

interface Magic {
  readonly bigEndian: boolean;
  readonly nanos: boolean;
  readonly kind: 'plain' | 'patched' | 'fixed' | 'ixia';
}

/** What the first four bytes say, or undefined where this is no pcap. */
export const pcapMagic = (head: Bytes): Magic | undefined => {
  if (head.length < 4) return undefined;
  const magic = u32(head, 0);
  const big = MAGICS[magic];
  if (big !== undefined) return { ...big, bigEndian: true };
  const little = MAGICS[((magic & 255) * 0x1000000 + ((magic & 0xff00) << 8) + ((magic >>> 8) & 0xff00) + (magic >>> 24)) >>> 0];
  return little === undefined ? undefined : { ...little, bigEndian: false };
};

/**
 * Reads the file header. `head` is the beginning of the file: as much of it as there is, `whole` where that is all. A string is what
 * was expected and not found.
 */
/** What would have to stand there. */
export interface WrongHeader {
  readonly expected: Said;
  readonly got: string;
}

export const pcapHeader = (head: Bytes, whole: boolean, magic: Magic): PcapHeader | WrongHeader => {
  const le = !magic.bigEndian;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const major = view.getUint16(4, le);
  const minor = view.getUint16(6, le);
  const network = view.getUint32(20, le);
  if (major < 2) return { expected: sayWrong('pcapVersion'), got: `${major}.${minor}` };
  const aix = magic.kind === 'plain' && major === 2 && minor === 2 ? AIX[network] : undefined;
  if (aix === undefined && (network & 0x03ff0000) !== 0) return { expected: sayWrong('linkTypeBelow'), got: String(network) };
  const linkType = aix ?? network & 0xffff;
  if (!isLinkType(linkType)) return { expected: sayWrong('linkTypeKnown'), got: String(linkType) };
  const common: PcapHeader = {
    bigEndian: magic.bigEndian,
    nanos: magic.nanos || aix !== undefined,
    length: magic.kind === 'ixia' ? PCAP_HEADER + 4 : PCAP_HEADER,
    recordHeader: 16,
    padding: aix === 10 ? 3 : 0,
    swapped: lengths(major, minor),
    linkType,
    snapLength: view.getUint32(16, le),
    mark: markOfPcap(view.getUint32(12, le)),
    ...(network & 0x04000000 ? { checkBits: (network >>> 28) * 16 } : {}),
  };
  const sizes = aix === undefined ? RECORD_HEADERS[magic.kind] : undefined;
  return sizes === undefined ? common : bestFit(common, sizes, view, whole);
};

const lengths = (major: number, minor: number): PcapHeader['swapped'] => {
  if (major === 543 || (major === 2 && minor < 3)) return 'yes';
  return major === 2 && minor === 3 ? 'maybe' : 'no';
};

/** The same header with the record header size under which the first records have the fewest oddities; the first wins a tie. */
const bestFit = (header: PcapHeader, sizes: readonly number[], view: DataView, whole: boolean): PcapHeader => {
  let best = header;
  let least = Number.POSITIVE_INFINITY;
  for (const recordHeader of sizes) {
    const candidate = { ...header, recordHeader };
    const odd = oddities(candidate, view, whole);
    if (odd === 0) return candidate;
    if (odd < least) [best, least] = [candidate, odd];
  }
  return best;
};

const TRIED = 3;

/** Oddities of the first of three records that has any. */
const oddities = (header: PcapHeader, view: DataView, whole: boolean): number => {
  let at = header.length;
  for (let k = 0; k < TRIED; k++) {
    const left = view.byteLength - at;
    if (left <= 0) return 0;
    if (left < header.recordHeader) return whole ? 1 : 0;
    const [odd, captured] = recordOddities(header, view, at);
    if (odd > 0) return odd;
    at += header.recordHeader + captured;
    if (at > view.byteLength) return whole ? 1 : 0;
  }
  return 0;
};

const recordOddities = (header: PcapHeader, view: DataView, at: number): readonly [odd: number, captured: number] => {
  const le = !header.bigEndian;
  let captured = view.getUint32(at + 8, le);
  let original = view.getUint32(at + 12, le);
  if (header.swapped === 'yes' || (header.swapped === 'maybe' && captured > original)) [captured, original] = [original, captured];
  const odd = [
    view.getUint32(at + 4, le) >= 1_000_000,
    captured > longestFrame(header.linkType),
    original > 128 << 20,
    captured > header.snapLength,
    captured > original,
  ].filter(Boolean).length;
  return [odd, captured];
};

const MAGICS: Readonly<Record<number, Omit<Magic, 'bigEndian'>>> = {
  0xa1b2c3d4: { nanos: false, kind: 'plain' },
  0xa1b23c4d: { nanos: true, kind: 'fixed' },
  0xa1b2cd34: { nanos: false, kind: 'patched' },
  // Ixia's, hardware (nanoseconds) and software: the file header ends with the length of the rest.
  0x1c0001ac: { nanos: true, kind: 'ixia' },
  0x1c0001ab: { nanos: false, kind: 'ixia' },
};

/** Sizes of a record's header to try: standard, patched of April 1999, Nokia; patched of October and of September 1999. */
const RECORD_HEADERS: Readonly<Record<Magic['kind'], readonly number[] | undefined>> = {
  plain: [16, 24, 20],
  patched: [24, 28],
  fixed: undefined,
  ixia: undefined,
};

/** AIX writes interface types (RFC 1573) for link types: Ethernet, token ring, FDDI, loopback. */
const AIX: Readonly<Record<number, number>> = { 6: 1, 9: 6, 15: 10, 24: 0 };
