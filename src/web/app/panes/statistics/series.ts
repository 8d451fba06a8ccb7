/** Series: the columns of the plots of one conversation. A value that a packet does not have is null: the plot leaves it out. */
import { stretchOf } from '../../../../core/stretches.ts';
import type { SeriesPoint } from '../../../messages/series.ts';

export type Column = (number | null)[];
/** Times of all packets, then a column for what each side sent, client first. */
export type Columns = readonly [times: number[], client: Column, server: Column];

export type Plot = 'sequence' | 'trip' | 'window' | 'through';
export const PLOTS: readonly Plot[] = ['sequence', 'trip', 'window', 'through'];

export const columnsOf = (points: readonly SeriesPoint[], plot: Plot): Columns => {
  const of = (side: 0 | 1): Column => {
    const value = plot === 'through' ? through(points, side) : VALUES[plot];
    return points.map((p, k) => (p.side === side ? value(p, k) : null));
  };
  return [points.map((p) => p.seconds), of(0), of(1)];
};

type Value = (point: SeriesPoint, k: number) => number | null;
const VALUES: Readonly<Record<Exclude<Plot, 'through'>, Value>> = {
  sequence: ({ sent, length }) => (length > 0 ? sent : null),
  /** In milliseconds. */
  trip: ({ trip }) => (trip < 0 ? null : trip * 1000),
  window: ({ window }) => (window < 0 ? null : window),
};

/** The stretch of time over which throughput is reckoned: round, some fiftieth of all. */
export const throughStretch = (points: readonly SeriesPoint[]): number =>
  stretchOf(((points.at(-1)?.seconds ?? 0) - (points[0]?.seconds ?? 0)) / 50);

/** Bits a second over the stretch before each packet. */
const through = (points: readonly SeriesPoint[], side: 0 | 1): Value => {
  const stretch = throughStretch(points);
  let [from, bytes] = [0, 0];
  return (point, k) => {
    // Packets of the other side are passed over, but theirs are counted off in order.
    bytes += point.length;
    for (; from < k && (points[from]?.seconds ?? 0) < point.seconds - stretch; from++)
      if (points[from]?.side === side) bytes -= points[from]?.length ?? 0;
    return (bytes * 8) / stretch;
  };
};
