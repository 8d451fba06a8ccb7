/** Interval lines: what went when, an interval each; several in a row without packets are one line. */
import type { Interval } from '../analysis/interval-counts.ts';
import { grouped } from '../core/text.ts';
import { barOf, type CountHeads, LONGEST_BAR, SHORTEST_BAR } from './count-lines.ts';
import { type Line, line, padLeft, span } from './text.ts';

/** When an interval begins and ends, in seconds after the first packet. */
const secondsOf = (at: number, length: number): string => (at * length).toFixed(decimalsOf(length));
const decimalsOf = (length: number): number => (/\.(\d+)$/.exec(length.toFixed(9).replace(/0+$/, ''))?.[1] ?? '').length;

/** `     0.5         15     2,636  █████▏`; bars are as long as the bytes. `nothing` says so of intervals without packets. */
export const intervalLines = (
  all: readonly Interval[],
  length: number,
  columns: number,
  heads: Omit<CountHeads, 'protocol'> & { readonly begins: string },
  nothing: (intervals: number) => string,
): readonly Line[] => {
  const most = all.reduce((high, { bytes }) => Math.max(high, bytes), 1);
  const wide = Math.max(heads.begins.length, 9, ...[all[0], all.at(-1)].map((one) => (one ? secondsOf(one.at, length).length : 0)));
  const bar = Math.min(2 * LONGEST_BAR, columns - wide - NUMBERS);
  const row = ({ at, frames, bytes }: Interval): Line =>
    line(
      padLeft(secondsOf(at, length), wide),
      ` ${padLeft(grouped(frames), 11)} ${padLeft(grouped(bytes), 15)}`,
      span(bar < SHORTEST_BAR || bytes === 0 ? '' : `  ${barOf(bytes / most, bar)}`, 'layer1'),
    );
  const head = `${padLeft(heads.begins, wide)} ${padLeft(heads.packets, 11)} ${padLeft(heads.bytes, 15)}`;
  const rows = all.flatMap((one, k) => {
    const missing = one.at - (all[k - 1]?.at ?? one.at - 1) - 1;
    if (missing > FEW) return [line(span(`${padLeft('…', wide)} ${nothing(missing)}`, 'dim')), row(one)];
    const empty = Array.from({ length: missing }, (_, n) => row({ at: one.at - missing + n, frames: 0, bytes: 0 }));
    return [...empty, row(one)];
  });
  return [line(span(head, 'dim')), ...rows];
};
/** Columns of the numbers and what is between them. */
const NUMBERS = 30;
/** Intervals without packets that have a line each. */
const FEW = 20;

/** The same for JSON, an interval with packets each. */
export const intervalData = (all: readonly Interval[], length: number) =>
  all.map(({ at, frames, bytes }) => ({ from: secondsOf(at, length), to: secondsOf(at + 1, length), frames, bytes }));
