/** UDP datagrams of ours as frames (RFC 768). All but the IP identification is real. */
import { fromMillis } from '../../../core/time.ts';
import type { FrameSink } from '../../../formats/encoder.ts';
import type { Direction, TappedChannel } from '../../base/tap.ts';
import { type Flow, UdpHeader } from './ip-header.ts';

export const udpWire = (sink: FrameSink, source: number, flows: readonly [sent: Flow, received: Flow]): TappedChannel => {
  const [sent, received] = [new UdpHeader(flows[0]), new UdpHeader(flows[1])];
  return {
    chunk: (direction: Direction, bytes: Uint8Array, at: number): void => {
      const header = direction === 'sent' ? sent : received;
      // The system refuses longer ones, so nobody has seen one.
      if (bytes.length > header.most) return;
      const time = fromMillis(at);
      const place = sink.reserve(source, time.seconds, time.nanos, header.length, bytes, direction === 'sent' ? 'out' : 'in');
      header.write(sink.bytes, place, bytes);
    },
    ended: () => {},
    reset: () => {},
    closed: () => {},
  };
};
