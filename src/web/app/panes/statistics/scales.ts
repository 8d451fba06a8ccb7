/** Scales: how the plots of the statistics write their numbers, and where their axes begin. */

import { stretchOf } from '../../../../core/stretches.ts';
import { pointed } from '../../parts/words.ts';

const UNITS = ['', ' k', ' M', ' G', ' T'] as const;

/** `80 M` */
export const shortNumber = (n: number): string => {
  let [value, k] = [n, 0];
  while (Math.abs(value) >= 1000 && k < UNITS.length - 1) {
    value /= 1000;
    k++;
  }
  return `${pointed(String(Number(value.toPrecision(4))))}${UNITS[k]}`;
};

/** What stands in a legend where the pointer is, and nothing where it is not. */
export const shownValue = (_: unknown, value: number | null | undefined): string =>
  value === null || value === undefined ? '' : shortNumber(value);

/** Where the pointer is in time, with its unit. */
export const shownTime = (_: unknown, value: number | null | undefined): string =>
  value === null || value === undefined ? '' : (timesText([value])[0] ?? '');

/** Amounts are compared by their height: an axis begins at nothing. */
export const fromZero = (_: unknown, __: number, most: number): [number, number] => [0, most > 0 ? most * 1.05 : 1];

/** Steps of an axis that counts: there is no half packet. */
export const WHOLE_STEPS: number[] = Array.from({ length: 15 }, (_, k) => [1, 2, 5].map((n) => n * 10 ** k)).flat();

/** Stretches that a plot has where nobody chose their length. */
const MOST = 200;

/** The length of the stretches of a plot: round, and so that some hundred of them are seen; never shorter than those that were counted. */
export const intervalOf = (seconds: number, width: number): number => Math.max(width, stretchOf(seconds / MOST));

/** `10 ms`, `1 s`, `5 min`, `6 h`, `10 d` */
export const lengthText = (seconds: number): string => {
  const [unit, length] = LENGTHS.findLast(([, l]) => seconds >= l * (1 - 1e-9)) ?? LENGTHS[0];
  return `${pointed(String(Number((seconds / length).toPrecision(6))))} ${unit}`;
};
const LENGTHS: readonly [readonly [string, number], ...(readonly [string, number])[]] = [
  ['µs', 1e-6],
  ['ms', 1e-3],
  ['s', 1],
  ['min', 60],
  ['h', 3600],
  ['d', 86_400],
];

/** Times of a scale, all in one unit. */
export const timesText = (seconds: readonly number[]): string[] => {
  const isShort = (seconds.at(-1) ?? 0) < 1;
  return seconds.map((s) => `${pointed(String(Number((isShort ? s * 1000 : s).toPrecision(9))))} ${isShort ? 'ms' : 's'}`);
};
