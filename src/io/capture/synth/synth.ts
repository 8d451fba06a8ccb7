/**
 * The rootless wire: what our own sockets report, as the frames that carried it. A tap on every channel; what it makes goes to a sink, a
 * capture file being written or batches for a view. The frames start at the IP header (raw IP), because nobody saw a link layer.
 */

import type { FrameSink } from '../../../formats/encoder.ts';
import { LinkType } from '../../../wire/frame.ts';
import type { ChannelFacts, Tap, TappedChannel } from '../../base/tap.ts';
import { flowsBetween } from './ip-header.ts';
import { ipWire, wholeWire } from './packet-wire.ts';
import { pduWire } from './pdu-wire.ts';
import { type Recording, RepeatedChunks } from './repeated-chunks.ts';
import { secretsFirst } from './secrets-first.ts';
import { tcpWire } from './tcp-wire.ts';
import { udpWire } from './udp-wire.ts';

export interface SynthOptions {
  /** What Wireshark decodes the bytes of channels without IP as; default `data`. */
  readonly dissector?: string;
  /** Bytes of a stream whose payload is kept twice where a link passes them on; default: all. See `Recording`. */
  readonly repeat?: number;
  /** What the file says of its packets besides; asked when the first is made. */
  readonly about?: (() => string) | undefined;
  /** Carries an event of a channel out, from its opening on; what it makes is with the sink then. */
  readonly turn?: (facts: ChannelFacts, event: () => void) => void;
}

/** A tap that turns every channel it is put on into frames. Interfaces are made in the sink when they are first needed. */
export const synth = (sink: FrameSink, options: SynthOptions = {}): Tap => {
  const recording: Recording = { sink, repeated: new RepeatedChunks(), repeat: options.repeat ?? Number.POSITIVE_INFINITY };
  const about = options.repeat === undefined ? COMMENT : `${COMMENT} ${onceAfter(options.repeat)}`;
  let channels = 0;
  const once = (make: () => number): (() => number) => {
    let made: number | undefined;
    return () => {
      made ??= make();
      return made;
    };
  };
  const packets = once(() =>
    sink.source({
      linkType: LinkType.raw,
      mark: 'S',
      name: 'sockets',
      comment: [about, options.about?.() ?? ''].filter((line) => line !== '').join('\n'),
    }),
  );
  const frames = once(() => sink.source({ linkType: LinkType.ethernet, mark: 'R', name: 'frames', comment: WHOLE }));
  const whole = once(() => sink.source({ linkType: LinkType.raw, mark: 'R', name: 'packets', comment: WHOLE }));
  const others = once(() => sink.source({ linkType: LinkType.upperPdu, mark: 'S', name: 'channels', comment: about }));
  const rawWire = (kind: ChannelFacts['packets'], flows: ReturnType<typeof flowsBetween>): TappedChannel | undefined => {
    if (kind === 'ethernet') return wholeWire(sink, frames());
    if (kind === 'ip') return wholeWire(sink, whole());
    return kind === undefined || flows === undefined ? undefined : ipWire(sink, packets(), flows, kind.protocol);
  };
  return {
    open: (facts: ChannelFacts): TappedChannel => {
      channels++;
      const { localIp, remoteIp } = facts;
      const flows = localIp !== undefined && remoteIp !== undefined ? flowsBetween(localIp, remoteIp) : undefined;
      const wireOf = (): TappedChannel => rawWire(facts.packets, flows) ?? plainWire();
      const plainWire = (): TappedChannel =>
        flows === undefined
          ? pduWire(recording, others(), facts, channels, options.dissector ?? 'data')
          : facts.framing === 'datagram'
            ? udpWire(sink, packets(), flows)
            : tcpWire(recording, packets(), facts, flows);
      const { turn } = options;
      if (turn === undefined) return secretsFirst(wireOf(), sink);
      let wire: TappedChannel | undefined;
      turn(facts, () => {
        wire = wireOf();
      });
      return secretsFirst(wire ?? wireOf(), sink, (event) => turn(facts, event));
    },
  };
};

const onceAfter = (repeat: number): string =>
  `Payload that a link passed on stands in the packets of both its sides up to ${repeat} bytes a direction, and later only where it came in.`;

const WHOLE = 'Whole packets of a raw socket, as they were sent and received.';

const COMMENT =
  'No privilege was used: these frames were made from what the program did with its own sockets. ' +
  'There is no link layer, because nobody saw one. Checksums are those the real segments must have had.';
