/** What every overlay must do: what every endpoint must, lying on a real socket and on one in memory. `overlayConformance(tls, { … })`. */
import { openAddress, parseAddress, printAddress } from '../../../src/io/address/address.ts';
import type { OpenChannel } from '../../../src/io/base/channel.ts';
import type { EndpointType, OverlayType } from '../../../src/io/base/endpoint.ts';
import { memoryPair } from '../../../src/io/endpoints/memory/memory.ts';
import { tcp } from '../../../src/io/endpoints/tcp/tcp.ts';
import { endpointConformance, listeningPair, type Pair, type TestPlace } from '../endpoint/suite.ts';

export interface OverlayPlace extends Pick<TestPlace, 'cannot' | 'refused'> {
  /** Lays the overlay on both ends of a pair, or on ours only. */
  wrap(below: Pair, signal: AbortSignal): Promise<Pair>;
}

export const overlayConformance = (type: OverlayType, place: OverlayPlace): void => {
  const grounds: Readonly<Record<string, (signal: AbortSignal) => Promise<Pair>>> = {
    tcp: (signal) => listeningPair(tcp, '127.0.0.1:0', signal),
    memory: async () => {
      const [ours, theirs] = memoryPair('client', 'server');
      return { ours: named(ours), theirs };
    },
  };
  for (const [ground, pair] of Object.entries(grounds))
    endpointConformance(asEndpoint(type, ground), {
      ...place,
      pair: async (_folder, signal) => place.wrap(await pair(signal), signal),
    });
};

/** The name that a certificate must be for. */
const named = (channel: OpenChannel): OpenChannel =>
  Object.defineProperty(channel, 'facts', { value: { ...channel.facts, remoteName: 'localhost' } });

const asEndpoint = (type: OverlayType, ground: string): EndpointType => ({
  scheme: type.scheme,
  title: `${type.title} (on ${ground})`,
  example: type.example,
  framing: 'stream',
  // What the suite takes off is the scheme and a colon; an overlay's options stand before its colon.
  parse: (text) => parseAddress(/^[?:]/.test(text) ? type.scheme + text : `${type.scheme}:${text}`),
  print: (at) => `${type.scheme}:${printAddress(asAddress(at)).slice(type.scheme.length)}`,
  open: (at, options, signal) => openAddress(asAddress(at), options, signal),
});

const asAddress = (at: unknown): ReturnType<typeof parseAddress> => {
  if (typeof at === 'object' && at !== null && 'endpoint' in at) return at as ReturnType<typeof parseAddress>;
  throw new Error('not an address');
};
