/** ICMPv6 router renumbering, RFC 2894: prefixes that routers add, change or take away, and what came of it. */
import { bits, extra, flag, ip6, raw, u8, u16, u32 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import type { Message } from './message.ts';

const Code = { command: 0, result: 1 } as const;

const head: Fields = {
  'rr.sequence_number': u32('Sequence Number'),
  'rr.segment_number': u8('Segment Number'),
  'rr.flag': u8('Flags', {
    show: 'hex',
    sub: {
      t: flag('Test Command'),
      r: flag('Result requested'),
      a: flag('All Interfaces'),
      s: flag('Site-specific'),
      p: flag('Processed previously'),
      rsv: bits(3, 'Reserved'),
    },
  }),
  'rr.maxdelay': u16('Max Delay'),
  reserved: raw(4, 'Reserved'),
};

const matching: Fields = {
  'rr.pco.mp.opcode': u8('OpCode', { names: { 1: 'Add', 2: 'Change', 3: 'Set Global' } }),
  'rr.pco.mp.oplength': u8('OpLength'),
  'rr.pco.mp.ordinal': u8('Ordinal', { show: 'hex' }),
  'rr.pco.mp.matchlen': u8('MatchLen'),
  'rr.pco.mp.minlen': u8('MinLen'),
  'rr.pco.mp.maxlen': u8('MaxLen'),
  'rr.pco.mp.reserved': raw(2, 'Reserved', 'bytes', { as: 'icmpv6.reserved' }),
  'rr.pco.mp.matchprefix': ip6('MatchPrefix'),
};

const using: Fields = {
  'rr.pco.up.uselen': u8('UseLen'),
  'rr.pco.up.keeplen': u8('KeepLen'),
  'rr.pco.up.flagmask': u8('FlagMask', {
    show: 'hex',
    sub: { l: flag('On-link flag(L)'), a: flag('Autonomous address-configuration flag(A)'), reserved: bits(6, 'Reserved') },
  }),
  'rr.pco.up.raflags': u8('RAFlags', {
    show: 'hex',
    sub: {
      l: flag('On-link flag(L)', { as: 'icmpv6.rr.pco.up.flagmask.l' }),
      a: flag('Autonomous address-configuration flag(A)', { as: 'icmpv6.rr.pco.up.flagmask.a' }),
      reserved: bits(6, 'Reserved', { as: 'icmpv6.rr.pco.up.flagmask.reserved' }),
    },
  }),
  'rr.pco.up.validlifetime': u32('Valid Lifetime'),
  'rr.pco.up.preferredlifetime': u32('Preferred Lifetime'),
  'rr.pco.up.flag': u32('Flags', {
    show: 'hex',
    sub: { v: flag('Decrement valid lifetime'), p: flag('Decrement preferred lifetime'), reserved: bits(30, 'Reserved') },
  }),
  'rr.pco.up.useprefix': ip6('UsePrefix'),
};

const result: Fields = {
  'rr.rm.flag': u16('Flags', { show: 'hex', sub: { reserved: bits(14, 'Reserved'), b: flag('Bounds'), f: flag('Forbidden') } }),
  'rr.rm.ordinal': u8('Ordinal', { show: 'hex' }),
  'rr.rm.matchedlen': u8('MatchedLen'),
  'rr.rm.interfaceindex': u32('InterfaceIndex'),
  'rr.rm.matchedprefix': ip6('MatchedPrefix'),
};

/** One prefix that is looked for, then those that are used in its place. */
const command = (d: Dissecting, o: number): void => {
  let at = part(d, 'rr.pco.mp', matching, o);
  while (at !== undefined && at < d.end) at = part(d, 'rr.pco.up', using, at);
};

const results = (d: Dissecting, from: number): void => {
  let at: number | undefined = from;
  while (at !== undefined && at < d.end) at = part(d, 'rr.rm', result, at);
};

const part = (d: Dissecting, key: string, fields: Fields, o: number): number | undefined => {
  const mark = d.put(key, o, Math.min(d.end - o, key === 'rr.pco.up' ? 32 : 24), true);
  let at: number | undefined;
  d.under(mark, () => {
    at = d.struct(fields, o);
  });
  return at;
};

export const renumbering: Message = {
  fields: head,
  rest: (d, o) => {
    if (d.v['code'] === Code.command) command(d, o);
    else if (d.v['code'] === Code.result) results(d, o);
  },
};

export const renumberingFields: Fields = {
  ...matching,
  ...using,
  ...result,
  'rr.pco.mp': extra('Match-Prefix Part', 'none'),
  'rr.pco.up': extra('Use-Prefix Part', 'none'),
  'rr.rm': extra('Result Message', 'none'),
};
