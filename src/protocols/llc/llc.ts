/** Logical Link Control (IEEE 802.2): what a frame of IEEE 802.3 begins with, and the SNAP header that names EtherTypes in it. */
import { u8 as byteAt, u16 as wordAt } from '../../core/bytes.ts';
import { bits, extra, flag, u8 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import {
  ADDRESSES,
  BRIDGED,
  CISCO,
  COMMANDS,
  ETHERNET,
  FRAME_TYPES,
  ORGANISATIONS,
  RESPONSES,
  SAPS,
  SUPERVISORY,
  SUPERVISORY_NAMES,
} from './names.ts';
import { sentences } from './sentences.ts';

const UNNUMBERED = 3;
const SNAP = 0xaa;

const fields = {
  dsap: u8('DSAP', {
    show: 'hex',
    names: ADDRESSES,
    sub: { sap: bits(7, 'SAP', { text: (v) => SAPS[Number(v) * 2] ?? 'Unknown' }), ig: flag('IG Bit') },
  }),
  ssap: u8('SSAP', {
    show: 'hex',
    names: ADDRESSES,
    sub: { sap: bits(7, 'SAP', { text: (v) => SAPS[Number(v) * 2] ?? 'Unknown' }), cr: flag('CR Bit') },
  }),
};
type Llc = Dissecting<typeof fields>;

const numbers: Fields = Object.fromEntries(
  Object.values(ORGANISATIONS).map(({ key, names }) => [
    key,
    extra(key === 'type' ? 'Type' : key === 'pid' ? 'Protocol ID' : 'PID', 'hex', {
      width: 16,
      ...(key === 'type' ? { names: ETHERTYPES } : { names: names ?? {} }),
    }),
  ]),
);

export const llc = layer('llc', {
  title: 'Logical-Link Control',
  spec: 'IEEE 802.2',
  label: 'LLC',
  fields,
  extras: {
    control: extra('Control field', 'hex', { width: 16 }),
    'control.n_r': extra('N(R)'),
    'control.n_s': extra('N(S)'),
    'control.p': extra('Poll', 'bool'),
    'control.f': extra('Final', 'bool'),
    'control.s_ftype': extra('Supervisory frame type', 'hex', { width: 16, names: SUPERVISORY_NAMES }),
    'control.u_modifier_cmd': extra('Command', 'hex', { width: 8, names: COMMANDS.long }),
    'control.u_modifier_resp': extra('Response', 'hex', { width: 8, names: RESPONSES.long }),
    'control.ftype': extra('Frame type', 'hex', { width: 16, names: FRAME_TYPES }),
    'control.u_ftype': extra('Frame type', 'hex', { width: 8, names: FRAME_TYPES, as: 'llc.control.ftype' }),
    oui: extra('Organization Code'),
    ...numbers,
    pid: extra('Protocol ID', 'hex', { width: 16 }),
  },
  deep: true,
  // Link type 100: ATM with LLC (RFC 2684).
  on: { 'eth.length': 0, link: 100 },
  sentences,
  info: (d) => info(d),
  body: (d) => body(d),
});

const body = (d: Llc): void => {
  const o = d.start + 2;
  if (!d.has(o, 1)) return;
  const size = (byteAt(d.b, o) & 3) === UNNUMBERED ? 1 : 2;
  if (!d.has(o, size)) return;
  const value = size === 1 ? byteAt(d.b, o) : byteAt(d.b, o) | (byteAt(d.b, o + 1) << 8);
  d.v['control'] = value;
  const mark = d.put('control', o, size, value);
  if (mark) mark.text = `${controlText(d, value)} (0x${value.toString(16).padStart(size * 2, '0')})`;
  d.under(mark, () => putControl(d, o, size, value));
  d.header = o + size;
  if (d.v.dsap === SNAP && d.v.ssap === SNAP) putSnap(d, o + size);
  else if (isInformation(value) && d.header < d.end) d.next('llc.dsap', d.v.dsap, d.header);
};

const isInformation = (control: number): boolean => (control & 1) === 0 || (control & 0xef) === UNNUMBERED;
const isReply = (d: Llc): boolean => (d.v.ssap & 1) === 1;
const pollBit = (control: number): boolean => ((control & 3) === UNNUMBERED ? (control & 0x10) !== 0 : (control & 0x100) !== 0);
const modifier = (control: number): number => (control & 0xec) >> 2;

const putControl = (d: Llc, o: number, size: number, value: number): void => {
  const kind = value & 3;
  const polls = (): void => {
    if (pollBit(value)) d.put(isReply(d) && (kind & 1) === 1 ? 'control.f' : 'control.p', o, size, 1);
  };
  if (kind === UNNUMBERED) {
    polls();
    d.put(`control.u_modifier_${isReply(d) ? 'resp' : 'cmd'}`, o, size, modifier(value));
  } else {
    d.put('control.n_r', o, size, value >> 9);
    if (kind !== 1) d.put('control.n_s', o, size, (value >> 1) & 0x7f);
    polls();
    if (kind === 1) d.put('control.s_ftype', o, size, (value >> 2) & 3);
  }
  d.put(kind === UNNUMBERED ? 'control.u_ftype' : 'control.ftype', o, size, kind === 2 ? 0 : kind);
};

/** IEEE 802 §9.2: who says what the numbers mean, and the number. */
const putSnap = (d: Llc, o: number): void => {
  if (!d.has(o, 5)) return;
  const oui = (byteAt(d.b, o) << 16) | wordAt(d.b, o + 1);
  d.put('oui', o, 3, oui);
  d.v['oui'] = oui;
  const number = wordAt(d.b, o + 3);
  const key = ORGANISATIONS[oui]?.key ?? 'pid';
  d.put(key, o + 3, 2);
  d.v['number'] = number;
  d.header = o + 5;
  if (d.header >= d.end) return;
  if (key === 'type') d.next('eth.type', number, d.header);
  else if (oui === CISCO) d.next('llc.cisco_pid', number, d.header);
  else if (oui === BRIDGED && (number === 1 || number === 7)) d.next('llc.bridged', 0, d.header, number === 1 ? d.end - 4 : d.end, d.wire);
};

const controlText = (d: Llc, value: number): string => {
  const poll = pollBit(value) ? (isReply(d) && (value & 1) === 1 ? ' F' : ' P') : '';
  const kind = value & 3;
  if (kind === UNNUMBERED) return `U${poll}, func=${(isReply(d) ? RESPONSES : COMMANDS).short[modifier(value)] ?? 'Unknown'}`;
  if (kind === 1) return `S${poll}, func=${SUPERVISORY[(value >> 2) & 3]}, N(R)=${value >> 9}`;
  return `I${poll}, N(R)=${value >> 9}, N(S)=${(value >> 1) & 0x7f}`;
};

const info = (d: Llc): string => {
  const control = d.v['control'];
  if (control === undefined) return '';
  const text = controlText(d, control);
  const { dsap, ssap } = d.v;
  if (dsap === SNAP && ssap === SNAP) return `${text}${snapInfo(d)}`;
  const name = (sap: number): string => SAPS[sap & 0xfe] ?? `0x${(sap & 0xfe).toString(16).padStart(2, '0')}`;
  const way = isReply(d) ? 'Response' : 'Command';
  return `${text}; DSAP ${name(dsap)} ${dsap & 1 ? 'Group' : 'Individual'}, SSAP ${name(ssap)} ${way}`;
};

const snapInfo = (d: Llc): string => {
  const { oui, number } = d.v;
  if (oui === undefined || number === undefined) return '';
  const kind = ORGANISATIONS[oui]?.key === 'type' ? 'Type' : 'PID';
  const code = oui.toString(16).toUpperCase().padStart(6, '0');
  return `; SNAP, OUI 0x${code} (${oui === ETHERNET ? 'Officially Xerox' : (ORGANISATIONS[oui]?.name ?? 'Unknown')}), ${kind} 0x${number.toString(16).toUpperCase().padStart(4, '0')}`;
};
