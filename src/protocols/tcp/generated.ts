/** TCP fields that are worked out from earlier frames, not read from this one. The values come from the analysis. */
import { extra } from '../../wire/field.ts';
import type { Fields } from '../../wire/types.ts';
import { checksumStatus } from '../../wire/verify.ts';

const seconds = (title: string) => extra(title, 'time', { unit: ' seconds' });
const mark = (title: string) => extra(title, 'none');

export const generated: Fields = {
  ...checksumStatus,
  'flags.str': extra('TCP Flags', 'string'),
  stream: extra('Stream index'),
  completeness: extra('Conversation completeness'),
  len: extra('TCP Segment Len'),
  seq: extra('Sequence Number', 'dec', { unit: '    (relative sequence number)' }),
  nxtseq: extra('Next Sequence Number', 'dec', { unit: '    (relative sequence number)' }),
  ack: extra('Acknowledgment Number', 'dec', { unit: '    (relative ack number)' }),
  window_size: extra('Calculated window size'),
  window_size_scalefactor: extra('Window size scaling factor', 'dec', {
    names: {},
    text: (v) => (v === -1 ? '-1 (unknown)' : v === -2 ? '-2 (no window scaling used)' : String(v)),
  }),
  time_relative: seconds('Time since first frame in this TCP stream'),
  time_delta: seconds('Time since previous frame in this TCP stream'),
  reset_cause: extra('Reset cause', 'string'),
  payload: extra('TCP payload', 'bytes', { text: (v) => `${(v as Uint8Array).length} bytes` }),
  analysis: mark('SEQ/ACK analysis'),
  'analysis.flags': mark('TCP Analysis Flags'),
  'analysis.acks_frame': extra('This is an ACK to the segment in frame'),
  'analysis.ack_rtt': seconds('The RTT to ACK the segment was'),
  'analysis.initial_rtt': seconds('iRTT'),
  'analysis.bytes_in_flight': extra('Bytes in flight'),
  'analysis.push_bytes_sent': extra('Bytes sent since last PSH flag'),
  'analysis.rto': seconds('The RTO for this segment was'),
  'analysis.rto_frame': extra('RTO based on delta from frame'),
  'analysis.duplicate_ack': mark('This is a TCP duplicate ack'),
  'analysis.duplicate_ack_num': extra('Duplicate ACK #'),
  'analysis.duplicate_ack_frame': extra('Duplicate to the ACK in frame'),
  'analysis.retransmission': mark('This frame is a (suspected) retransmission'),
  'analysis.fast_retransmission': mark('This frame is a (suspected) fast retransmission'),
  'analysis.spurious_retransmission': mark('This frame is a (suspected) spurious retransmission'),
  'analysis.out_of_order': mark('This frame is a (suspected) out-of-order segment'),
  'analysis.reused_ports': mark('A new tcp session is started with the same ports earlier in this trace'),
  'analysis.lost_segment': mark('Previous segment(s) not captured'),
  'analysis.ack_lost_segment': mark("ACKed segment that wasn't captured"),
  'analysis.window_update': mark('TCP window update'),
  'analysis.window_full': mark('TCP window specified by the receiver is now completely full'),
  'analysis.keep_alive': mark('TCP keep-alive segment'),
  'analysis.keep_alive_ack': mark('ACK to a TCP keep-alive segment'),
  'analysis.zero_window_probe': mark('TCP Zero Window Probe'),
  'analysis.zero_window_probe_ack': mark('ACK to a TCP Zero Window Probe'),
  'analysis.zero_window': mark('TCP Zero Window segment'),
  'connection.syn': mark('Connection establish request (SYN)'),
  'connection.synack': mark('Connection establish acknowledge (SYN+ACK)'),
  'connection.fin': mark('Connection finish (FIN)'),
  'connection.fin_active': mark('This frame initiates the connection closing'),
  'connection.fin_passive': mark('This frame undergoes the connection closing'),
  'connection.rst': mark('Connection reset (RST)'),
};
