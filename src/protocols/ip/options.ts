/** IPv4 options, RFC 791 §3.1 and the RFCs named at each. */

import { ip4Text } from '../../core/address.ts';
import { u8 as byteAt } from '../../core/bytes.ts';
import { bits, extra, ip4, u8, u16 } from '../../wire/field.ts';
import type { Dissecting, Field, Fields, TlvSpec } from '../../wire/types.ts';

const addressed = (key: string): Fields => ({
  [key]: extra('Address', 'ip4'),
});

export const optionExtras: Fields = {
  option: extra('Option', 'none', { unnamed: true }),
  'opt.type': extra('Type', 'dec'),
  'opt.type.copy': extra('Copy on fragmentation', 'bool'),
  'opt.type.class': extra('Class', 'dec', {
    names: { 0: 'Control', 1: 'Reserved for future use', 2: 'Debugging and measurement', 3: 'Reserved for future use' },
  }),
  'opt.type.number': extra('Number', 'dec'),
  'opt.len': extra('Length', 'dec'),
  'opt.ptr': extra('Pointer', 'dec'),
  'opt.addr': extra('IP Address', 'ip4'),
  'opt.padding': extra('Padding', 'bytes'),
  'opt.overflow': extra('Overflow', 'dec'),
  'opt.flag': extra('Flag', 'hex', {
    width: 8,
    names: { 0: 'Time stamps only', 1: 'Time stamp and address', 3: 'Time stamps for prespecified addresses' },
  }),
  'opt.time_stamp': extra('Time stamp', 'dec'),
  'opt.time_stamp_addr': extra('Address', 'ip4'),
  ...addressed('rec_rt'),
  ...addressed('cur_rt'),
  ...addressed('src_rt'),
  ...addressed('empty_rt'),
  rec_rt_host: extra('Recorded Route Host', 'string', { hidden: true }),
  cur_rt_host: extra('Current Route Host', 'string', { hidden: true }),
  src_rt_host: extra('Source Route Host', 'string', { hidden: true }),
  empty_rt_host: extra('Empty Route Host', 'string', { hidden: true }),
};

/** RFC 791: copied flag, class and number make up the type byte. */
const showType = (d: Dissecting, o: number, kind: number, field: Field | undefined): void => {
  d.under(field, () => {
    d.put('opt.type.copy', o, 1, kind >> 7);
    d.put('opt.type.class', o, 1, (kind >> 5) & 3);
    d.put('opt.type.number', o, 1, kind & 31);
  });
};

/** The pointer counts from 1 at the type byte; addresses below it are recorded (or passed), the rest is still free (or to come). */
const readRecord = (d: Dissecting, offset: number, length: number, total: number): void => {
  if (length < 1 || !d.put('opt.ptr', offset, 1)) return;
  const pointer = byteAt(d.b, offset);
  for (let at = 3; at + 4 <= total; at += 4) putHop(d, offset - 2 + at, at + 1 < pointer ? 'rec_rt' : 'empty_rt');
};

const readRoute = (d: Dissecting, offset: number, length: number, total: number): void => {
  if (length < 1 || !d.put('opt.ptr', offset, 1)) return;
  const pointer = byteAt(d.b, offset);
  for (let at = 3; at + 4 <= total; at += 4) {
    if (at + 1 < pointer) putHop(d, offset - 2 + at, 'rec_rt');
    else putHop(d, offset - 2 + at, at + 8 > total ? 'dst' : 'src_rt');
  }
};

const LOOSE = 131;
const STRICT = 137;

/** Offset of the last address of a source route with stops left in the options [from, to); `cut` where the capture ends before that is known. */
export const routeEnd = (d: Dissecting, from: number, to: number): number | 'cut' | undefined => {
  for (let o = from; o < to; ) {
    if (o >= d.end) return 'cut';
    const kind = byteAt(d.b, o);
    if (kind === 0) return undefined;
    if (kind === 1) {
      o++;
      continue;
    }
    if (o + 1 >= Math.min(to, d.end)) return o + 1 < to ? 'cut' : undefined;
    const length = byteAt(d.b, o + 1);
    if (length < 2 || o + length > to) return undefined;
    if ((kind === LOOSE || kind === STRICT) && length >= 7) {
      if (o + length > d.end) return 'cut';
      if (byteAt(d.b, o + 2) <= length) return o + 3 + 4 * (Math.floor((length - 3) / 4) - 1);
    }
    o += length;
  }
  return undefined;
};

const putHop = (d: Dissecting, o: number, key: string): void => {
  d.put(key, o, 4);
  d.put(`${key}_host`, o, 4, ip4Text(d.b, o));
};

const readTimestamps = (d: Dissecting, offset: number, length: number): void => {
  if (length < 2) return;
  d.put('opt.ptr', offset, 1);
  d.put('opt.overflow', offset + 1, 1, byteAt(d.b, offset + 1) >> 4);
  const kind = byteAt(d.b, offset + 1) & 15;
  d.put('opt.flag', offset + 1, 1, kind);
  const step = kind === 0 ? 4 : 8;
  for (let at = offset + 2; at + step <= offset + length && !d.stopped; at += step) {
    if (step === 8) d.put('opt.time_stamp_addr', at, 4);
    d.put('opt.time_stamp', at + step - 4, 4);
  }
};

const quickStart: Fields = {
  'opt.qs_func': bits(4, 'Function', { names: { 0: 'Rate request', 8: 'Rate report' } }),
  'opt.qs_rate': bits(4, 'Rate'),
  'opt.qs_ttl': u8('QS TTL'),
  'opt.qs_nonce': bits(30, 'QS Nonce', { show: 'hex', width: 32 }),
  'opt.qs_reserved': bits(2, 'Reserved', { show: 'hex', width: 32 }),
};

export const options: TlvSpec = {
  name: '',
  title: 'Options',
  kind: 'opt.type',
  length: 'opt.len',
  wrap: 'option',
  line: (title, total) => `IP Option - ${title}${total > 1 ? ` (${total} bytes)` : ''}`,
  align: 4,
  whole: true,
  kindShown: showType,
  kinds: {
    0: { title: 'End of Options List', single: true, last: true },
    1: { title: 'No-Operation', single: true },
    7: { title: 'Record Route', lengths: (n) => n >= 3, read: readRecord },
    11: { title: 'MTU Probe', lengths: (n) => n === 4, fields: { 'opt.mtu': u16('MTU') } },
    12: { title: 'MTU Reply', lengths: (n) => n === 4, fields: { 'opt.mtu': u16('MTU') } },
    25: { title: 'Quick-Start', lengths: (n) => n === 8, fields: quickStart },
    68: { title: 'Time Stamp', lengths: (n) => n >= 4, read: readTimestamps },
    82: {
      title: 'Traceroute',
      lengths: (n) => n === 12,
      fields: {
        'opt.id_number': u16('ID Number'),
        'opt.ohc': u16('Outbound Hop Count'),
        'opt.rhc': u16('Return Hop Count'),
        'opt.originator': ip4('Originator'),
      },
    },
    130: { title: 'Security' },
    131: { title: 'Loose Source Route', lengths: (n) => n >= 3, read: readRoute },
    134: { title: 'Commercial Security' },
    136: { title: 'Stream ID', lengths: (n) => n === 4, fields: { 'opt.sid': u16('Stream ID') } },
    137: { title: 'Strict Source Route', lengths: (n) => n >= 3, read: readRoute },
    148: {
      title: 'Router Alert',
      lengths: (n) => n === 4,
      fields: { 'opt.ra': u16('Router Alert', { names: { 0: 'Router shall examine packet' } }) },
      summary: (d) => `: ${d.v['opt.ra'] === 0 ? 'Router shall examine packet' : 'Reserved'} (${d.v['opt.ra']})`,
    },
  },
  unknown: { title: 'Unknown option', opaque: true },
};
