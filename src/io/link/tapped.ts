/**
 * How a tap is attached. Taps watch the ledger of a channel, never the bytes' way: the pump hands each chunk to the ledger in the read
 * callback, before it is written on, and a ledger without a tap costs one comparison.
 *
 * What a tap must keep to (threat C4): be quick (the bytes wait for it), copy what it keeps (the buffer is used again), be bounded (a ring,
 * not a list) and count what it drops, and tell that count. It cannot slow, change or end a channel.
 */
import type { OpenChannel } from '../base/channel.ts';
import type { Tap } from '../base/tap.ts';

/** The same channel, watched from here on. Attach before the first byte, or what went before is missing. */
export const tapped = <C extends OpenChannel>(channel: C, tap: Tap): C => {
  channel.ledger.watch(tap, channel.facts);
  return channel;
};
