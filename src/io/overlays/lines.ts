/** Overlay `lines:` : each chunk is one line with its end, both ways, so that a line becomes a message or a datagram: `lines:tcp:host:7`. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { OverlayType } from '../base/endpoint.ts';
import { printOptions } from '../base/options.ts';
import { parseSize, printSize } from '../base/sizes.ts';
import { wrappedChannel } from '../channels/wrapped-channel.ts';

export interface LinesOptions {
  /** Bytes; a longer line is cut into pieces. */
  readonly longest?: number;
}

const LONGEST = 65_536;
const LF = 10;

export const lines: OverlayType<LinesOptions> = {
  scheme: 'lines',
  title: 'One line a chunk, both ways',
  example: 'lines:localhost:7',
  words: 0,
  options: [{ name: 'longest', value: 'BYTES', help: 'a longer line is cut into pieces (64k)' }],
  parse: (_words, options, place) => {
    const text = options.get('longest');
    const longest = text === undefined ? undefined : parseSize(text);
    if (text !== undefined && (longest === undefined || longest < 1 || longest > 1 << 24))
      throw new UsageError(place, sayWrong('longestForm'), text);
    return longest === undefined ? {} : { longest };
  },
  print: (o) => `lines${printOptions({ longest: o.longest === undefined ? undefined : printSize(o.longest) })}:`,
  wrap: async (channel, _role, o) => byLines(channel, o.longest ?? LONGEST),
};

const byLines = (below: OpenChannel, longest: number): OpenChannel => {
  const out = new Cutter(longest);
  return wrappedChannel(below, {
    scheme: 'lines',
    incoming: cut(below.incoming, longest),
    write: async (chunk) => {
      for (const line of out.push(chunk)) await below.write(line);
    },
    flush: async () => {
      const rest = out.rest();
      if (rest !== undefined) await below.write(rest);
    },
  });
};

async function* cut(source: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Uint8Array> {
  const cutter = new Cutter(longest);
  for await (const chunk of source) yield* cutter.push(chunk);
  const rest = cutter.rest();
  if (rest !== undefined) yield rest;
}

/** Bytes in, whole lines out. */
class Cutter {
  readonly #longest: number;
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  *push(chunk: Uint8Array): Generator<Uint8Array> {
    for (let o = 0; o < chunk.length; ) {
      const end = chunk.indexOf(LF, o) + 1;
      const room = o + this.#longest - this.#length;
      const to = Math.min(end === 0 ? chunk.length : end, room);
      this.#parts.push(chunk.subarray(o, to));
      this.#length += to - o;
      o = to;
      if (to === end || this.#length === this.#longest) yield this.#take();
    }
    // The last part lies in a buffer that is its owner's to use again.
    const last = this.#parts.pop();
    if (last !== undefined) this.#parts.push(Uint8Array.from(last));
  }

  /** The last line, where it has no end. */
  rest(): Uint8Array | undefined {
    return this.#length === 0 ? undefined : this.#take();
  }

  #take(): Uint8Array {
    const [only] = this.#parts;
    const line = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}
