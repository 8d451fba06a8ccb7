/** The twelve bytes at the start of every message (RFC 1035 §4.1.1), and what multicast makes of them (RFC 4795 §2.1.1). */
import { type Bytes, u16 as u16At, u32 as u32At } from '../../../core/bytes.ts';
import { bits, flag, u16 } from '../../../wire/field.ts';
import type { Fields } from '../../../wire/types.ts';
import { dnsFields } from './part.ts';
import { OPCODES, Opcode, RCODES } from './types.ts';

export const HEADER = 12;

/** A stateful operation holds entries in place of sections, and so counts none (RFC 8490 §5.4); where it counts some, they are read. */
export const isStateful = (b: Bytes, o: number): boolean =>
  ((u16At(b, o + 2) >> 11) & 15) === Opcode.stateful && u32At(b, o + 4) === 0 && u32At(b, o + 8) === 0;

type Values = Readonly<Record<string, number>>;
const isReply = (v: Values): boolean => v['flags.response'] === 1;
/** RFC 2136 §2.2: an update has other sections, and so other counts. */
const isQuery = (v: Values): boolean => v['flags.opcode'] !== Opcode.update;

/** `0x8180 Standard query response, No error` */
export const flagsText = (flags: number): string => {
  const outcome = flags & 0x8000 ? ` response, ${RCODES[flags & 15] ?? 'Unknown error'}` : '';
  return `0x${flags.toString(16).padStart(4, '0')} ${OPCODES[(flags >> 11) & 15] ?? 'Unknown operation'}${outcome}`;
};

const count = (title: string) => u16(title, { when: isQuery, fallback: 0 });

const header = <const F extends Fields>(sub: F) =>
  dnsFields({
    id: u16('Transaction ID', { show: 'hex', fallback: 0 }),
    flags: u16('Flags', { show: 'hex', fallback: 0, sub, text: (v) => flagsText(Number(v)) }),
    'count.queries': count('Questions'),
    'count.answers': count('Answer RRs'),
    'count.auth_rr': count('Authority RRs'),
    'count.add_rr': count('Additional RRs'),
  });

const first = { response: flag('Response'), opcode: bits(4, 'Opcode', { names: OPCODES }) };
const rcode = bits(4, 'Reply code', { names: RCODES, when: isReply });

/** What only replies say is there only in them; questions may ask for authentic data all the same (RFC 6840 §5.7). */
export const dnsHeader = header({
  ...first,
  authoritative: flag('Authoritative', { when: isReply }),
  truncated: flag('Truncated'),
  recdesired: flag('Recursion desired'),
  recavail: flag('Recursion available', { when: isReply }),
  z: flag('Z'),
  authenticated: flag('Authentic data', { when: (v) => isReply(v) || v['flags.authenticated'] === 1 }),
  checkdisable: flag('Checking disabled'),
  rcode,
});

export const llmnrHeader = header({
  ...first,
  conflict: flag('Conflict'),
  truncated: flag('Truncated'),
  tentative: flag('Tentative'),
  reserved: bits(4, 'Reserved', { when: () => false }),
  rcode,
});
