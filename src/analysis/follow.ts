/** Follow: what the two hosts of one conversation said to each other, in the order in which it became complete. */
import type { Dissection, Stretch } from '../wire/dissection.ts';
import { type Piece, Stream } from './stream.ts';

/** Which conversation: the value of `tcp.stream`, `udp.stream` or `exported_pdu.stream` (channels without IP). */
export interface Conversation {
  readonly protocol: 'tcp' | 'udp' | 'exported_pdu';
  readonly number: number;
}

export interface Said extends Piece {
  /** 0: the host that opened, or that was seen first. */
  readonly side: 0 | 1;
}

/** The transport layer of a frame, where it belongs to the conversation; packets that an ICMP error quotes do not. */
export const partOf = (d: Dissection, c: Conversation): Stretch | undefined => {
  if (c.protocol !== 'exported_pdu' && d.layers.some((l) => l.layer.name.startsWith('icmp'))) return undefined;
  return d.layers.find((l) => l.layer.name === c.protocol && numberOf(l, `${c.protocol}.stream`) === c.number);
};

/** Takes the frames of a capture in order; those of other conversations say nothing. */
export class Follower {
  readonly conversation: Conversation;
  readonly #streams = [new Stream(), new Stream()] as const;
  #hosts: readonly [a: string, b: string] | undefined;
  #lastFrame = 0;
  #direction: number | undefined;
  /** Bytes so far on a channel without IP. */
  readonly #carried: [number, number] = [0, 0];

  constructor(conversation: Conversation) {
    this.conversation = conversation;
  }

  /** `address:port` of both sides, once a frame of the conversation was seen. */
  get hosts(): readonly [a: string, b: string] | undefined {
    return this.#hosts;
  }

  /** Frames whose bytes contradict what came before. */
  get conflicts(): readonly number[] {
    return this.#streams.flatMap((s) => s.conflicts);
  }

  /** `hosts` are the two ends of the frame, sender first. */
  push(d: Dissection, hosts: readonly [from: string, to: string]): readonly Said[] {
    const part = partOf(d, this.conversation);
    if (part === undefined) return [];
    this.#lastFrame = d.frame.number;
    const flags = numberOf(part, 'tcp.flags') ?? 0;
    const answers = (flags & (SYN | ACK)) === (SYN | ACK);
    this.#hosts ??= answers ? [hosts[1], hosts[0]] : hosts;
    const side = this.#sideOf(hosts, part);
    return this.conversation.protocol === 'tcp'
      ? this.#segment(part, flags, side, d.frame.number)
      : this.#stretch(part, side, d.frame.number);
  }

  /** No more frames come. */
  end(): readonly Said[] {
    return ([0, 1] as const).flatMap((side) => this.#streams[side].end(this.#lastFrame).map((p) => ({ ...p, side })));
  }

  /** Two ends may have one name: then the direction tells. */
  #sideOf(hosts: readonly [from: string, to: string], part: Stretch): 0 | 1 {
    const direction = directionOf(part);
    this.#direction ??= direction;
    if (direction !== undefined && hosts[0] === hosts[1]) return direction === this.#direction ? 0 : 1;
    const [a, b] = this.#hosts ?? hosts;
    return a === hosts[0] && b === hosts[1] ? 0 : 1;
  }

  #segment(part: Stretch, flags: number, side: 0 | 1, frame: number): readonly Said[] {
    const other = side === 0 ? 1 : 0;
    const gaps = flags & ACK ? this.#streams[other].acknowledge(numberOf(part, 'tcp.ack_raw') ?? 0, frame) : [];
    const bytes = flags & RST ? NOTHING : payloadOf(part, 'tcp.payload');
    const data = this.#streams[side].push(numberOf(part, 'tcp.seq_raw') ?? 0, (flags & SYN) !== 0, bytes, frame);
    return [...gaps.map((p) => ({ ...p, side: other }) as Said), ...data.map((p) => ({ ...p, side }))];
  }

  /** Datagrams, and what went through a channel, come as they are: each one is a piece. */
  #stretch(part: Stretch, side: 0 | 1, frame: number): readonly Said[] {
    const isDatagram = this.conversation.protocol === 'udp';
    const bytes = payloadOf(part, isDatagram ? 'udp.payload' : 'exported_pdu.exported_pdu');
    if (bytes.length === 0 && !isDatagram) return [];
    const offset = isDatagram ? 0 : this.#carried[side];
    this.#carried[side] += bytes.length;
    return [{ kind: 'data', offset, length: bytes.length, bytes, frame, side }];
  }
}

const numberOf = (l: Stretch, name: string): number | undefined => {
  const value = l.fields.find((f) => f.name === name)?.value;
  return typeof value === 'number' ? value : undefined;
};

const directionOf = (l: Stretch): number | undefined => {
  const value = l.fields.flatMap((f) => f.children).find((f) => f.name === 'exported_pdu.p2p_dir')?.value;
  return typeof value === 'number' ? value : undefined;
};

const payloadOf = (l: Stretch, name: string): Uint8Array => {
  const value = l.fields.find((f) => f.name === name)?.value;
  return value instanceof Uint8Array ? value : NOTHING;
};

const NOTHING = new Uint8Array(0);
const SYN = 2;
const RST = 4;
const ACK = 16;
