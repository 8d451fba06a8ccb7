/** A conversation as numbers over time. */

/** One packet of a conversation, in numbers. */
export interface SeriesPoint {
  readonly frame: number;
  /** After the first packet of the capture. */
  readonly seconds: number;
  /** 0: the client sent it. */
  readonly side: 0 | 1;
  /** Bytes carried. */
  readonly length: number;
  /** Bytes that this side has sent up to its end. */
  readonly sent: number;
  /** Bytes that its sender would take; -1 where nobody knows. */
  readonly window: number;
  /** Seconds since the packet that it acknowledges; -1 where it acknowledges none. */
  readonly trip: number;
}

export interface SeriesPart {
  readonly hosts: readonly [client: string, server: string];
  readonly isOver: boolean;
  readonly points: readonly SeriesPoint[];
}
