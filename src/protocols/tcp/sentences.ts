/** What a TCP segment does in its conversation, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking, Who } from '../../wire/sentence.ts';
import { serviceSpoken } from '../shared/service-spoken.ts';
import { Seen } from './completeness.ts';
import type { en } from './en.ts';
import { Closing } from './facts.ts';
import { TcpFlag } from './flags.ts';
import { Analysis } from './flow.ts';

const say = sayer<typeof en>('tcp');

/** A segment with what its sentences ask for. */
interface Segment {
  readonly at: Speaking;
  readonly flags: number;
  readonly length: number;
  readonly said: number;
  readonly sides: { readonly sender: Who; readonly receiver: Who };
  readonly counted: { readonly sender: Who; readonly receiver: Who; readonly count: number };
}

const EVERY = TcpFlag.fin | TcpFlag.syn | TcpFlag.rst | TcpFlag.push | TcpFlag.ack | TcpFlag.urg;
const RESENT = Analysis.retransmission | Analysis.fastRetransmission | Analysis.spuriousRetransmission;

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/tcp ip.src=192.0.2.1 ip.dst=198.51.100.2 tcp.srcport=49152 tcp.dstport=80 tcp.seq_raw=1000 tcp.flags=2 tcp.window_size_value=64240',
  },
  says: (at) => {
    const s = segmentOf(at);
    if (!at.isKnown || !at.has('tcp.flags')) return say('cut', s.sides);
    if ((s.flags & EVERY) === 0 && s.length === 0) return say('nothing', s.sides);
    if (s.flags & TcpFlag.rst) return reset(s);
    if (s.flags & TcpFlag.syn) return opening(s);
    if (s.said & Analysis.zeroWindowProbe) return say('probe', s.sides);
    if (s.said & Analysis.keepAlive && s.length <= 1) return say('keepAlive', s.sides);
    if (s.length > 0) return data(s);
    if (s.flags & TcpFlag.fin) return closing(s);
    return acknowledgement(s);
  },
  adds: (at) => (!at.isKnown ? undefined : additions(segmentOf(at))),
};

const segmentOf = (at: Speaking): Segment => {
  const sides = { sender: at.sender, receiver: at.receiver };
  const length = at.fact('measured') ? at.fact('length') : at.carried;
  return { at, flags: at.number('tcp.flags'), length, said: at.fact('said'), sides, counted: { ...sides, count: length } };
};

const opening = ({ at, flags, said, sides }: Segment): Said => {
  const slots = { ...sides, seq: at.number('tcp.seq_raw') };
  const again = (said & RESENT) !== 0;
  if (flags & TcpFlag.ack) return again ? say('synAckAgain', sides) : say('synAck', slots);
  return say(again ? 'synAgain' : 'syn', { ...slots, port: at.text('tcp.dstport') });
};

const reset = ({ at, sides }: Segment): Said => {
  const seen = at.fact('completeness') & ~Seen.rst;
  if (seen === Seen.syn && !at.isClient) return say('refused', { ...sides, port: at.text('tcp.srcport') });
  if (seen === Seen.syn || seen === (Seen.syn | Seen.synAck)) return say('dropped', sides);
  const closed = at.fact('closing') & (Closing.own | Closing.other);
  return say(closed === (Closing.own | Closing.other) ? 'resetAfter' : 'reset', sides);
};

/** Numbers of bytes count from 1 where the handshake was seen. */
const hasBegin = (at: Speaking): boolean => (at.fact('completeness') & (Seen.syn | Seen.synAck)) === (Seen.syn | Seen.synAck);

const data = ({ at, said, counted }: Segment): Said => {
  if (said & Analysis.spuriousRetransmission) return say('againNeedless', counted);
  if (said & Analysis.fastRetransmission) return say('againFast', counted);
  if (said & Analysis.retransmission) return say('again', counted);
  if (said & Analysis.outOfOrder) return say('overtaken', counted);
  if (!hasBegin(at) || !at.fact('measured')) return say('data', counted);
  const from = at.fact('seq');
  if (counted.count === 1) return say('oneByte', { ...counted, from });
  const numbered = { ...counted, from, to: from + counted.count - 1 };
  const service = at.has('tcp.segment_data') ? undefined : serviceSpoken(at, 'tcp');
  return service === undefined ? say('dataNumbered', numbered) : say('dataNamed', { ...numbered, ...service });
};

const closing = ({ at, said, sides }: Segment): Said => {
  const closed = at.fact('closing');
  if (said & RESENT) return say('finAgain', sides);
  return say(closed & Closing.other ? 'finBoth' : 'fin', sides);
};

const acknowledgement = ({ at, said, sides }: Segment): Said => {
  const seen = at.fact('completeness');
  const closed = at.fact('closing');
  if ((seen & ~Seen.rst) === (Seen.syn | Seen.synAck) && at.fact('ack') === 1 && at.isClient) return say('established', sides);
  if (said & Analysis.keepAliveAck) return say('keepAliveAck', sides);
  if (said & Analysis.zeroWindowProbeAck) return say('probeAck', sides);
  if (said & Analysis.zeroWindow) return say('zeroWindow', sides);
  if (said & Analysis.windowUpdate)
    return at.fact('scale') === -1 ? say('windowUnknown', sides) : say('window', { ...sides, window: at.fact('window') });
  if (said & Analysis.duplicateAck)
    return at.fact('duplicateFrame') === 0
      ? say('ackMid', sides)
      : say('ackAgain', { ...sides, time: String(at.fact('duplicateNumber')), frame: String(at.fact('duplicateFrame')) });
  if (closed & Closing.acknowledged) return say(closed & Closing.own ? 'ackFinBoth' : 'ackFin', sides);
  return received(at, sides);
};

const received = (at: Speaking, sides: Segment['sides']): Said => {
  const frame = at.fact('acksFrame');
  if (frame !== 0) return say('ackFrame', { ...sides, frame: String(frame) });
  if (!hasBegin(at) || !at.fact('measured')) return say('ackMid', sides);
  const count = at.fact('ack') - 1;
  return count > 0 ? say('ackNumber', { ...sides, count }) : say('ackNothing', sides);
};

/** Beside what the segment says itself, or what it carries. */
const additions = ({ at, flags, said, sides, length, counted }: Segment): readonly Said[] => {
  const all: (Said | false)[] = [
    (said & Analysis.reusedPorts) !== 0 && (flags & TcpFlag.syn) !== 0 && say('addReused'),
    (said & Analysis.lostSegment) !== 0 && say('addLost'),
    (said & Analysis.ackLostSegment) !== 0 && say('addAckLost'),
    isOdd(flags) ? say('addOdd') : (flags & TcpFlag.urg) !== 0 && say('addUrgent'),
  ];
  if (flags & TcpFlag.syn) all.push(length > 0 && say('addSynData', counted));
  else if (length > 0 || at.above().length > 0) all.push(...besideData({ at, flags, said, sides, length, counted }));
  return all.filter((each) => each !== false);
};

/** A SYN that ends something, or what neither opens, nor confirms, nor cuts. */
const isOdd = (flags: number): boolean =>
  flags & TcpFlag.syn ? (flags & (TcpFlag.fin | TcpFlag.rst)) !== 0 : (flags & EVERY) !== 0 && (flags & (TcpFlag.ack | TcpFlag.rst)) === 0;

const besideData = ({ at, flags, said, sides }: Segment): readonly (Said | false)[] => {
  const carries = at.above().length > 0;
  return [
    !carries && (said & (RESENT | Analysis.outOfOrder)) === 0 && at.has('tcp.segment_data') && say('addPart'),
    carries && (said & RESENT) !== 0 && say('addAgain'),
    carries && (said & Analysis.outOfOrder) !== 0 && say('addOvertaken'),
    (said & Analysis.windowFull) !== 0 && say('addFull', sides),
    (said & Analysis.zeroWindow) !== 0 && say('addZero', sides),
    (flags & TcpFlag.fin) !== 0 && say(at.fact('closing') & Closing.other ? 'addFinBoth' : 'addFin', sides),
  ];
};
