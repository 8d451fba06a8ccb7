/** Overlay `rate:` : at most so many bytes a second, each way: `rate:100k:tcp:host:80`. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { OverlayType } from '../base/endpoint.ts';
import { parseSize, printSize } from '../base/sizes.ts';
import { wrappedChannel } from '../channels/wrapped-channel.ts';
import { paceOf } from '../link/pace.ts';

export interface RateOptions {
  readonly bytesPerSecond: number;
}

export const rate: OverlayType<RateOptions> = {
  scheme: 'rate',
  title: 'At most so many bytes a second, each way',
  example: 'rate:100k:localhost:8080',
  words: 1,
  options: [],
  parse: ([word = ''], _options, place) => {
    const bytesPerSecond = parseSize(word);
    if (bytesPerSecond === undefined || bytesPerSecond < 1) throw new UsageError(place, sayWrong('perSecond'), word);
    return { bytesPerSecond };
  },
  print: (o) => `rate:${printSize(o.bytesPerSecond)}:`,
  wrap: async (channel, _role, o) => paced(channel, o.bytesPerSecond),
};

const paced = (below: OpenChannel, bytesPerSecond: number): OpenChannel => {
  const stop = new AbortController();
  const [reading, writing] = [paceOf(bytesPerSecond, stop.signal), paceOf(bytesPerSecond, stop.signal)];
  // A datagram stays whole, however slow it goes.
  const slice = below.facts.framing === 'datagram' ? Number.POSITIVE_INFINITY : reading.slice;
  return wrappedChannel(below, {
    scheme: 'rate',
    incoming: slicedWhenDue(below, reading, slice),
    write: async (chunk) => {
      for (const part of slices(chunk, slice)) {
        await writing.wait(part.length);
        await below.write(part);
      }
    },
    release: () => stop.abort(new Error('the channel is closed')),
  });
};

async function* slicedWhenDue(below: OpenChannel, pace: ReturnType<typeof paceOf>, slice: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of below.incoming)
    for (const part of slices(chunk, slice)) {
      await pace.wait(part.length);
      yield part;
    }
}

/** A whole chunk where it is short enough, an empty one too. */
function* slices(chunk: Uint8Array, most: number): Generator<Uint8Array> {
  for (let o = 0; o === 0 || o < chunk.length; o += most) yield chunk.subarray(o, o + most);
}
