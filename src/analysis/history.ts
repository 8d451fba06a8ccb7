/** What earlier frames say about a frame: streams, relative numbers, reassembly. One history sees every frame of a list, in order. */
import type { Bytes } from '../core/bytes.ts';
import type { Frame } from '../wire/frame.ts';
import type { Dissecting, History, Layer } from '../wire/types.ts';
import { AddressKind } from './addresses.ts';
import { Channels, putChannel } from './channels.ts';
import { type Place, place } from './facts.ts';
import { Reassembly } from './reassembly.ts';
import { putReassembled } from './reassembly-fields.ts';
import { putAck, putAnalysis, putControl, putStream, putTimes, putWindow } from './tcp-fields.ts';
import { Transports, UDP_NEEDS } from './transports.ts';

export interface FrameHistory extends History {
  readonly transports: Transports;
  /** Told of every frame, in order, before it is dissected. */
  frame(frame: Pick<Frame, 'number' | 'seconds' | 'nanos'>): void;
  /** The one segment or datagram of this frame was given to `transports` before: its dissection does not give it again. */
  taken(): void;
}

export const history = (transports = new Transports()): FrameHistory => {
  const at = place();
  const channels = new Channels();
  const fragments = new Reassembly();
  let taken = false;
  const take = (d: Dissecting): void => {
    if (taken) return;
    if (d.layer.name === 'tcp') transports.tcp(locate(d, transports, at));
    else transports.udp(locate(d, transports, at));
  };
  return {
    transports,
    frame: (frame) => {
      taken = false;
      transports.frame(frame.number, frame.seconds, frame.nanos);
    },
    taken: () => {
      taken = true;
    },
    observe: (d, part) => {
      const { name } = d.layer;
      if (name !== 'tcp' && name !== 'udp') return putChannel(d, channels);
      if (part === 'stream' || name === 'udp') take(d);
      if (name === 'tcp') observeTcp(d, part, transports);
      else observeUdp(d, transports);
    },
    reassemble: (d, f) => {
      const whole = fragments.take(f.key, d.frame.number, f.offset, f.more, d.b.subarray(f.from, f.to));
      if (whole) putReassembled(d, whole, f);
      return whole?.bytes;
    },
  };
};

const observeTcp = (d: Dissecting, part: string, t: Transports): void => {
  if (part === 'stream') putStream(d, t);
  else if (part === 'ack') putAck(d, t);
  else if (part === 'window') putWindow(d, t);
  else if (part === 'control') putControl(d, t);
  else if (part === 'times') putTimes(d, t);
  else if (part === 'analysis') putAnalysis(d, t);
};

/** A datagram without data counts for nothing. */
const isEmpty = (d: Dissecting): boolean => d.v['length'] === UDP_NEEDS;

const observeUdp = (d: Dissecting, t: Transports): void => {
  const { facts, clock, now } = t;
  d.add('stream', facts.stream);
  if (d.quoted || isEmpty(d)) return;
  d.add('time_relative', clock.exactly(facts.firstSeconds, facts.firstNanos, now.seconds, now.nanos));
  d.add('time_delta', clock.exactly(facts.previousSeconds, facts.previousNanos, now.seconds, now.nanos));
};

const locate = (d: Dissecting, t: Transports, p: Place): Place => {
  p.b = d.b;
  p.o = d.start;
  p.end = d.end;
  p.wire = d.wire;
  p.quoted = d.quoted;
  p.src = 0;
  p.dst = 0;
  let final: Bytes | undefined;
  for (let below = d.lower; below; below = below.lower) {
    final ??= below.destination;
    const at = below.layer.ends ? named(below) : ends(below.layer);
    if (at === undefined) continue;
    p.src = t.addresses.number(at.kind, below.b, below.start + at.src);
    p.dst = final ? t.addresses.number(at.kind, final, 0) : t.addresses.number(at.kind, below.b, below.start + at.dst);
    return p;
  }
  return p;
};

/** Addresses of a layer that says itself where they are. */
const named = (d: Dissecting): Ends | undefined => {
  const { source, target } = d.layer.ends?.(d) ?? {};
  if (source?.address === undefined || target?.address === undefined) return undefined;
  return { kind: source.address.kind, src: source.address.at - d.start, dst: target.address.at - d.start };
};

/** Where a layer's header has its addresses. */
interface Ends {
  readonly kind: number;
  readonly src: number;
  readonly dst: number;
}

const known = new Map<Layer, Ends | undefined>();

const ends = (layer: Layer): Ends | undefined => {
  if (!known.has(layer)) known.set(layer, findEnds(layer));
  return known.get(layer);
};

const findEnds = (layer: Layer): Ends | undefined => {
  const src = layer.slots.find((s) => s.field.column === 'src');
  const dst = layer.slots.find((s) => s.field.column === 'dst');
  if (src === undefined || dst === undefined) return undefined;
  const kind = src.field.show === 'ip4' ? AddressKind.ip4 : src.field.show === 'ip6' ? AddressKind.ip6 : AddressKind.mac;
  return { kind, src: src.bit >> 3, dst: dst.bit >> 3 };
};
