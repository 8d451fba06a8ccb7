/** How true a frame is, said in a capture file: a fixed phrase in the interface's description and in a comment of each frame. */
import type { Mark } from '../wire/frame.ts';

/** What a description and a comment start with. Real frames say nothing. */
export const MARK_PHRASES: Readonly<Record<Mark, string>> = {
  R: '',
  S: 'wirecat: reconstructed from socket events',
  L: 'wirecat: lab',
};

/** For the description of an interface: what is real and what is inferred. */
export const MARK_DESCRIPTIONS: Readonly<Record<Mark, string>> = {
  R: '',
  S: `${MARK_PHRASES.S}. Real: bytes, times, addresses, order of closing. Inferred: segmentation, sequence numbers, window, pure ACKs`,
  L: `${MARK_PHRASES.L}. Every bit is real inside the simulated network`,
};

/** The mark that a text says; undefined where it says none. */
export const markOf = (text: string): Mark | undefined => {
  if (text.startsWith(MARK_PHRASES.S)) return 'S';
  return text.startsWith(MARK_PHRASES.L) ? 'L' : undefined;
};
