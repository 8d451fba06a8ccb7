/** Stretches: round lengths of time from a microsecond on, each a whole multiple of the one before. */

const powers = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, k) => from + k);

/** In seconds: 1 µs, 5 µs, 10 µs … 5 s, 10 s, 1 min, 5 min, 10 min, 1 h, 6 h, a day, ten days and so on: longer than any time of a capture. */
export const STRETCHES: readonly number[] = [
  // A power below nothing is exact only as the number that is written so.
  ...powers(-6, 0).flatMap((power) => [Number(`1e${power}`), Number(`5e${power}`)]),
  ...[10, 60, 300, 600, 3600, 21_600],
  ...powers(0, 13).map((power) => 86_400 * 10 ** power),
];

/** The shortest one of at least `seconds`. */
export const stretchOf = (seconds: number): number => STRETCHES.find((s) => s >= seconds * (1 - 1e-9)) ?? Number.NaN;
