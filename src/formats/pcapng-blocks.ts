/**
 * The blocks of a pcapng file (draft-ietf-opsawg-pcapng) that hold no frames: section header, interface, names, secrets, statistics.
 * A reader of a block gives its content, or a text of what is wrong with it.
 */

import { ip4Text, ip6Text } from '../core/address.ts';
import { type Bytes, fromUtf8 } from '../core/bytes.ts';
import type { InterfaceInfo, InterfaceStatistics, Secrets, SectionInfo } from './decoder.ts';
import { markOf } from './mark.ts';

/** One whole block in a buffer: its length is a multiple of four and its end is inside. */
export interface Block {
  readonly bytes: Bytes;
  readonly view: DataView;
  readonly at: number;
  readonly length: number;
  /** Little endian. */
  readonly le: boolean;
}

export const BlockType = {
  section: 0x0a0d0d0a,
  interface: 1,
  packet: 2,
  simple: 3,
  names: 4,
  statistics: 5,
  enhanced: 6,
  journal: 9,
  secrets: 10,
  custom: 0xbad,
  customNoCopy: 0x40000bad,
  systemCall: 0x204,
  systemCall2: 0x216,
  systemCallLarge: 0x221,
} as const;

export const BYTE_ORDER = 0x1a2b3c4d;

/** Smallest whole blocks. */
export const Smallest = {
  any: 12,
  section: 28,
  interface: 20,
  packet: 32,
  simple: 16,
  names: 12,
  statistics: 24,
  secrets: 20,
  custom: 16,
} as const;

/** Calls `each` for every option in `[from, to)` until the end or a complaint; the complaint is the answer. Custom options too. */
export const eachOption = (
  b: Block,
  from: number,
  to: number,
  each: (code: number, at: number, length: number) => string | undefined,
): string | undefined => {
  let at = from;
  while (at < to) {
    if (to - at < 4) return `${to - at} bytes are no option`;
    const code = b.view.getUint16(at, b.le);
    const length = b.view.getUint16(at + 2, b.le);
    const next = at + 4 + ((length + 3) & ~3);
    if (next > to) return `option ${code} of ${length} bytes does not fit`;
    if (code === 0) return undefined;
    if (isCustom(code) && length < 4) return `custom option ${code} has ${length} bytes, too few for its owner's number`;
    const complaint = each(code, at + 4, length);
    if (complaint !== undefined) return complaint;
    at = next;
  }
  return undefined;
};

const isCustom = (code: number): boolean => (code & 0x7fff) === 2988 || (code & 0x7fff) === 2989;

/** Text of an option; it ends at a zero byte where there is one. */
export const optionText = (bytes: Bytes, at: number, length: number): string => {
  const zero = bytes.indexOf(0, at);
  return fromUtf8(bytes.subarray(at, zero >= 0 && zero < at + length ? zero : at + length));
};

export const COMMENT = 1;

export const readSection = (b: Block): SectionInfo | string => {
  const major = b.view.getUint16(b.at + 12, b.le);
  const minor = b.view.getUint16(b.at + 14, b.le);
  if (major !== 1 || (minor !== 0 && minor !== 2)) return `expected version 1.0 of pcapng, got ${major}.${minor}`;
  const text: Record<number, string> = {};
  const comments: string[] = [];
  const wrong = eachOption(b, b.at + 24, b.at + b.length - 4, (code, at, length) => {
    if (code === COMMENT) comments.push(optionText(b.bytes, at, length));
    else if (code >= 2 && code <= 4) text[code] ??= optionText(b.bytes, at, length);
    return undefined;
  });
  return wrong ?? { bigEndian: !b.le, hardware: text[2] ?? '', os: text[3] ?? '', application: text[4] ?? '', comments };
};

export const readInterface = (b: Block): InterfaceInfo | string => {
  const text: Record<number, string> = {};
  const comments: string[] = [];
  let resolution = 6;
  let offset = 0;
  let checkBits: number | undefined;
  const wrong = eachOption(b, b.at + 16, b.at + b.length - 4, (code, at, length) => {
    if (code === COMMENT) comments.push(optionText(b.bytes, at, length));
    else if (INTERFACE_TEXTS.has(code)) text[code] ??= optionText(b.bytes, at, length);
    else if (code === 9 && length === 1) resolution = b.bytes[at]!;
    else if (code === 13 && length === 1) checkBits = b.bytes[at]!;
    else if (code === 14 && length === 8) offset = Number(b.view.getBigInt64(at, b.le));
    else if (code === 11) {
      if (length < 1) return 'an empty filter option';
      if (b.bytes[at] === 0) text[code] ??= optionText(b.bytes, at + 1, length - 1);
    }
    return undefined;
  });
  if (wrong !== undefined) return wrong;
  const description = text[3] ?? '';
  return {
    linkType: b.view.getUint16(b.at + 8, b.le),
    snapLength: b.view.getUint32(b.at + 12, b.le),
    resolution: resolution & 0x7f,
    binary: resolution > 0x7f,
    offset,
    mark: markOf(description) ?? 'R',
    name: text[2] ?? '',
    description,
    comments,
    filter: text[11] ?? '',
    os: text[12] ?? '',
    hardware: text[15] ?? '',
    ...(checkBits === undefined ? {} : { checkBits }),
  };
};

const INTERFACE_TEXTS: ReadonlySet<number> = new Set([2, 3, 12, 15]);

/** The secrets are copied. */
export const readSecrets = (b: Block): Secrets | string => {
  const length = b.view.getUint32(b.at + 12, b.le);
  if (length > b.length - Smallest.secrets) return `${length} bytes of secrets do not fit`;
  return { kind: b.view.getUint32(b.at + 8, b.le), bytes: new Uint8Array(b.bytes.subarray(b.at + 16, b.at + 16 + length)) };
};

/** Calls `add` for every name. */
export const readNames = (b: Block, add: (address: string, name: string) => void): string | undefined => {
  const end = b.at + b.length - 4;
  let at = b.at + 8;
  while (at < end) {
    if (end - at < 4) return `${end - at} bytes are no name record`;
    const kind = b.view.getUint16(at, b.le);
    const length = b.view.getUint16(at + 2, b.le);
    const next = at + 4 + ((length + 3) & ~3);
    if (next > end) return `a name record of ${length} bytes does not fit`;
    if (kind === 0) return eachOption(b, at + 4, end, () => undefined);
    const wrong = kind === 1 || kind === 2 ? namesOf(b, kind === 1 ? 4 : 16, at + 4, length, add) : undefined;
    if (wrong !== undefined) return wrong;
    at = next;
  }
  return undefined;
};

const namesOf = (
  b: Block,
  size: number,
  from: number,
  length: number,
  add: (address: string, name: string) => void,
): string | undefined => {
  if (length < size) return `a name record of ${length} bytes has no room for an address of ${size}`;
  const address = size === 4 ? ip4Text(b.bytes, from) : ip6Text(b.bytes, from);
  const end = from + length;
  for (let at = from + size; at < end; ) {
    const zero = b.bytes.indexOf(0, at);
    if (zero < 0 || zero >= end) return 'a name without its end';
    add(address, fromUtf8(b.bytes.subarray(at, zero)));
    at = zero + 1;
  }
  return undefined;
};

export interface Report {
  /** Number of the interface in its section. */
  readonly interface: number;
  readonly statistics: InterfaceStatistics;
}

export const readStatistics = (b: Block): Report | string => {
  const statistics: Record<string, number> = {};
  const wrong = eachOption(b, b.at + 20, b.at + b.length - 4, (code, at, length) => {
    const name = STATISTICS[code];
    if (name !== undefined && length === 8) statistics[name] = Number(b.view.getBigUint64(at, b.le));
    return undefined;
  });
  return wrong ?? { interface: b.view.getUint32(b.at + 8, b.le), statistics };
};

const STATISTICS: Readonly<Record<number, keyof InterfaceStatistics>> = {
  4: 'received',
  5: 'dropped',
  6: 'accepted',
  7: 'droppedBySystem',
  8: 'delivered',
};
