/** What a thread that reads ahead shares with who shows the frames: batches with their columns, and what was traced of them. */

import type { Limits } from '../../analysis/limits.ts';
import type { TracedEvent } from '../../analysis/traced-sheet.ts';
import { SHEET, type Sheet } from '../../analysis/traced-sheet.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { BATCH, type FrameBatch, MOST_TRACED, type TracedFacts, type TracedLines } from '../../wire/frame.ts';

/** Batches that the thread is ahead at most. */
export const SLOTS = 8;

/** One batch in shared memory. */
export interface Slot {
  readonly columns: Columns;
  readonly sheet: Sheet;
  /** Where lines are written, where they are asked for. */
  readonly lines: TracedLines | undefined;
  /** Where the facts of each frame begin, where they are asked for. */
  readonly places: TracedFacts['places'] | undefined;
  /** Frames, the room that their bytes lie in, and whether it has lines. */
  readonly head: Uint32Array;
}

type Columns = Pick<FrameBatch, 'offset' | 'captured' | 'original' | 'seconds' | 'nanos' | 'linkType' | 'mark' | 'source' | 'position'>;

export const slot = ({ lines, keepsFacts }: Pick<AheadStart, 'lines' | 'keepsFacts'>): Slot => ({
  columns: {
    offset: new Uint32Array(shared(4 * BATCH)),
    captured: new Uint32Array(shared(4 * BATCH)),
    original: new Uint32Array(shared(4 * BATCH)),
    seconds: new Float64Array(shared(8 * BATCH)),
    nanos: new Uint32Array(shared(4 * BATCH)),
    linkType: new Uint16Array(shared(2 * BATCH)),
    mark: new Uint8Array(shared(BATCH)),
    source: new Uint32Array(shared(4 * BATCH)),
    position: new Float64Array(shared(8 * BATCH)),
  },
  sheet: { words: new Int32Array(shared(4 * SHEET.words)), facts: new Float64Array(shared(8 * SHEET.facts)) },
  lines: lines ? { text: new Uint8Array(shared(MOST_TRACED)), ends: new Uint32Array(shared(4 * BATCH)) } : undefined,
  places: keepsFacts ? new Uint32Array(shared(4 * BATCH)) : undefined,
  head: new Uint32Array(shared(16)),
});

export const shared = (size: number): SharedArrayBuffer => new SharedArrayBuffer(size);

/** What the thread is told. */
export interface AheadStart {
  readonly place: string;
  readonly fd: number;
  readonly slots: readonly Slot[];
  readonly limits: Limits;
  readonly verify: boolean;
  readonly lines: LinesChoice | undefined;
  /** An index will keep what is known of the frames. */
  readonly keepsFacts: boolean;
}

/** Lines that are asked for: rows, or the values of fields. */
export interface LinesChoice {
  readonly showSecrets: boolean;
  readonly fields?: readonly string[] | undefined;
}

/** What belongs to a batch beside its numbers; what is not there did not change. */
export interface AheadNews {
  readonly rooms?: readonly Uint8Array[];
  readonly decoder?: Capture['decoder'];
  readonly comments?: ReadonlyMap<number, readonly string[]>;
  readonly events?: readonly TracedEvent[];
  /** The page that facts are written into from now on, and those that no word can say. */
  readonly page?: TracedFacts['page'];
  readonly others?: TracedFacts['others'];
  readonly refused?: { readonly message: string; readonly code: string };
}
