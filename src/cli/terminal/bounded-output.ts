/**
 * BoundedOutput: notices and packet rows for a reader who may be slow or stopped. So much waits for it; what comes then is left out and
 * told as a number, so that neither the work nor the memory waits for a reader (threat C4).
 */
import { sayServing } from '../../core/said.ts';
import type { Words } from '../../core/words.ts';
import type { Output } from '../command/output.ts';

export interface BoundedOutput {
  /** Writes what `make` gives, if anything; it is asked only where there is room for it. */
  put(make: () => string): void;
  /** Whether the next one would be written. */
  readonly hasRoom: boolean;
  /** Tells what was left out and has not been told yet. */
  close(): void;
}

/** What is left out. */
export type LeftOut = 'unshown' | 'unshownLines' | 'unshownDumps';

export const notShown = (count: number, what: LeftOut, words: Words): string => `… ${words.text(sayServing(what, { count }))}`;

/** Bytes that may wait for the reader. */
const MOST_WAITING = 128 << 10;

/** `write` puts a text on `out`; what was left out is told as in "12 packets not shown". */
export const boundedOutput = (out: Output, what: LeftOut, words: Words, write: (text: string) => void = lineOn(out)): BoundedOutput => {
  let missed = 0;
  const tell = (): void => {
    if (missed > 0) write(notShown(missed, what, words));
    missed = 0;
  };
  return {
    put: (make) => {
      if (out.waiting > MOST_WAITING) {
        missed++;
        return;
      }
      tell();
      const text = make();
      if (text !== '') write(text);
    },
    get hasRoom() {
      return out.waiting <= MOST_WAITING;
    },
    close: tell,
  };
};

/** A line of its own, also where received text stands without an end of line. */
const lineOn =
  (out: Output) =>
  (text: string): void => {
    out.freshLine();
    out.line(text);
  };
