/** What `-v` adds at the end of a copy: bytes and SHA-256 of what was sent from, or received into, a file or pipe. */
import { createHash, type Hash } from 'node:crypto';
import type { Ledger } from '../../../io/base/ledger.ts';
import type { Direction, Tap, TappedChannel } from '../../../io/base/tap.ts';

export interface Digest extends Tap {
  /** `sent 18 B, sha256 …`: a line for each direction that is watched and has carried something. */
  lines(ledger: Ledger): readonly string[];
}

/** Both ends of an unbroken copy print the same two values: they are those of the bytes on the wire. */
export const digestOf = (directions: readonly Direction[]): Digest => {
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
  return {
    open: () => tapped,
    lines: (ledger) =>
      [...hashes].map(([direction, { hash, bytes }]) => {
        const counted = ledger[direction];
        // Bytes that were handed over but never left are in the hash, so it says nothing.
        return `${direction} ${counted} B, ${counted === bytes ? `sha256 ${hash.digest('hex')}` : 'then it was cut'}`;
      }),
  };
};
