/**
 * Headers of the frames that are made of socket events. Each is built once by the declarations of its protocols and then copied and
 * patched: what changes from frame to frame are lengths, sequence numbers, flags and checksums, and the checksums are corrected from
 * sums that were taken once.
 */
import { parseIp } from '../../../core/address.ts';
import { put16, put32 } from '../../../core/bytes.ts';
import { fold16, sum16 } from '../../../core/checksum.ts';
import { ip } from '../../../protocols/ip/ip.ts';
import { ipv6 } from '../../../protocols/ipv6/ipv6.ts';
import { tcp } from '../../../protocols/tcp/tcp.ts';
import { udp } from '../../../protocols/udp/udp.ts';
import { buildStack, type Part } from '../../../wire/build.ts';
import { addressSum, checksumOf } from '../../../wire/internet-checksum.ts';
import type { Layer } from '../../../wire/types.ts';
import type { OptionInput } from '../../../wire/value.ts';
import type { IpEnd } from '../../base/tap.ts';
import { payloadSum } from './payload-sum.ts';

/** A flow: from one address and port to another. */
export interface Flow {
  readonly source: Uint8Array;
  readonly target: Uint8Array;
  readonly sport: number;
  readonly dport: number;
}

/** Both flows between two ends, both addresses of one family: where they differ, IPv4 is written as IPv6 (RFC 4291 §2.5.5.2). */
export const flowsBetween = (a: IpEnd, b: IpEnd): readonly [there: Flow, back: Flow] | undefined => {
  const [x, y] = [parseIp(a.address), parseIp(b.address)];
  if (x === undefined || y === undefined) return undefined;
  const wide = x.length !== y.length;
  const [from, to] = wide ? [mapped(x), mapped(y)] : [x, y];
  return [
    { source: from, target: to, sport: a.port, dport: b.port },
    { source: to, target: from, sport: b.port, dport: a.port },
  ];
};

const mapped = (b: Uint8Array): Uint8Array => (b.length === 16 ? b : Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...b));

/** Where a field of a layer starts, in bytes from the layer's start; of a field that shares its first byte, where its last byte is. */
const placeOf = (l: Layer, key: string): number => {
  const slot = l.slots.find((s) => s.key === key);
  if (slot === undefined) throw new RangeError(`${l.name} has no field ${key}`);
  return slot.bit % 8 === 0 ? slot.bit >> 3 : (slot.bit + slot.field.bits - 8) >> 3;
};

/** Where the checksum of a header is, and the protocol number that it is summed with. */
const checksumIn = (l: Layer): { readonly at: number; readonly number: number } => {
  const found = checksumOf(l);
  if (found === undefined) throw new RangeError(`${l.name} has no checksum`);
  return { at: found.at, number: found.sum.pseudo ?? 0 };
};

const IP_LENGTH = placeOf(ip, 'len');
const IP_ID = placeOf(ip, 'id');
const IP_CHECKSUM = checksumIn(ip).at;
const IPV6_LENGTH = placeOf(ipv6, 'plen');

/** The IP header of one flow. */
class IpHeader {
  readonly bytes: Uint8Array;
  readonly pseudo: number;
  readonly #four: boolean;
  readonly #sum: number;
  #id = 0;

  constructor(flow: Flow, upper: Layer) {
    this.#four = flow.source.length === 4;
    const whole = buildStack([ipPart(flow), [upper, { srcport: flow.sport, dstport: flow.dport }]]);
    this.bytes = whole.subarray(0, this.#four ? ip.min : ipv6.min);
    if (this.#four) {
      put16(this.bytes, IP_LENGTH, 0);
      put16(this.bytes, IP_CHECKSUM, 0);
    }
    this.#sum = sum16(this.bytes);
    this.pseudo = addressSum(this.#four ? ip : ipv6, this.bytes);
  }

  /** Makes the header at `at` that of a packet whose upper header and payload are `length` bytes. */
  patch(out: Uint8Array, at: number, length: number): void {
    if (!this.#four) {
      put16(out, at + IPV6_LENGTH, length);
      return;
    }
    this.#id = (this.#id + 1) & 0xffff;
    const total = length + this.bytes.length;
    put16(out, at + IP_LENGTH, total);
    put16(out, at + IP_ID, this.#id);
    put16(out, at + IP_CHECKSUM, ~fold16(this.#sum + total + this.#id));
  }
}

const ipPart = (flow: Flow): Part =>
  flow.source.length === 4 ? [ip, { src: flow.source, dst: flow.target }] : [ipv6, { src: flow.source, dst: flow.target }];

const SEQ = placeOf(tcp, 'seq_raw');
const ACK = placeOf(tcp, 'ack_raw');
const FLAGS = placeOf(tcp, 'flags');
const TCP_SUM = checksumIn(tcp);

/** IP and TCP headers of one way. */
export class TcpHeader {
  /** Bytes of both headers. */
  readonly length: number;
  readonly #ip: IpHeader;
  readonly #whole: Uint8Array;
  readonly #sum: number;

  constructor(flow: Flow, window: number) {
    this.#ip = new IpHeader(flow, tcp);
    this.#whole = buildStack([ipPart(flow), [tcp, { srcport: flow.sport, dstport: flow.dport, flags: 0, window_size_value: window }]]);
    this.#whole.set(this.#ip.bytes);
    this.length = this.#whole.length;
    put16(this.#whole, this.#ip.bytes.length + TCP_SUM.at, 0);
    this.#sum = this.#ip.pseudo + TCP_SUM.number + sum16(this.#whole, this.#ip.bytes.length);
  }

  /** Writes the headers of a segment at `at`; its payload has so many bytes and this sum. */
  write(out: Uint8Array, at: number, seq: number, ack: number, flags: number, payload: number, payloadSum: number): void {
    out.set(this.#whole, at);
    const start = at + this.#ip.bytes.length;
    const segment = tcp.min + payload;
    this.#ip.patch(out, at, segment);
    put32(out, start + SEQ, seq);
    put32(out, start + ACK, ack);
    out[start + FLAGS] = flags;
    const numbers = (seq >>> 16) + (seq & 0xffff) + (ack >>> 16) + (ack & 0xffff);
    const sum = this.#sum + segment + numbers + flags + payloadSum;
    put16(out, start + TCP_SUM.at, ~fold16(sum));
  }
}

/** A whole segment with options and without payload: the two that open a connection. */
export const segmentWithOptions = (
  flow: Flow,
  seq: number,
  ack: number,
  flags: number,
  window: number,
  options: readonly OptionInput[],
): Uint8Array =>
  buildStack([
    ipPart(flow),
    [tcp, { srcport: flow.sport, dstport: flow.dport, seq_raw: seq, ack_raw: ack, flags, window_size_value: window, options }],
  ]);

const UDP_LENGTH = placeOf(udp, 'length');
const UDP_SUM = checksumIn(udp);

/** IP and UDP headers of one way. */
export class UdpHeader {
  readonly length: number;
  /** Longest payload. */
  readonly most: number;
  readonly #ip: IpHeader;
  readonly #whole: Uint8Array;
  readonly #sum: number;

  constructor(flow: Flow) {
    this.#ip = new IpHeader(flow, udp);
    this.#whole = buildStack([ipPart(flow), [udp, { srcport: flow.sport, dstport: flow.dport, length: 0, checksum: 0 }]]);
    this.#whole.set(this.#ip.bytes);
    this.length = this.#whole.length;
    this.most = 0xffff - udp.min - (flow.source.length === 4 ? ip.min : 0);
    this.#sum = this.#ip.pseudo + UDP_SUM.number + sum16(this.#whole, this.#ip.bytes.length);
  }

  write(out: Uint8Array, at: number, payload: Uint8Array): void {
    out.set(this.#whole, at);
    const start = at + this.#ip.bytes.length;
    const length = udp.min + payload.length;
    this.#ip.patch(out, at, length);
    put16(out, start + UDP_LENGTH, length);
    const sum = ~fold16(this.#sum + length * 2 + payloadSum(payload)) & 0xffff;
    // A computed 0 is sent as all ones, because 0 says that there is no checksum (RFC 768).
    put16(out, start + UDP_SUM.at, sum || 0xffff);
  }
}
