/** Packet rows: one line a frame, in Wireshark's wording and columns. */
import { addressesOf, said } from '../analysis/row-says.ts';
import { type Instant, secondsText, since } from '../core/time.ts';
import type { Dissection } from '../wire/dissection.ts';
import type { Mark } from '../wire/frame.ts';

export interface Row {
  readonly number: number;
  readonly mark: Mark;
  readonly time: string;
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly length: number;
  readonly info: string;
}

/** The row of a dissected frame; times count from `first`. */
export const rowOf = (d: Dissection, first: Instant, decimals = 6): Row => {
  const gap = since(d.frame, first);
  return rowAt(d, Number.isNaN(d.frame.seconds) ? '' : secondsText(gap.seconds, gap.nanos, decimals));
};

/** The same at a time as it is written. */
export const rowAt = (d: Dissection, time: string): Row => {
  const [source, destination] = addressesOf(d);
  return {
    number: d.frame.number,
    mark: d.frame.mark,
    time,
    source,
    destination,
    ...said(d),
    length: d.frame.original,
  };
};

/** The line of a row, with its newline, in columns as tshark aligns them. */
export const rowLine = (r: Row): string =>
  `${String(r.number).padStart(5)} ${r.mark} ${r.time.padStart(10)} ${r.source.padStart(12)} → ${r.destination.padEnd(12)} ${r.protocol} ${r.length} ${r.info}\n`;
