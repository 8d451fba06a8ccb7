/** Control messages of NTP, mode 6 (RFC 9327). */
import { type Bytes, u8 as byteAt, u16 as wordAt } from '../../core/bytes.ts';
import { visibleBlock } from '../../core/text.ts';
import { bits, extra, flag, u8, u16 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import { CLOCK_SOURCES, LEAPS, OPERATIONS } from './names.ts';

const head: Fields = {
  'ctrl.flags2': u8('Flags 2', {
    show: 'hex',
    sub: {
      r: flag('Response bit', { show: 'dec', names: { 0: 'Request', 1: 'Response' } }),
      error: flag('Error bit', { show: 'dec' }),
      more: flag('More bit', { show: 'dec' }),
      opcode: bits(5, 'Opcode', { names: OPERATIONS }),
    },
  }),
  'ctrl.sequence': u16('Sequence'),
};
const tail: Fields = { 'ctrl.associd': u16('AssociationID'), 'ctrl.offset': u16('Offset'), 'ctrl.count': u16('Count') };

/** What the status word says, by whose it is. */
const system: Fields = {
  'ctrl.sys_status.li': bits(2, 'Leap Indicator', { names: LEAPS }),
  'ctrl.sys_status.clksrc': bits(6, 'Clock Source', { names: CLOCK_SOURCES }),
  'ctrl.sys_status.count': bits(4, 'System Event Counter'),
  'ctrl.sys_status.code': bits(4, 'System Event Code'),
};
const peer: Fields = {
  'ctrl.peer_status.config': flag('Configured'),
  'ctrl.peer_status.authenable': flag('Authentication enabled'),
  'ctrl.peer_status.authentic': flag('Authentic'),
  'ctrl.peer_status.reach': flag('Reachable'),
  'ctrl.peer_status.bcast': flag('Broadcast association'),
  'ctrl.peer_status.selection': bits(3, 'Peer Selection'),
  'ctrl.peer_status.count': bits(4, 'Peer Event Counter'),
  'ctrl.peer_status.code': bits(4, 'Peer Event Code'),
};

export const controlFields: Fields = {
  ...head,
  'ctrl.status': extra('Status', 'hex', { width: 16 }),
  ...system,
  ...peer,
  'ctrl.err_status': bits(8, 'Error Status Word'),
  ...tail,
  'ctrl.data': extra('Data', 'none'),
};

/** `o`: behind the first byte. */
export const putControl = (d: Dissecting, o: number): void => {
  const at = d.struct(head, o);
  if (at === undefined || !d.has(at, 2)) return;
  putStatus(d, at, byteAt(d.b, o));
  if (d.struct(tail, at + 2) === undefined) return;
  const from = at + 8;
  const claimed = wordAt(d.b, at + 6);
  const count = Math.min(claimed, d.end - from);
  if (count > 0) {
    const data = d.put('ctrl.data', from, count);
    if (data !== undefined) data.text = `Data: ${visibleBlock(d.b.subarray(from, Math.min(from + count, from + MOST)))}`;
  }
  if (isControlBroken(d.b, d.start, d.end) && d.has(from, claimed))
    d.stop('malformed', from, `${claimed} bytes of data are no list of associations, 4 bytes each (RFC 9327)`);
};

/** Whether the data of a message that has its 12 bytes is less than it says, or cannot be a list of associations. */
export const isControlBroken = (b: Bytes, o: number, end: number): boolean => {
  const operation = byteAt(b, o + 1) & 31;
  const count = wordAt(b, o + 10);
  if (!hasData(operation)) return false;
  return count > end - o - 12 || (operation === READ_STATUS && count % 4 !== 0);
};

const hasData = (operation: number): boolean => operation in OPERATIONS && !WITHOUT_DATA.includes(operation);
/** Nothing, and those that set and unset traps. */
const WITHOUT_DATA: readonly number[] = [0, 6, 31];

/** Bytes of the text that a tree shows. */
const MOST = 1024;
const [RESPONSE, ERROR] = [0x80, 0x40];
const [READ_STATUS, READ_VARIABLES] = [1, 2];

const putStatus = (d: Dissecting, o: number, flags: number): void => {
  const status = d.put('ctrl.status', o, 2);
  const operation = flags & 31;
  if ((flags & RESPONSE) === 0) return;
  d.under(status, () => {
    if (flags & ERROR) d.put('ctrl.err_status', o, 1);
    else if (operation === READ_STATUS || operation === READ_VARIABLES)
      d.struct(d.end >= o + 4 && wordAt(d.b, o + 2) !== 0 ? peer : system, o);
  });
};
