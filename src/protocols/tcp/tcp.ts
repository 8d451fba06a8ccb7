/** Transmission Control Protocol, RFC 9293. */
import { u8 } from '../../core/bytes.ts';
import { bits, extra, flag, u16, u32 } from '../../wire/field.ts';
import { internetChecksum } from '../../wire/internet-checksum.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting, Field } from '../../wire/types.ts';
import { tcpAnalysis } from './analysis.ts';
import { arrow } from './arrow.ts';
import { tcpFacts } from './facts.ts';
import { flagLamps, flagText, TcpFlag } from './flags.ts';
import { Analysis } from './flow.ts';
import { faults, flagsAt, knownFields, putAck, putAnalysis, putControl, putStream, putTimes, putWindow } from './known.ts';
import { optionExtras, options } from './options.ts';
import { analysed, tcpLabel, tcpRow } from './row.ts';
import { putSegments, segmentFields } from './segments.ts';
import { sentences } from './sentences.ts';

const PROTOCOL = 6;

const fields = {
  srcport: u16('Source Port', { column: 'sport', also: ['port'], needs: 4 }),
  dstport: u16('Destination Port', { column: 'dport', also: ['port'] }),
  // Inside ICMP the number is not shown a second time.
  seq_raw: u32('Sequence Number (raw)', {
    needs: 16,
    fallback: 0,
    instead: (_, d) => (d.quoted && !d.below('icmpv6') ? [] : undefined),
  }),
  ack_raw: u32('Acknowledgment number (raw)', { fallback: 0 }),
  hdr_len: bits(4, 'Header Length', { scale: 4, unit: ' bytes', auto: (c) => c.header >> 2 }),
  flags: bits(12, 'Flags', {
    show: 'hex',
    width: 16,

    fallback: 0x10,
    text: (v) => `0x${(v as number).toString(16).padStart(3, '0')} (${flagText(v as number) || '<None>'})`,
    sub: {
      res: bits(3, 'Reserved', { show: 'bool' }),
      ae: flag('Accurate ECN'),
      cwr: flag('Congestion Window Reduced'),
      ece: flag('ECN-Echo'),
      urg: flag('Urgent'),
      ack: flag('Acknowledgment'),
      push: flag('Push'),
      reset: flag('Reset'),
      syn: flag('Syn'),
      fin: flag('Fin'),
    },
  }),
  window_size_value: u16('Window', { fallback: 65535 }),
  checksum: internetChecksum('Checksum', { covers: 'segment', pseudo: PROTOCOL }),
  urgent_pointer: u16('Urgent Pointer', { fallback: 0 }),
};
type Tcp = Dissecting<typeof fields>;

const hasMultipath = ({ name, children }: Field): boolean => name === 'tcp.options' && children.some((f) => f.name === 'mptcp');

export const tcp = layer('tcp', {
  title: 'Transmission Control Protocol',
  spec: 'RFC 9293',
  fields,
  extras: {
    'flags.str': extra('TCP Flags', 'string', { from: (at) => flagLamps(flagsAt(at)) }),
    ...knownFields,
    reset_cause: extra('Reset cause', 'string'),
    payload: extra('TCP payload', 'bytes', {
      text: (v) => `${(v as Uint8Array).length} bytes`,
      from: (at) => (at.end > at.header && (flagsAt(at) & TcpFlag.rst) === 0 ? at.b.subarray(at.header, at.end) : undefined),
    }),
    ...segmentFields,
    ...optionExtras,
  },
  header: of(['hdr_len'], (n) => n * 4),
  next: { dstport: 'tcp.port', srcport: 'tcp.port' },
  lowestFirst: true,
  on: { 'ip.proto': PROTOCOL },
  transport: {
    needs: 16,
    payload: 'payload',
    facts: tcpFacts,
    signed: ['scale'],
    analysis: tcpAnalysis,
    arrow,
    faults,
    segmented: {
      seq: 'seq_raw',
      ack: 'ack_raw',
      window: 'window_size_value',
      flags: 'flags',
      syn: TcpFlag.syn,
      fin: TcpFlag.fin,
      rst: TcpFlag.rst,
      acks: TcpFlag.ack,
    },
  },
  options,
  seen: {
    dstport: (d) => begin(d),
    seq_raw: (d) => checkHeader(d),
    flags: (d) => {
      d.know('flags.str');
      putControl(d);
    },
    window_size_value: (d) => putWindow(d),
    urgent_pointer: (d) => putTimes(d),
  },
  heading: (d) => heading(d),
  headingNeeds: 4,
  row: tcpRow,
  rowNeeds: 4,
  rowLabel: tcpLabel,
  stack: (all) => (all.some(hasMultipath) ? ['tcp', 'mptcp'] : ['tcp']),
  remarks: analysed,
  sentences,
  body: (d) => {
    putAnalysis(d);
    if (d.end > d.header) putPayload(d);
    if (d.quoted) return;
    putSegments(d);
    if (d.end > d.header) putAgain(d);
  },
});

/** Sixteen bytes put a segment into its stream. Of a quoted one only the number itself is known, from eight bytes on. */
const begin = (d: Tcp): void => {
  const there = d.end - d.start;
  if (d.quoted && there >= 8) d.put('seq', d.start + 4, 4);
  if (there >= 16) putStream(d);
};

/** A header shorter than 20 bytes is none: nothing after its length is shown. */
const checkHeader = (d: Tcp): 'stop' | undefined => {
  const length = (u8(d.b, d.start + 12) >> 4) * 4;
  if (length >= 20) {
    putAck(d);
    return undefined;
  }
  d.put('hdr_len', d.start + 12, 1, length);
  d.fault('length', d.start + 12, 1, `header length ${length} is less than 20`, 'error');
  return 'stop';
};

/** RFC 9293 §3.5.3: what comes with a reset may say why, and is no data. */
const putPayload = (d: Tcp): void => {
  const isReset = d.v['flags.reset'] === 1;
  d.put(isReset ? 'reset_cause' : 'payload', d.header, d.end - d.header);
  if (isReset) d.header = d.end;
};

/** What came before, or comes too early, is not shown as data once more, where it completes nothing. */
const putAgain = (d: Tcp): void => {
  const said = d.facts?.['said'] ?? 0;
  if (!(said & AGAIN) || (d.completed !== undefined && (d.completed.messages.length > 0 || d.completed.waiting > 0))) return;
  if (said & Analysis.retransmission) d.put('segment_data', d.header, d.end - d.header);
  d.header = d.end;
};
const AGAIN = Analysis.retransmission | Analysis.spuriousRetransmission | Analysis.outOfOrder;

/** Of a shorter quote Wireshark's heading has the ports alone. */
const QUOTED_WHOLE = 12;
const heading = (d: Tcp): string => {
  const ports = `Transmission Control Protocol, Src Port: ${d.v.srcport}, Dst Port: ${d.v.dstport}`;
  if (d.quoted && d.end - d.start < QUOTED_WHOLE) return ports;
  const parts = [ports];
  for (const [title, key] of [
    ['Seq', 'seq'],
    ['Ack', 'ack'],
    ['Len', 'len'],
  ] as const) {
    const value = key === 'ack' && d.v['flags.ack'] !== 1 ? undefined : d.fields.find((f) => f.name === `tcp.${key}`)?.value;
    if (value !== undefined) parts.push(`${title}: ${value}`);
  }
  return parts.join(', ');
};
