/** Packets of raw sockets as frames: whole ones as they are; what stands behind an IP header gets one. */
import { fromMillis } from '../../../core/time.ts';
import type { FrameSink } from '../../../formats/encoder.ts';
import type { Direction, TappedChannel } from '../../base/tap.ts';
import { type Flow, packetHeader } from './ip-header.ts';

export const wholeWire = (sink: FrameSink, source: number): TappedChannel => wire(sink, source, () => NOTHING);

/** The IP identification is not real. */
export const ipWire = (sink: FrameSink, source: number, flows: readonly [sent: Flow, received: Flow], protocol: number): TappedChannel =>
  wire(sink, source, (direction, length) => packetHeader(flows[direction === 'sent' ? 0 : 1], protocol, length));

const NOTHING = new Uint8Array(0);

const wire = (sink: FrameSink, source: number, head: (direction: Direction, length: number) => Uint8Array): TappedChannel => ({
  chunk: (direction, bytes, at) => {
    const time = fromMillis(at);
    const header = head(direction, bytes.length);
    const place = sink.reserve(source, time.seconds, time.nanos, header.length, bytes, direction === 'sent' ? 'out' : 'in');
    sink.bytes.set(header, place);
  },
  ended: () => {},
  reset: () => {},
  closed: () => {},
});
