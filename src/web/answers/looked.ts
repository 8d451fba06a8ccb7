/** Looked: a capture that pages ask about, wherever it is: in the program, or in a page that was saved with it. */
import type { TimeLine } from '../../analysis/time-line.ts';
import type { Browsed, Search } from '../../view/browse/browsed.ts';
import type { Layer } from '../../wire/types.ts';

/** A protocol inside of others. */
export interface Branch {
  readonly layer: Layer;
  readonly depth: number;
  readonly frames: number;
  readonly bytes: number;
}

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
  /** Bytes of either side, the client's first, and frames. */
  readonly timeLine: TimeLine;
  /** After the first frame. */
  secondsOf(number: number): number;
  /** Those that pass a filter, until the signal aborts. Throws a UsageError where the text is none. */
  passing(text: string, signal: AbortSignal): Search;
  /** Those that have a text in row or bytes. */
  holding(text: string, signal: AbortSignal): Search;
  hierarchy(signal: AbortSignal): { readonly counted: { readonly branches: readonly Branch[] }; readonly search: Search };
}
