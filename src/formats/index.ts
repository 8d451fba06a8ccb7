/** Formats of capture files by their first bytes. */

import { type Bytes, hex, u32 } from '../core/bytes.ts';
import { UsageError } from '../core/fault.ts';
import { sayWrong } from '../core/said.ts';
import { dots } from '../core/text.ts';
import type { Said } from '../core/words.ts';
import { type Decoder, fileFault } from './decoder.ts';
import { pcapDecoder } from './pcap.ts';
import { PCAP_HEADER, pcapHeader, pcapMagic } from './pcap-header.ts';
import { pcapngDecoder } from './pcapng.ts';
import { BlockType, BYTE_ORDER, Smallest } from './pcapng-blocks.ts';

export interface OpenedFormat {
  readonly decoder: Decoder;
  /** Where decoding starts. */
  readonly start: number;
}

/** Bytes from which every format can be told, where the file has that many. */
export const HEAD = 28;
/** Bytes with which old dialects of pcap can be told apart as well; for pipes HEAD is enough. */
export const GENEROUS_HEAD = 1 << 20;

/**
 * `head` is the beginning of a capture file; `whole` says that it is all of it. Throws a UsageError naming `place` for what is no capture
 * file. A file that ends inside its header gives a decoder without frames and with a fault.
 */
export const openFormat = (place: string, head: Bytes, whole: boolean): OpenedFormat => {
  const magic = pcapMagic(head);
  if (magic !== undefined) {
    if (head.length < PCAP_HEADER) return { decoder: headless('pcap', head.length), start: head.length };
    const header = pcapHeader(head, whole, magic);
    if ('expected' in header) throw new UsageError(place, header.expected, header.got, sayWrong('damagedHeader'));
    if (head.length < header.length) return { decoder: headless('pcap', head.length), start: head.length };
    return { decoder: pcapDecoder(header), start: header.length };
  }
  if (isPcapng(head)) return { decoder: pcapngDecoder(), start: 0 };
  const cut = whole ? beginningOf(head) : undefined;
  if (cut !== undefined) return { decoder: headless(cut, head.length), start: head.length };
  throw UsageError.of(place, looksLike(head));
};

const isPcapng = (head: Bytes): boolean => {
  if (head.length < 12 || u32(head, 0) !== BlockType.section) return false;
  return u32(head, 8) === BYTE_ORDER || u32(head, 8) === 0x4d3c2b1a;
};

/** The format of which `head`, too short to tell for sure, is the beginning. */
const beginningOf = (head: Bytes): Decoder['format'] | undefined => {
  if (head.length === 0 || head.length > 11) return undefined;
  const start = hex(head.subarray(0, 4));
  if ('0a0d0d0a'.startsWith(start)) return 'pcapng';
  return ['a1b2c3d4', 'd4c3b2a1', 'a1b23c4d', '4d3cb2a1'].some((m) => head.length < 4 && m.startsWith(start)) ? 'pcap' : undefined;
};

const headless = (format: 'pcap' | 'pcapng', length: number): Decoder => ({
  format,
  need: 0,
  fault: fileFault(
    format,
    'short',
    0,
    length,
    `the file ends inside its header: expected ${format === 'pcap' ? PCAP_HEADER : Smallest.section} bytes, got ${length},`,
  ),
  interfaces: [],
  notes: { sections: [], secrets: [], names: new Map(), statistics: new Map() },
  decode: (bytes, _from, to, _base, batch) => {
    batch.bytes = bytes;
    batch.count = 0;
    return to;
  },
  end: () => {},
});

/** What the first bytes are, in words where they are known. */
const looksLike = (head: Bytes): Said => {
  if (head.length === 0) return sayWrong('emptyFile');
  const start = hex(head.subarray(0, 12));
  const known = KNOWN.find(([prefix]) => start.startsWith(prefix));
  if (known !== undefined) return sayWrong('itIsA', { what: known[1] });
  return sayWrong('noCaptureFile', { hex: hex(head.subarray(0, 8), ' '), text: dots(head.subarray(0, 8)) });
};

const KNOWN: readonly (readonly [prefix: string, what: Said])[] = [
  ['1f8b', sayWrong('gzipTwice')],
  ['28b52ffd', sayWrong('packedZstd')],
  ['fd377a585a00', sayWrong('packedXz')],
  ['504b0304', sayWrong('packedZip')],
  ['04224d18', sayWrong('packedLz4')],
  ['425a68', sayWrong('packedBzip2')],
  ['736e6f6f70000000', sayWrong('snoop')],
  ['7f454c46', sayWrong('program')],
  ['89504e47', sayWrong('picture')],
];
