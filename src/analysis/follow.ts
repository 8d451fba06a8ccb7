/** Follow: what the two hosts of one conversation said to each other, in the order in which it became complete. */

import { concat, EMPTY, utf8 } from '../core/bytes.ts';
import type { Dissection, Stretch } from '../wire/dissection.ts';
import type { Segmented } from '../wire/transport.ts';
import type { Field, Layer } from '../wire/types.ts';
import { type Piece, Stream } from './stream.ts';

/** Which conversation: its number among those of a layer with a transport or channel (`tcp.stream`), or of what carries a protocol. */
export interface Followed {
  /** A transport or channel, or a protocol whose messages alone are followed. */
  readonly protocol: string;
  readonly number: number;
}

export interface Said extends Omit<Piece, 'at'> {
  /** 0: the host that opened, or that was seen first. */
  readonly side: 0 | 1;
}

/** The layer of a frame that belongs to the conversation; packets that an ICMP error quotes do not. */
const partOf = (d: Dissection, c: Followed): Stretch | undefined =>
  d.layers.find((l) => l.layer.name === c.protocol && !l.quoted && isCarrier(l) && l.facts?.['stream'] === c.number);

const isCarrier = ({ layer }: Stretch): boolean => layer.transport !== undefined || layer.channel !== undefined;

/** What a segment, a datagram or a channel's frame carries. */
export const carriedBy = (l: Stretch): Uint8Array | undefined => {
  const value = carriedField(l)?.value;
  return value instanceof Uint8Array ? value : undefined;
};

const carriedField = ({ layer, fields }: Stretch): Field | undefined => {
  const key = layer.transport?.payload ?? layer.channel?.payload;
  return key === undefined ? undefined : fields.find((f) => f.name === `${layer.name}.${key}`);
};

/** The transport below a layer. */
const carrierOf = (d: Dissection, l: Stretch): Stretch | undefined => {
  for (let at = d.layers[l.parent]; at !== undefined; at = d.layers[at.parent]) if (isCarrier(at)) return at;
  return undefined;
};

/** The transport of the conversation, in a frame where the followed protocol says something above it. */
const carrierIn = (d: Dissection, c: Followed): Stretch | undefined => {
  for (const l of d.layers) {
    if (l.layer.name !== c.protocol || l.quoted || isCarrier(l)) continue;
    const carrier = carrierOf(d, l);
    if (carrier?.facts?.['stream'] === c.number) return carrier;
  }
  return undefined;
};

/** What a message says: its own bytes, and what it carries as the layers above have it (unpacked, decrypted). */
const saidBy = (d: Dissection, l: Stretch): readonly Uint8Array[] => {
  const bytes = bytesOf(d, l);
  const above = d.layers.filter((inner) => d.layers[inner.parent] === l);
  const spoken = utf8(l.layer.spoken?.(l.fields) ?? '');
  if (isWrapper(l)) return [spoken, ...(above.length === 0 ? [dataOf(d, l)] : above.flatMap((inner) => saidBy(d, inner)))];
  const own = l.message === undefined ? 0 : (l.layer.own?.(l.message) ?? 0);
  if (above.length === 0) return [bytes];
  return [bytes.subarray(0, own), ...above.map((inner) => bytesOf(d, inner))];
};

/** It says only what it carries (encrypted, masked). */
const isWrapper = ({ layer, message }: Stretch): boolean =>
  message !== undefined && layer.own !== undefined && layer.own(message) === undefined;

/** What a wrapper carries that nobody dissects: bytes that were made of its own, or the end of those. */
const dataOf = (d: Dissection, { data, waiting, source, offset, length, end }: Stretch): Uint8Array => {
  const place = data ?? waiting;
  return place === undefined ? (d.sources[source]?.bytes.subarray(offset + length, end) ?? EMPTY) : placeOf(d, place);
};

const placeOf = (d: Dissection, { source, offset, length }: NonNullable<Dissection['rest']>): Uint8Array =>
  d.sources[source]?.bytes.subarray(offset, offset + length) ?? EMPTY;

/** What is inside the messages of a segment, where they only wrap it (TLS, WebSocket); undefined where they do not. */
export const insideOf = (d: Dissection, carrier: Stretch): Uint8Array | undefined => {
  const wrappers = d.layers.filter((l) => isWrapper(l) && d.layers[l.parent] === carrier);
  return wrappers.length === 0 ? undefined : concat(wrappers.flatMap((l) => saidBy(d, l)));
};

/** The same conversation by what is inside, where its first frames are wrapped from the first byte on and that can be read: TLS with its secrets. */
export const readable = (c: Followed, frames: Iterable<number>, dissect: (frame: number) => Dissection): Followed => {
  let wrapper: Layer | undefined;
  let left = FIRST;
  for (const n of frames) {
    if (left-- === 0) break;
    const d = dissect(n);
    const carrier = partOf(d, c);
    const messages = d.layers.filter((l) => l.message !== undefined && d.layers[l.parent] === carrier);
    wrapper ??= messages[0]?.layer;
    if (messages.some((l) => l.layer !== wrapper)) break;
    const opened = messages.some(
      (l) => isWrapper(l) && ((l.data ?? l.waiting) !== undefined || d.layers.some((inner) => d.layers[inner.parent] === l)),
    );
    if (opened && wrapper !== undefined) return { ...c, protocol: wrapper.name };
  }
  return c;
};

/** Frames by which a handshake is over. */
const FIRST = 64;

const bytesOf = (d: Dissection, l: Stretch): Uint8Array => d.sources[l.source]?.bytes.subarray(l.offset, l.end) ?? EMPTY;

/** Segments that may come before one that the other side has acknowledged already. */
const PATIENCE = 4;

/** Takes the frames of a capture in order; those of other conversations say nothing. */
export class Follower {
  readonly conversation: Followed;
  readonly #streams = [new Stream({ patience: PATIENCE }), new Stream({ patience: PATIENCE })] as const;
  #hosts: readonly [a: string, b: string] | undefined;
  #lastFrame = 0;
  #direction: number | undefined;
  /** Bytes so far on a channel without IP. */
  readonly #carried: [number, number] = [0, 0];
  /** Parts of messages that are not whole yet. */
  readonly #waiting: [Uint8Array[], Uint8Array[]] = [[], []];

  constructor(conversation: Followed) {
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
    const carrier = carrierIn(d, this.conversation);
    if (carrier !== undefined) return this.#messages(d, carrier, hosts);
    const part = partOf(d, this.conversation);
    if (part === undefined) return [];
    this.#lastFrame = d.frame.number;
    const bits = part.layer.transport?.segmented;
    const flags = bits === undefined ? 0 : numberOf(part, bits.flags);
    const answers = bits !== undefined && (flags & bits.syn) !== 0 && (flags & bits.acks) !== 0;
    this.#hosts ??= answers ? [hosts[1], hosts[0]] : hosts;
    const side = this.#sideOf(hosts, part);
    return bits === undefined ? this.#stretch(part, side, d.frame.number) : this.#segment(part, bits, side, d.frame.number);
  }

  /** What the messages of a protocol say, without what carries them. */
  #messages(d: Dissection, carrier: Stretch, hosts: readonly [from: string, to: string]): readonly Said[] {
    this.#hosts ??= hosts;
    const side = this.#sideOf(hosts, carrier);
    this.#lastFrame = d.frame.number;
    return d.layers
      .filter((l) => l.layer.name === this.conversation.protocol && carrierOf(d, l) === carrier)
      .flatMap((l) => this.#said(d, l, side))
      .filter((bytes) => bytes.length > 0)
      .map((bytes) => this.#message(bytes, side));
  }

  /** What is a part of a message is said when that is whole. */
  #said(d: Dissection, l: Stretch, side: 0 | 1): readonly Uint8Array[] {
    const isWhole = d.layers.some((above) => d.layers[above.parent] === l);
    const said = isWhole || l.waiting === undefined ? saidBy(d, l) : [];
    if (isWhole) this.#waiting[side] = [];
    if (l.waiting !== undefined) this.#waiting[side].push(placeOf(d, l.waiting));
    return said;
  }

  #message(bytes: Uint8Array, side: 0 | 1): Said {
    const offset = this.#carried[side];
    this.#carried[side] += bytes.length;
    return { kind: 'data', offset, length: bytes.length, bytes, frame: this.#lastFrame, side };
  }

  /** No more frames come. */
  end(): readonly Said[] {
    const parts = ([0, 1] as const).flatMap((side) => this.#waiting[side].map((bytes) => this.#message(bytes, side)));
    if (parts.length > 0) return parts;
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

  #segment(part: Stretch, bits: Segmented, side: 0 | 1, frame: number): readonly Said[] {
    const other = side === 0 ? 1 : 0;
    const flags = numberOf(part, bits.flags);
    const gaps = flags & bits.acks ? this.#streams[other].acknowledge(numberOf(part, bits.ack), frame) : [];
    const bytes = flags & bits.rst ? EMPTY : (carriedBy(part) ?? EMPTY);
    const data = this.#streams[side].push(numberOf(part, bits.seq), (flags & bits.syn) !== 0, bytes, frame);
    return [...gaps.map((p) => ({ ...p, side: other }) as Said), ...data.map((p) => ({ ...p, side }))];
  }

  /** Datagrams, and what went through a channel, come as they are: each one is a piece. */
  #stretch(part: Stretch, side: 0 | 1, frame: number): readonly Said[] {
    const isDatagram = part.layer.transport !== undefined;
    const bytes = carriedBy(part) ?? EMPTY;
    if (bytes.length === 0 && !isDatagram) return [];
    const offset = isDatagram ? 0 : this.#carried[side];
    this.#carried[side] += bytes.length;
    return [{ kind: 'data', offset, length: bytes.length, bytes, frame, side }];
  }
}

/** The raw number of a field of the fixed header. */
const numberOf = ({ layer, fields }: Stretch, key: string): number => {
  const value = fields.find((f) => f.name === `${layer.name}.${key}`)?.value;
  return typeof value === 'number' ? value : 0;
};

/** Which way, where two ends may have one name. */
const directionOf = (l: Stretch): number | undefined => l.ends?.direction;
