/** Plot: the lines of the overview as paths, both directions mirrored, and the stretch of time that a brush chose as a filter. */
import { pointed } from '../../parts/words.ts';

/** Round distances of the scale: some eight of them. */
export const ticksOf = (seconds: number): readonly number[] => {
  if (!(seconds > 0)) return [];
  const rough = seconds / 8;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((f) => f * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, k) => k * step);
};

/** The most that went in a second, wherever it begins, of values in stretches of `width` seconds; in one stretch where that is longer. */
export const peakOf = (values: readonly number[], width: number): { readonly most: number; readonly seconds: number } => {
  const by = Math.max(1, Math.round(1 / width));
  let [sum, most] = [0, 0];
  for (const [k, value] of values.entries()) {
    sum += value - (values[k - by] ?? 0);
    most = Math.max(most, sum);
  }
  return { most, seconds: by * width };
};

/** `15.1 MB` */
export const amountText = (bytes: number): string => {
  const units = ['B', 'kB', 'MB', 'GB'];
  let [value, k] = [bytes, 0];
  while (value >= 1000 && k < units.length - 1) {
    value /= 1000;
    k++;
  }
  return `${pointed(value >= 100 || k === 0 ? value.toFixed(0) : value.toPrecision(3))} ${units[k]}`;
};

/** Seconds as a scale has them: `0.02 s`, `20 s`, `3 ms` */
export const tickText = (seconds: number): string =>
  seconds !== 0 && seconds < 0.01
    ? `${pointed(String(Number((seconds * 1000).toPrecision(4))))} ms`
    : `${pointed(String(Number(seconds.toPrecision(6))))} s`;

export type Span = readonly [from: number, to: number];

const CLAUSE = /(?: && )?\(?frame\.time_relative >= ([\d.]+) && frame\.time_relative <= ([\d.]+)\)?/;

/** The stretch of time that a filter chooses. */
export const spanOf = (filter: string): Span | undefined => {
  const [, from, to] = CLAUSE.exec(filter) ?? [];
  return from === undefined || to === undefined ? undefined : [Number(from), Number(to)];
};

/** The filter with another stretch of time, or with none. */
export const withSpan = (filter: string, span: Span | undefined): string => {
  const rest = withoutSpan(filter);
  if (span === undefined) return rest;
  const clause = `frame.time_relative >= ${decimal(span[0])} && frame.time_relative <= ${decimal(span[1])}`;
  if (rest === '') return clause;
  return `${needsBrackets(rest) ? `(${rest})` : rest} && ${clause}`;
};

const withoutSpan = (filter: string): string => {
  if (!CLAUSE.test(filter)) return filter;
  const rest = filter.replace(CLAUSE, '').replace(/^ && /, '').trim();
  const [, inner] = /^\(([^()]*)\)$/.exec(rest) ?? [];
  return inner ?? rest;
};

const needsBrackets = (text: string): boolean => /\|\||\bor\b|\bxor\b/.test(text) && !/^\([^()]*\)$/.test(text);

const decimal = (seconds: number): string => String(Number(seconds.toFixed(6)));
