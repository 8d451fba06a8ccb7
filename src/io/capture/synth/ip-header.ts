/**
 * Headers of the frames that are made of socket events: templates of their declarations. What changes from frame to frame are lengths,
 * sequence numbers, flags and checksums.
 */
import { parseIp } from '../../../core/address.ts';
import { ip } from '../../../protocols/ip/ip.ts';
import { ipv6 } from '../../../protocols/ipv6/ipv6.ts';
import { tcp } from '../../../protocols/tcp/tcp.ts';
import { udp } from '../../../protocols/udp/udp.ts';
import { buildStack, type Part } from '../../../wire/build.ts';
import { addressSum } from '../../../wire/internet-checksum.ts';
import { Template } from '../../../wire/template.ts';
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

/** The IP header of one flow. */
class IpHeader {
  readonly length: number;
  readonly bytes: Uint8Array;
  /** What its addresses add to the checksums of what it carries. */
  readonly pseudo: number;
  readonly #four: boolean;
  readonly #template: Template;
  #id = 0;

  constructor(flow: Flow, upper: Layer) {
    this.#four = flow.source.length === 4;
    const layer = this.#four ? ip : ipv6;
    this.bytes = buildStack([ipPart(flow), [upper, { srcport: flow.sport, dstport: flow.dport }]]).subarray(0, layer.min);
    this.length = this.bytes.length;
    this.#template = new Template(layer, this.bytes, this.#four ? ['len', 'id'] : ['plen']);
    this.pseudo = addressSum(layer, this.bytes);
  }

  /** Writes that of a packet whose upper header and payload are `length` bytes. */
  write(out: Uint8Array, at: number, length: number): void {
    this.#id = (this.#id + 1) & 0xffff;
    if (this.#four) this.#template.write(out, at, 0, length + this.length, this.#id);
    else this.#template.write(out, at, 0, length);
  }
}

const ipPart = (flow: Flow): Part =>
  flow.source.length === 4 ? [ip, { src: flow.source, dst: flow.target }] : [ipv6, { src: flow.source, dst: flow.target }];

/** The IP header of a packet that carries `length` bytes of a protocol. */
export const packetHeader = (flow: Flow, protocol: number, length: number): Uint8Array => {
  const four = flow.source.length === 4;
  const values = four ? { src: flow.source, dst: flow.target, proto: protocol } : { src: flow.source, dst: flow.target, nxt: protocol };
  return buildStack([[four ? ip : ipv6, values]], new Uint8Array(length)).subarray(0, four ? ip.min : ipv6.min);
};

/** IP and TCP headers of one way. */
export class TcpHeader {
  /** Bytes of both headers. */
  readonly length: number;
  readonly #ip: IpHeader;
  readonly #template: Template;

  constructor(flow: Flow, window: number) {
    this.#ip = new IpHeader(flow, tcp);
    const part: Part = [tcp, { srcport: flow.sport, dstport: flow.dport, flags: 0, window_size_value: window }];
    const header = buildStack([ipPart(flow), part]).subarray(this.#ip.length);
    this.#template = new Template(tcp, header, ['seq_raw', 'ack_raw', 'flags'], this.#ip.pseudo);
    this.length = this.#ip.length + header.length;
  }

  /** Writes the headers of a segment at `at`; its payload has so many bytes and this sum. */
  write(out: Uint8Array, at: number, seq: number, ack: number, flags: number, payload: number, payloadSum: number): void {
    const segment = tcp.min + payload;
    this.#ip.write(out, at, segment);
    this.#template.write(out, at + this.#ip.length, segment + payloadSum, seq, ack, flags);
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

/** IP and UDP headers of one way. */
export class UdpHeader {
  readonly length: number;
  /** Longest payload. */
  readonly most: number;
  readonly #ip: IpHeader;
  readonly #template: Template;

  constructor(flow: Flow) {
    this.#ip = new IpHeader(flow, udp);
    const part: Part = [udp, { srcport: flow.sport, dstport: flow.dport, length: 0, checksum: 0 }];
    const header = buildStack([ipPart(flow), part]).subarray(this.#ip.length);
    this.#template = new Template(udp, header, ['length'], this.#ip.pseudo);
    this.length = this.#ip.length + header.length;
    this.most = 0xffff - udp.min - (flow.source.length === 4 ? ip.min : 0);
  }

  write(out: Uint8Array, at: number, payload: Uint8Array): void {
    const length = udp.min + payload.length;
    this.#ip.write(out, at, length);
    this.#template.write(out, at + this.#ip.length, length + payloadSum(payload), length);
  }
}
