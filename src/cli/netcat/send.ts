/** Sending with `-C`, `-i` or as datagrams: line by line where it must be, at most so much at once as the original reads. */
import type { FastChannel, OpenChannel } from '../../io/base/channel.ts';
import type { PumpEnd } from '../../io/link/pump.ts';
import { copyEach } from './copy-each.ts';

export interface SlowSending {
  /** LF becomes CR LF. */
  readonly crlf: boolean;
  /** What is written at once is a datagram. */
  readonly datagrams: boolean;
  /** Waits after each line. */
  readonly pause?: (() => Promise<void>) | undefined;
}

export const sendSlowly = (from: FastChannel, to: OpenChannel, how: SlowSending): Promise<PumpEnd> => {
  let before = 0;
  return copyEach(from, async (chunk) => {
    for (const piece of how.pause || (how.datagrams && how.crlf) ? linesOf(chunk) : [chunk]) {
      const sent = how.crlf ? withCrLf(piece, before) : piece;
      before = piece.at(-1) ?? before;
      const most = how.datagrams ? DATAGRAM : sent.length;
      for (let o = 0; o < sent.length; o += most) await to.write(sent.subarray(o, o + most));
      if (before === LF) await how.pause?.();
    }
    return true;
  });
};

/** The stretch up to and with each LF, and what follows the last one. */
const linesOf = function* (chunk: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < chunk.length; ) {
    const lf = chunk.indexOf(LF, start);
    const end = lf < 0 ? chunk.length : lf + 1;
    yield chunk.subarray(start, end);
    start = end;
  }
};

/** A copy in which each LF has its CR before it; `before` is the byte that came before the chunk. */
export const withCrLf = (chunk: Uint8Array, before: number): Uint8Array => {
  const bare = (i: number): boolean => chunk[i] === LF && (i === 0 ? before : chunk[i - 1]) !== CR;
  let added = 0;
  for (let i = chunk.indexOf(LF); i >= 0; i = chunk.indexOf(LF, i + 1)) if (bare(i)) added++;
  if (added === 0) return chunk;
  const out = new Uint8Array(chunk.length + added);
  let at = 0;
  for (const line of linesOf(chunk)) {
    const end = line.byteOffset - chunk.byteOffset + line.length - 1;
    const lone = bare(end);
    out.set(lone ? line.subarray(0, -1) : line, at);
    at += line.length - (lone ? 1 : 0);
    if (lone) out.set(CRLF, at);
    at += lone ? 2 : 0;
  }
  return out;
};

/** The original reads and sends at most so much at a time. */
const DATAGRAM = 16_384;
const LF = 10;
const CR = 13;
const CRLF = Uint8Array.of(CR, LF);
