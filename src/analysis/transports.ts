/**
 * Transports: every TCP segment and UDP datagram of a capture, in the order of its frames, put into its conversation and judged.
 * The one implementation behind rows, trees, JSON and filters. It reads headers straight from the bytes and makes no objects.
 */
import { u16 } from '../core/bytes.ts';
import { Addresses } from './addresses.ts';
import { Clock } from './clock.ts';
import { Conversations, Transport } from './conversation.ts';
import { enter, type Facts, facts, type Now, type Place } from './facts.ts';
import { TcpAnalysis } from './tcp-analysis.ts';
import { type Segment, segment, type Verdict } from './tcp-flow.ts';

/** Bytes of a TCP header that must be there before a segment belongs to a conversation. */
export const TCP_NEEDS = 16;
export const UDP_NEEDS = 8;

export class Transports {
  readonly addresses = new Addresses();
  readonly clock = new Clock();
  readonly conversations = new Conversations();
  /** Of the newest segment or datagram. */
  readonly facts: Facts = facts();
  readonly #segment: Segment = segment();
  readonly #tcp = new TcpAnalysis(this.clock, this.conversations, this.facts);

  /** What the analysis says of the newest segment. */
  get verdict(): Verdict {
    return this.#tcp.verdict;
  }
  get now(): Now {
    return this.#segment;
  }

  /** The frame that what follows lies in. */
  frame(number: number, seconds: number, nanos: number): void {
    const s = this.#segment;
    s.frame = number;
    s.seconds = this.clock.code(seconds);
    s.nanos = nanos;
  }

  /** Takes a UDP datagram; false where it is too short to belong to a conversation. */
  udp(p: Place): boolean {
    if (p.end - p.o < UDP_NEEDS) return false;
    const { conversations, facts: t } = this;
    t.conversation = conversations.find(Transport.udp, p.src, p.dst, u16(p.b, p.o), u16(p.b, p.o + 2)) >> 1;
    const { records } = conversations;
    enter(
      t,
      records.page(t.conversation),
      records.at(t.conversation),
      conversations.fresh,
      this.#segment,
      p.quoted || u16(p.b, p.o + 4) === UDP_NEEDS,
    );
    return true;
  }

  /** Takes a TCP segment; false where it is too short to belong to a conversation. */
  tcp(p: Place): boolean {
    if (p.end - p.o < TCP_NEEDS) return false;
    this.#tcp.take(p, this.#segment);
    return true;
  }
}
