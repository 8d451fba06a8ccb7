/** Overlay `crlf:` : lines end in CR LF on the wire and in LF on our side, as most text protocols want it: `crlf:tcp:host:25`. */
import type { OpenChannel } from '../base/channel.ts';
import type { OverlayType } from '../base/endpoint.ts';
import { wrappedChannel } from '../channels/wrapped-channel.ts';

export type CrlfOptions = Readonly<Record<string, never>>;

const [LF, CR] = [10, 13];

export const crlf: OverlayType<CrlfOptions> = {
  scheme: 'crlf',
  title: 'Lines end in CR LF on the wire, in LF here',
  example: 'crlf:localhost:25',
  words: 0,
  options: [],
  parse: () => ({}),
  print: () => 'crlf:',
  wrap: async (channel) => translated(channel),
};

const translated = (below: OpenChannel): OpenChannel => {
  let afterCr = false;
  const channel = wrappedChannel(below, {
    scheme: 'crlf',
    incoming: toLf(below.incoming, (taken) => channel.ledger.added('received', taken)),
    write: async (chunk) => {
      const bytes = toCrlf(chunk, afterCr);
      if (chunk.length > 0) afterCr = chunk.at(-1) === CR;
      await below.write(bytes);
      channel.ledger.added('sent', bytes.length - chunk.length);
    },
  });
  return channel;
};

/** An LF gets its CR unless it has one. */
const toCrlf = (chunk: Uint8Array, afterCr: boolean): Uint8Array => {
  let missing = 0;
  for (let i = 0; i < chunk.length; i++) if (isBareLf(chunk, i, afterCr)) missing++;
  if (missing === 0) return chunk;
  const bytes = new Uint8Array(chunk.length + missing);
  let o = 0;
  for (let i = 0; i < chunk.length; i++) {
    if (isBareLf(chunk, i, afterCr)) bytes[o++] = CR;
    bytes[o++] = chunk[i] ?? 0;
  }
  return bytes;
};

const isBareLf = (chunk: Uint8Array, i: number, afterCr: boolean): boolean => chunk[i] === LF && (i === 0 ? !afterCr : chunk[i - 1] !== CR);

/** A CR before an LF goes; one at the end of a chunk waits for what follows it. */
async function* toLf(source: AsyncIterable<Uint8Array>, took: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let held = false;
  for await (const chunk of source) {
    const bytes = new Uint8Array(chunk.length + 1);
    let o = 0;
    for (const byte of chunk) {
      if (held && byte !== LF) bytes[o++] = CR;
      held = byte === CR;
      if (!held) bytes[o++] = byte;
    }
    took(chunk.length - o);
    if (o > 0 || chunk.length === 0) yield bytes.subarray(0, o);
  }
  if (!held) return;
  took(-1);
  yield Uint8Array.of(CR);
}
