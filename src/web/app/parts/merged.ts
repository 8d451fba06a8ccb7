/** Merged: fewer and longer stretches of time, so that each has a width that can be seen. */

/** How many become one, so that there are at most so many. */
export const mergeBy = (count: number, most: number): number => Math.max(1, Math.ceil(count / most));

export const merged = (values: readonly number[], by: number): readonly number[] => {
  if (by === 1) return values;
  const sums = new Array<number>(Math.ceil(values.length / by)).fill(0);
  for (const [k, v] of values.entries()) sums[Math.floor(k / by)] = (sums[Math.floor(k / by)] ?? 0) + v;
  return sums;
};
