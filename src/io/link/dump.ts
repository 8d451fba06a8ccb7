/** Dump: a tap that hands each chunk to a writer as lines: for hex and text dumps of a link. */
import type { Direction, Tap } from '../base/tap.ts';

/** `channel` is the far end's name. */
export type OnChunk = (channel: string, direction: Direction, bytes: Uint8Array) => void;

export const dumpTap = (onChunk: OnChunk): Tap => ({
  open: ({ remote }) => ({
    chunk: (direction, bytes) => onChunk(remote, direction, bytes),
    ended: () => {},
    reset: () => {},
    closed: () => {},
  }),
});
