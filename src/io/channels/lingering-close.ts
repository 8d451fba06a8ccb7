/** Lingering close: what was sent is delivered although the peer still sends (a plain close would answer with RST and destroy it). */
import { type FastChannel, isFast, type OpenChannel } from '../base/channel.ts';
import { SHARED, type Sink } from '../base/on-read.ts';

export interface LingerLimits {
  /** Milliseconds to wait for the peer's end. */
  readonly time: number;
  /** Bytes to throw away meanwhile. */
  readonly bytes: number;
}

export const LINGER: LingerLimits = { time: 5000, bytes: 1 << 20 };

/**
 * Half-closes, throws away what still comes until the peer's end or a limit, then lets go. A peer past the limit is cut. Never rejects.
 * `draining` is a `drained` of this channel that was started before.
 */
export const lingeringClose = async (channel: OpenChannel, limits: LingerLimits = LINGER, draining?: Promise<boolean>): Promise<void> => {
  if (channel.ledger.isOver) return;
  if (channel.ledger.hasEnded('peer')) {
    channel.close();
    return;
  }
  const late = setTimeout(() => channel.abort(new Error(`still sending ${limits.time / 1000} s after our end`)), limits.time);
  try {
    await channel.end();
    if (await (draining ?? discardIncoming(channel, limits.bytes))) channel.close();
    else channel.abort(new Error(`still sending ${limits.bytes} bytes after our end`));
  } catch {
    channel.close();
  } finally {
    clearTimeout(late);
  }
};

/** Throws away what comes: true at the peer's end, false once `most` bytes were passed (reading stops then). Rejects when the channel is cut. */
export const discardIncoming = (channel: OpenChannel, most: number): Promise<boolean> => {
  const result = isFast(channel) ? discardFast(channel, most) : discardPlain(channel, most);
  result.catch(() => {}); // a cut is in the ledger, whether or not somebody waits here
  return result;
};

const discardPlain = async (channel: OpenChannel, most: number): Promise<boolean> => {
  let thrown = 0;
  for await (const chunk of channel.incoming) {
    thrown += chunk.length;
    if (thrown > most) return false;
  }
  return true;
};

const discardFast = (channel: FastChannel, most: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    let thrown = 0;
    const sink: Sink = {
      buffer: SHARED,
      keep: (n, from) => from.subarray(0, n),
      take: (chunk) => {
        thrown += chunk.length;
        if (thrown > most) resolve(false);
        return thrown <= most;
      },
    };
    channel.feed(sink).then(() => resolve(true), reject);
  });
