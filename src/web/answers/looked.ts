/** Looked: a capture that pages ask about, wherever it is: in the program, or in a page that was saved with it. */
import type { Branch } from '../../analysis/branches.ts';
import type { NearestTruth } from '../../analysis/filter/nearest.ts';
import type { OverTime } from '../../analysis/over-time.ts';
import type { Browsed, Search } from '../../view/browse/browsed.ts';

type Seen =
  | 'name'
  | 'frames'
  | 'progress'
  | 'isOver'
  | 'fault'
  | 'first'
  | 'dissect'
  | 'conversations'
  | 'conversationOf'
  | 'before'
  | 'after';

export interface Looked extends Pick<Browsed, Seen> {
  /** What went when. */
  readonly overTime: OverTime;
  /** Which protocols there are inside which. */
  readonly branches: readonly Branch[];
  /** After the first frame. */
  secondsOf(number: number): number;
  /** Those that pass a filter, until the signal aborts. Throws a UsageError where the text is none. */
  passing(text: string, signal: AbortSignal): Search;
  /** What comes nearest to a filter that none passes; undefined where there is nothing to say. */
  nearest(text: string, signal: AbortSignal): Promise<NearestTruth | undefined>;
  /** Those that have a text in row or bytes. */
  holding(text: string, signal: AbortSignal): Search;
}
