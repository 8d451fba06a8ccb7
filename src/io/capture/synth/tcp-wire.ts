/**
 * A TCP connection of ours as the segments that carried it (RFC 9293). Real: bytes, times, addresses, who closed and how. Inferred: that
 * the bytes were cut at the maximum segment size, the first sequence numbers, the window, and that each stretch was acknowledged at once.
 */
import { EMPTY } from '../../../core/bytes.ts';
import type { Instant } from '../../../core/time.ts';
import { fromMillis } from '../../../core/time.ts';
import type { FrameDirection, FrameSink } from '../../../formats/encoder.ts';
import type { OptionInput } from '../../../wire/value.ts';
import type { ChannelFacts, Direction, TappedChannel } from '../../base/tap.ts';
import { type Flow, segmentWithOptions, TcpHeader } from './ip-header.ts';
import { payloadSum } from './payload-sum.ts';
import type { Recording, RepeatedChunks } from './repeated-chunks.ts';

export const tcpWire = (
  recording: Recording,
  source: number,
  facts: ChannelFacts,
  flows: readonly [sent: Flow, received: Flow],
): TappedChannel => {
  const wire = new TcpWire(recording, source, facts, flows);
  if (facts.answer === undefined) wire.handshake(facts);
  else wire.attempt(facts);
  return wire;
};

const FIN = 1;
const SYN = 2;
const RST = 4;
const PSH = 8;
const ACK = 16;

/** Linux's largest receive window, 6 MiB, so that nothing here ever fills it. */
const WINDOW = 49152;
const WINDOW_SHIFT = 7;
/** Window of the two first segments, which is not shifted. */
const FIRST_WINDOW = 65535;
/** Bytes that are acknowledged at the latest. */
const ACK_EVERY = 1 << 20;

/** One side of the connection. */
interface TcpDirection {
  readonly flow: Flow;
  readonly header: TcpHeader;
  readonly direction: FrameDirection;
  /** Sequence number of the next byte. */
  seq: number;
  /** Its FIN is out. */
  over: boolean;
}

class TcpWire implements TappedChannel {
  readonly #sink: FrameSink;
  readonly #source: number;
  readonly #us: TcpDirection;
  readonly #peer: TcpDirection;
  readonly #mss: number;
  readonly #repeated: RepeatedChunks;
  readonly #repeat: number;
  #sent = 0;
  #cut = false;

  constructor({ sink, repeated, repeat }: Recording, source: number, facts: ChannelFacts, flows: readonly [Flow, Flow]) {
    this.#sink = sink;
    this.#repeated = repeated;
    this.#repeat = repeat;
    this.#source = source;
    this.#us = tcpDirection(flows[0], 'out', facts.started);
    this.#peer = tcpDirection(flows[1], 'in', facts.started);
    this.#mss = Math.min(facts.mss ?? usualMss(flows[0]), 0xffff - this.#us.header.length);
  }

  /** Of each side two times are known: its first segment's, and when the connection was open. The accepting side may know but the second. */
  handshake(facts: ChannelFacts): void {
    const peer = this.#peer;
    const us = this.#us;
    const [client, server] = facts.role === 'initiator' ? [us, peer] : [peer, us];
    const options = this.#options();
    const started = Math.min(facts.started, facts.opened);
    this.#put(client, segmentWithOptions(client.flow, client.seq, 0, SYN, FIRST_WINDOW, options), fromMillis(started));
    client.seq = (client.seq + 1) >>> 0;
    const answer = segmentWithOptions(server.flow, server.seq, client.seq, SYN | ACK, FIRST_WINDOW, options);
    this.#put(server, answer, fromMillis(facts.role === 'initiator' ? facts.opened : started));
    server.seq = (server.seq + 1) >>> 0;
    this.#bare(client, server, ACK, fromMillis(facts.opened));
  }

  /**
   * Nothing was opened. RFC 9293 §3.5.2: a reset that acknowledges the SYN, from where nothing listens; or the SYN again after a second,
   * and after twice as long each time (RFC 6298 §2, §5.5), until it was given up.
   */
  attempt(facts: ChannelFacts): void {
    const peer = this.#peer;
    const us = this.#us;
    const started = Math.min(facts.started, facts.opened);
    const syn = segmentWithOptions(us.flow, us.seq, 0, SYN, FIRST_WINDOW, this.#options());
    this.#put(us, syn, fromMillis(started));
    this.#cut = true;
    if (facts.answer === 'none') {
      for (let wait = 1000, at = started + wait; at < facts.opened; wait *= 2, at += wait) this.#put(us, syn, fromMillis(at));
      return;
    }
    this.#put(peer, segmentWithOptions(peer.flow, 0, (us.seq + 1) >>> 0, RST | ACK, 0, []), fromMillis(facts.opened));
  }

  chunk(direction: Direction, bytes: Uint8Array, at: number): void {
    const [from, to] = direction === 'sent' ? [this.#us, this.#peer] : [this.#peer, this.#us];
    if (this.#cut || from.over || bytes.length === 0) return;
    const { again, sums: known } = direction === 'sent' ? this.#repeated.sent(bytes, this.#mss) : NEW;
    if (this.#sink.passBy?.(this.#framesOf(bytes.length), bytes.length)) {
      from.seq = (from.seq + bytes.length) >>> 0;
      return;
    }
    const time = fromMillis(at);
    const blind = this.#sink.isBlind?.(time) ?? false;
    const bare = blind || (again && this.#sent > this.#repeat);
    if (direction === 'sent') this.#sent += bytes.length;
    const sums: number[] = [];
    let open = 0;
    this.#sink.lend(bytes.length);
    for (let taken = 0; taken < bytes.length; ) {
      const end = Math.min(taken + this.#mss, bytes.length);
      const part = end - taken === bytes.length ? bytes : bytes.subarray(taken, end);
      const sum = blind ? 0 : (known[sums.length] ?? payloadSum(part));
      sums.push(sum);
      this.#segment(from, to, end === bytes.length ? PSH | ACK : ACK, part, sum, time, bare);
      open += part.length;
      taken = end;
      if (open >= ACK_EVERY || taken === bytes.length) {
        this.#bare(to, from, ACK, time);
        open = 0;
      }
    }
    this.#sink.settle();
    if (direction === 'received' && !blind) this.#repeated.received(bytes, this.#mss, sums);
  }

  /** So many bytes become: segments, and what acknowledges them. */
  #framesOf(bytes: number): number {
    return Math.ceil(bytes / this.#mss) + Math.ceil(bytes / ACK_EVERY);
  }

  ended(by: 'us' | 'peer', at: number): void {
    const [from, to] = by === 'us' ? [this.#us, this.#peer] : [this.#peer, this.#us];
    if (this.#cut || from.over) return;
    const time = fromMillis(at);
    this.#bare(from, to, FIN | ACK, time);
    from.seq = (from.seq + 1) >>> 0;
    from.over = true;
    if (to.over) this.#bare(to, from, ACK, time);
  }

  reset(by: 'us' | 'peer', at: number): void {
    if (this.#cut) return;
    this.#cut = true;
    const [from, to] = by === 'us' ? [this.#us, this.#peer] : [this.#peer, this.#us];
    this.#bare(from, to, RST | ACK, fromMillis(at));
  }

  closed(): void {
    this.#cut = true;
  }

  /** Of the two first segments. */
  #options(): readonly OptionInput[] {
    return [{ kind: 2, 'options.mss_val': this.#mss }, { kind: 4 }, { kind: 1 }, { kind: 3, 'options.wscale.shift': WINDOW_SHIFT }];
  }

  #segment(from: TcpDirection, to: TcpDirection, flags: number, payload: Uint8Array, sum: number, time: Instant, bare = false): void {
    const { header } = from;
    const [kept, missing] = bare ? [EMPTY, payload.length] : [payload, 0];
    const at = this.#sink.reserve(this.#source, time.seconds, time.nanos, header.length, kept, from.direction, missing);
    header.write(this.#sink.bytes, at, from.seq, to.seq, flags, payload.length, sum);
    from.seq = (from.seq + payload.length) >>> 0;
  }

  /** A segment without data. */
  #bare(from: TcpDirection, to: TcpDirection, flags: number, time: Instant): void {
    this.#segment(from, to, flags, EMPTY, 0, time);
  }

  #put(from: TcpDirection, frame: Uint8Array, time: Instant): void {
    const at = this.#sink.reserve(this.#source, time.seconds, time.nanos, frame.length, EMPTY, from.direction);
    this.#sink.bytes.set(frame, at);
  }
}

const NEW = { again: false, sums: [] } as const;

/** The first sequence number follows a clock of 4 µs (RFC 9293 §3.4.1), so a port pair used again starts above its last numbers. */
const tcpDirection = (flow: Flow, direction: FrameDirection, started: number): TcpDirection => ({
  flow,
  header: new TcpHeader(flow, WINDOW),
  direction,
  seq: (Math.floor(started * 250) + Math.imul(flow.sport, 0x9e3779b1)) >>> 0,
  over: false,
});

/** Loopback on Linux, else Ethernet less what its headers and timestamps take. */
const usualMss = (flow: Flow): number => {
  const four = flow.target.length === 4;
  if (four) return flow.target[0] === 127 ? 65483 : 1448;
  return isLoopback6(flow.target) ? 65463 : 1428;
};

const isLoopback6 = (b: Uint8Array): boolean => b[15] === 1 && b.every((x, i) => i === 15 || x === 0);
