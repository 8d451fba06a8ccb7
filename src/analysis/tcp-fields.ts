/** What the analysis says of a TCP segment, as fields of its tree. */
import type { Dissecting } from '../wire/types.ts';
import { Analysis, TcpFlag } from './tcp-flow.ts';
import type { Transports } from './transports.ts';

/** Stream, completeness, length and sequence number. */
export const putStream = (d: Dissecting, t: Transports): void => {
  const { facts } = t;
  d.v['other_base'] = facts.otherBase;
  d.add('stream', facts.stream);
  d.add('completeness', facts.completeness);
  if (facts.measured) {
    d.add('len', facts.length);
    d.put('seq', d.start + 4, 4, facts.seq);
  } else if (!d.quoted) d.put('seq', d.start + 4, 4, facts.seq);
};

/** The number after this segment and the acknowledged one. */
export const putAck = (d: Dissecting, t: Transports): void => {
  if (t.facts.measured) d.add('nxtseq', t.facts.next);
  d.v['ack'] = t.facts.ack;
  d.put('ack', d.start + 8, 4, t.facts.ack);
};

/** What the control bits mean for the conversation. */
export const putControl = (d: Dissecting, t: Transports): void => {
  const flags = d.v['flags']!;
  if (flags & TcpFlag.syn) d.add(flags & TcpFlag.ack ? 'connection.synack' : 'connection.syn', true);
  if (flags & TcpFlag.fin) {
    d.add('connection.fin', true);
    d.add(t.facts.closes ? 'connection.fin_active' : 'connection.fin_passive', true);
  }
  if (flags & TcpFlag.rst) d.add('connection.rst', true);
};

export const putWindow = (d: Dissecting, t: Transports): void => {
  d.add('window_size', t.facts.window);
  if (!(d.v['flags']! & TcpFlag.syn)) d.add('window_size_scalefactor', t.facts.scale < 0 ? t.facts.scale : 1 << t.facts.scale);
};

export const putTimes = (d: Dissecting, t: Transports): void => {
  const { facts, clock, now } = t;
  d.add('time_relative', clock.exactly(facts.firstSeconds, facts.firstNanos, now.seconds, now.nanos));
  d.add('time_delta', clock.exactly(facts.previousSeconds, facts.previousNanos, now.seconds, now.nanos));
};

/** Wireshark's SEQ/ACK analysis. */
export const putAnalysis = (d: Dissecting, t: Transports): void => {
  const { verdict: v, facts, clock, now } = t;
  const trip = facts.tripSeconds !== 0 || facts.tripNanos !== 0;
  if (d.quoted) return;
  if (!v.shown && v.said === 0 && v.acksFrame === 0 && v.inFlight === 0) return;
  d.under(d.add('analysis', true), () => {
    if (v.acksFrame !== 0) {
      d.add('analysis.acks_frame', v.acksFrame);
      const rtt = clock.exactly(v.acksSeconds, v.acksNanos, now.seconds, now.nanos);
      if (rtt !== 0n) d.add('analysis.ack_rtt', rtt);
    }
    if (trip) d.add('analysis.initial_rtt', clock.exactly(0, 0, facts.tripSeconds, facts.tripNanos));
    if (v.inFlight > 0) d.add('analysis.bytes_in_flight', v.inFlight);
    if (v.sincePush > 0) d.add('analysis.push_bytes_sent', v.sincePush);
    if (v.said !== 0) putFlags(d, t);
  });
};

const putFlags = (d: Dissecting, t: Transports): void => {
  const { verdict: v, clock, now } = t;
  d.under(d.add('analysis.flags', true), () => {
    for (const [bits, key] of FLAGS) if (v.said & bits) d.add(`analysis.${key}`, true);
  });
  const rto = v.said & Analysis.retransmission ? clock.exactly(v.rtoSeconds, v.rtoNanos, now.seconds, now.nanos) : 0n;
  if (rto !== 0n) {
    d.add('analysis.rto', rto);
    d.add('analysis.rto_frame', v.rtoFrame);
  }
  if (v.said & Analysis.duplicateAck) {
    d.add('analysis.duplicate_ack', true);
    d.add('analysis.duplicate_ack_num', v.duplicateNumber);
    d.add('analysis.duplicate_ack_frame', v.duplicateFrame);
  }
};

export const FLAGS: readonly (readonly [bits: number, key: string])[] = [
  [Analysis.retransmission | Analysis.fastRetransmission | Analysis.spuriousRetransmission, 'retransmission'],
  [Analysis.fastRetransmission, 'fast_retransmission'],
  [Analysis.spuriousRetransmission, 'spurious_retransmission'],
  [Analysis.outOfOrder, 'out_of_order'],
  [Analysis.reusedPorts, 'reused_ports'],
  [Analysis.lostSegment, 'lost_segment'],
  [Analysis.ackLostSegment, 'ack_lost_segment'],
  [Analysis.windowUpdate, 'window_update'],
  [Analysis.windowFull, 'window_full'],
  [Analysis.keepAlive, 'keep_alive'],
  [Analysis.keepAliveAck, 'keep_alive_ack'],
  [Analysis.duplicateAck, 'duplicate_ack'],
  [Analysis.zeroWindowProbe, 'zero_window_probe'],
  [Analysis.zeroWindow, 'zero_window'],
  [Analysis.zeroWindowProbeAck, 'zero_window_probe_ack'],
];
