/** What earlier frames say about a frame: streams, relative numbers, reassembly. One history sees every frame of a list, in order. */
import type { Dissecting, History } from '../wire/dissect.ts';
import type { Frame } from '../wire/frame.ts';
import type { Layer } from '../wire/layer.ts';
import { AddressKind } from './addresses.ts';
import { putAck, putAnalysis, putControl, putStream, putTimes, putWindow } from './tcp-fields.ts';
import { type Place, Transports } from './transports.ts';

export interface FrameHistory extends History {
  readonly transports: Transports;
  /** Told of every frame, in order, before it is dissected. */
  frame(frame: Frame): void;
}

export const history = (transports = new Transports()): FrameHistory => {
  const place: Place = { b: new Uint8Array(0), o: 0, end: 0, wire: 0, src: 0, dst: 0, quoted: false };
  return {
    transports,
    frame: (frame) => transports.frame(frame.number, frame.seconds, frame.nanos),
    observe: (d, part) => {
      if (d.layer.name === 'tcp') observeTcp(d, part, transports, place);
      else if (d.layer.name === 'udp') observeUdp(d, transports, place);
    },
  };
};

const observeTcp = (d: Dissecting, part: string, t: Transports, place: Place): void => {
  if (part === 'stream') {
    t.tcp(locate(d, t, place));
    putStream(d, t);
  } else if (part === 'ack') putAck(d, t);
  else if (part === 'window') putWindow(d, t);
  else if (part === 'control') putControl(d, t);
  else if (part === 'times') putTimes(d, t);
  else if (part === 'analysis') putAnalysis(d, t);
};

const observeUdp = (d: Dissecting, t: Transports, place: Place): void => {
  t.udp(locate(d, t, place));
  const { facts, clock, now } = t;
  d.add('stream', facts.stream);
  d.add('time_relative', clock.exactly(facts.firstSeconds, facts.firstNanos, now.seconds, now.nanos));
  d.add('time_delta', clock.exactly(facts.previousSeconds, facts.previousNanos, now.seconds, now.nanos));
};

const locate = (d: Dissecting, t: Transports, place: Place): Place => {
  place.b = d.b;
  place.o = d.start;
  place.end = d.end;
  place.wire = d.wire;
  place.quoted = d.quoted;
  place.src = 0;
  place.dst = 0;
  for (let below = d.lower; below; below = below.lower) {
    const at = ends(below.layer);
    if (at === undefined) continue;
    place.src = t.addresses.number(at.kind, below.b, below.start + at.src);
    place.dst = t.addresses.number(at.kind, below.b, below.start + at.dst);
    return place;
  }
  return place;
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
