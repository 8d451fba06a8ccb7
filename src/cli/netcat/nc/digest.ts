/** What `-v` adds at the end of a copy: bytes and SHA-256 of what was sent from, or received into, a file or pipe. */
import { createHash, type Hash } from 'node:crypto';
import type { Ledger } from '../../../io/base/ledger.ts';
import type { Direction, Tap, TappedChannel } from '../../../io/base/tap.ts';

export interface Digest extends Tap {
  /** `sent 18 B, sha256 …`: a line for each direction that is watched and has carried something. */
  lines(): readonly string[];
}

/**
 * Both ends of an unbroken copy print the same two values: they are those of the bytes on the wire. What passed before, as the talk with a
 * proxy, is none of it, but for `early`, which came with the last of that.
 */
export const digestOf = (directions: readonly Direction[], ledger: Ledger, early: Uint8Array): Digest => {
  const before = { sent: ledger.sent, received: ledger.received - early.length };
  const hashes = new Map<Direction, { hash: Hash; bytes: number }>();
  const tapped: TappedChannel = {
    chunk: (direction, bytes) => {
      if (!directions.includes(direction)) return;
      const known = hashes.get(direction) ?? { hash: createHash('sha256'), bytes: 0 };
      hashes.set(direction, known);
      known.hash.update(bytes);
      known.bytes += bytes.length;
    },
    ended: () => {},
    reset: () => {},
    closed: () => {},
  };
  if (early.length > 0) tapped.chunk('received', early, 0);
  return {
    open: () => tapped,
    lines: () =>
      directions.flatMap((direction) => {
        const known = hashes.get(direction);
        if (known === undefined) return [];
        const counted = ledger[direction] - before[direction];
        // Bytes that were handed over but never left are in the hash, so it says nothing.
        return `${direction} ${counted} B, ${counted === known.bytes ? `sha256 ${known.hash.digest('hex')}` : 'then it was cut'}`;
      }),
  };
};
