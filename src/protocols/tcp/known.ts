/** What is known of a TCP segment from its conversation, as fields: each says where its value comes from, for trees, filters and lists alike. */
import { u16 } from '../../core/bytes.ts';
import { nanosBetween } from '../../core/time.ts';
import { extra } from '../../wire/field.ts';
import { type FieldSource, ofFacts, type Seen } from '../../wire/row.ts';
import type { TransportFaults } from '../../wire/transport.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import type { Value } from '../../wire/value.ts';
import type { TcpFacts } from './facts.ts';
import { TcpFlag } from './flags.ts';
import { Analysis } from './flow.ts';

/** A value from the facts of the conversation; undefined where nothing is known of it. */
const known = (read: (f: TcpFacts) => Value | undefined): FieldSource => ofFacts<TcpFacts>(read);

/** A mark where the control bits say so. */
const control =
  (test: (flags: number, f: TcpFacts) => boolean): FieldSource =>
  (at) =>
    at.facts !== undefined && test(flagsAt(at), at.facts as TcpFacts) ? true : undefined;
export const flagsAt = ({ b, o }: Seen): number => u16(b, o + 12) & 0xfff;

const isAnalysed = (f: TcpFacts): boolean => f.shown !== 0 || f.said !== 0 || f.acksFrame !== 0 || f.inFlight !== 0;
const ifAnalysed = (read: (f: TcpFacts) => Value | undefined): FieldSource => known((f) => (isAnalysed(f) ? read(f) : undefined));
const positive = (n: number): number | undefined => (n > 0 ? n : undefined);
const nonzero = (n: bigint | undefined): bigint | undefined => (n === 0n ? undefined : n);

const seconds = (title: string, from: FieldSource) => extra(title, 'time', { unit: ' seconds', from });
const mark = (title: string, from: FieldSource) => extra(title, 'none', { from });
const said = (title: string, bits: number) =>
  mark(
    title,
    known((f) => (f.said & bits ? true : undefined)),
  );
const retransmitted = (read: (f: TcpFacts) => Value | undefined): FieldSource =>
  known((f) => (f.said & Analysis.retransmission && rto(f) !== 0n ? read(f) : undefined));
const rto = (f: TcpFacts): bigint | undefined => nanosBetween(f.rtoSeconds, f.rtoNanos, f.seconds, f.nanos);
const duplicate = (read: (f: TcpFacts) => Value): FieldSource => known((f) => (f.said & Analysis.duplicateAck ? read(f) : undefined));

export const knownFields: Fields = {
  stream: extra('Stream index', 'dec', { from: known((f) => f.stream) }),
  completeness: extra('Conversation completeness', 'dec', { from: known((f) => f.completeness) }),
  len: extra('TCP Segment Len', 'dec', { from: known((f) => (f.measured ? f.length : undefined)) }),
  seq: extra('Sequence Number', 'dec', { unit: '    (relative sequence number)', from: known((f) => f.seq) }),
  nxtseq: extra('Next Sequence Number', 'dec', {
    unit: '    (relative sequence number)',
    from: known((f) => (f.measured ? f.next : undefined)),
  }),
  ack: extra('Acknowledgment Number', 'dec', { unit: '    (relative ack number)', from: known((f) => f.ack) }),
  window_size: extra('Calculated window size', 'dec', { from: known((f) => f.window) }),
  window_size_scalefactor: extra('Window size scaling factor', 'dec', {
    names: {},
    text: (v) => (v === -1 ? '-1 (unknown)' : v === -2 ? '-2 (no window scaling used)' : String(v)),
    from: (at) => (flagsAt(at) & TcpFlag.syn ? undefined : known((f) => (f.scale < 0 ? f.scale : 1 << f.scale))(at)),
  }),
  time_relative: seconds(
    'Time since first frame in this TCP stream',
    known((f) => nanosBetween(f.firstSeconds, f.firstNanos, f.seconds, f.nanos)),
  ),
  time_delta: seconds(
    'Time since previous frame in this TCP stream',
    known((f) => nanosBetween(f.previousSeconds, f.previousNanos, f.seconds, f.nanos)),
  ),
  analysis: mark(
    'SEQ/ACK analysis',
    ifAnalysed(() => true),
  ),
  'analysis.flags': mark(
    'TCP Analysis Flags',
    known((f) => (f.said !== 0 ? true : undefined)),
  ),
  'analysis.acks_frame': extra('This is an ACK to the segment in frame', 'dec', { from: known((f) => positive(f.acksFrame)) }),
  'analysis.ack_rtt': seconds(
    'The RTT to ACK the segment was',
    known((f) => (f.acksFrame === 0 ? undefined : nonzero(nanosBetween(f.acksSeconds, f.acksNanos, f.seconds, f.nanos)))),
  ),
  'analysis.initial_rtt': seconds(
    'iRTT',
    ifAnalysed((f) => nonzero(nanosBetween(0, 0, f.tripSeconds, f.tripNanos))),
  ),
  'analysis.bytes_in_flight': extra('Bytes in flight', 'dec', { from: known((f) => positive(f.inFlight)) }),
  'analysis.push_bytes_sent': extra('Bytes sent since last PSH flag', 'dec', { from: known((f) => positive(f.sincePush)) }),
  'analysis.rto': seconds('The RTO for this segment was', retransmitted(rto)),
  'analysis.rto_frame': extra('RTO based on delta from frame', 'dec', { from: retransmitted((f) => f.rtoFrame) }),
  'analysis.duplicate_ack': mark(
    'This is a TCP duplicate ack',
    duplicate(() => true),
  ),
  'analysis.duplicate_ack_num': extra('Duplicate ACK #', 'dec', { from: duplicate((f) => f.duplicateNumber) }),
  'analysis.duplicate_ack_frame': extra('Duplicate to the ACK in frame', 'dec', { from: duplicate((f) => f.duplicateFrame) }),
  'analysis.retransmission': said(
    'This frame is a (suspected) retransmission',
    Analysis.retransmission | Analysis.fastRetransmission | Analysis.spuriousRetransmission,
  ),
  'analysis.fast_retransmission': said('This frame is a (suspected) fast retransmission', Analysis.fastRetransmission),
  'analysis.spurious_retransmission': said('This frame is a (suspected) spurious retransmission', Analysis.spuriousRetransmission),
  'analysis.out_of_order': said('This frame is a (suspected) out-of-order segment', Analysis.outOfOrder),
  'analysis.reused_ports': said('A new tcp session is started with the same ports earlier in this trace', Analysis.reusedPorts),
  'analysis.lost_segment': said('Previous segment(s) not captured', Analysis.lostSegment),
  'analysis.ack_lost_segment': said("ACKed segment that wasn't captured", Analysis.ackLostSegment),
  'analysis.window_update': said('TCP window update', Analysis.windowUpdate),
  'analysis.window_full': said('TCP window specified by the receiver is now completely full', Analysis.windowFull),
  'analysis.keep_alive': said('TCP keep-alive segment', Analysis.keepAlive),
  'analysis.keep_alive_ack': said('ACK to a TCP keep-alive segment', Analysis.keepAliveAck),
  'analysis.zero_window_probe': said('TCP Zero Window Probe', Analysis.zeroWindowProbe),
  'analysis.zero_window_probe_ack': said('ACK to a TCP Zero Window Probe', Analysis.zeroWindowProbeAck),
  'analysis.zero_window': said('TCP Zero Window segment', Analysis.zeroWindow),
  'connection.syn': mark(
    'Connection establish request (SYN)',
    control((flags) => (flags & HANDSHAKE) === TcpFlag.syn),
  ),
  'connection.synack': mark(
    'Connection establish acknowledge (SYN+ACK)',
    control((flags) => (flags & HANDSHAKE) === HANDSHAKE),
  ),
  'connection.fin': mark(
    'Connection finish (FIN)',
    control((flags) => (flags & TcpFlag.fin) !== 0),
  ),
  'connection.fin_active': mark(
    'This frame initiates the connection closing',
    control((flags, f) => (flags & TcpFlag.fin) !== 0 && f.closes === 1),
  ),
  'connection.fin_passive': mark(
    'This frame undergoes the connection closing',
    control((flags, f) => (flags & TcpFlag.fin) !== 0 && f.closes === 0),
  ),
  'connection.rst': mark(
    'Connection reset (RST)',
    control((flags) => (flags & TcpFlag.rst) !== 0),
  ),
};

/** What is wrong, in the order in which people look for it. */
export const faults = {
  fact: 'said',
  fields: {
    'analysis.retransmission': Analysis.retransmission | Analysis.fastRetransmission | Analysis.spuriousRetransmission,
    'analysis.fast_retransmission': Analysis.fastRetransmission,
    'analysis.spurious_retransmission': Analysis.spuriousRetransmission,
    'analysis.lost_segment': Analysis.lostSegment,
    'analysis.ack_lost_segment': Analysis.ackLostSegment,
    'analysis.out_of_order': Analysis.outOfOrder,
    'analysis.duplicate_ack': Analysis.duplicateAck,
    'analysis.zero_window': Analysis.zeroWindow,
    'analysis.window_full': Analysis.windowFull,
    'analysis.reused_ports': Analysis.reusedPorts,
  },
  others: ['flags', 'window_update', 'keep_alive', 'keep_alive_ack', 'zero_window_probe', 'zero_window_probe_ack'].map(
    (key) => `analysis.${key}`,
  ),
  reset: 'connection.rst',
} satisfies TransportFaults;
const HANDSHAKE = TcpFlag.syn | TcpFlag.ack;

/** Stream, completeness, length and sequence number. */
export const putStream = (d: Dissecting): void => {
  for (const key of ['stream', 'completeness', 'len']) d.know(key);
  if (!d.quoted) d.know('seq', d.start + 4, 4);
};

/** The number after this segment and the acknowledged one. */
export const putAck = (d: Dissecting): void => {
  d.know('nxtseq');
  d.know('ack', d.start + 8, 4);
};

/** What the control bits mean for the conversation. */
export const putControl = (d: Dissecting): void => {
  for (const key of CONTROL) d.know(key);
};

export const putWindow = (d: Dissecting): void => {
  d.know('window_size');
  d.know('window_size_scalefactor');
};

export const putTimes = (d: Dissecting): void => {
  d.know('time_relative');
  d.know('time_delta');
};

/** Wireshark's SEQ/ACK analysis. */
export const putAnalysis = (d: Dissecting): void => {
  if (d.quoted) return;
  const all = d.know('analysis');
  if (all === undefined) return;
  d.under(all, () => {
    for (const key of BEFORE) d.know(key);
    d.under(d.know('analysis.flags'), () => {
      for (const key of SAID) d.know(key);
    });
    for (const key of AFTER) d.know(key);
  });
};

const keysOf = (start: string): readonly string[] => Object.keys(knownFields).filter((key) => key.startsWith(start));
const CONTROL = keysOf('connection.');
const BEFORE = ['acks_frame', 'ack_rtt', 'initial_rtt', 'bytes_in_flight', 'push_bytes_sent'].map((key) => `analysis.${key}`);
const AFTER = ['rto', 'rto_frame', 'duplicate_ack', 'duplicate_ack_num', 'duplicate_ack_frame'].map((key) => `analysis.${key}`);
const SAID = [
  'retransmission',
  'fast_retransmission',
  'spurious_retransmission',
  'out_of_order',
  'reused_ports',
  'lost_segment',
  'ack_lost_segment',
  'window_update',
  'window_full',
  'keep_alive',
  'keep_alive_ack',
  // (as a flag it stands before the probes, and once more with its number behind them)
  'duplicate_ack',
  'zero_window_probe',
  'zero_window',
  'zero_window_probe_ack',
].map((key) => `analysis.${key}`);
