/** Scales: how the plots of the statistics write their numbers, and where their axes begin. */

const UNITS = ['', ' k', ' M', ' G', ' T'] as const;

/** `80 M` */
export const shortNumber = (n: number): string => {
  let [value, k] = [n, 0];
  while (Math.abs(value) >= 1000 && k < UNITS.length - 1) {
    value /= 1000;
    k++;
  }
  return `${Number(value.toPrecision(4))}${UNITS[k]}`;
};

/** What stands in a legend where the pointer is, and nothing where it is not. */
export const shownValue = (_: unknown, value: number | null | undefined): string =>
  value === null || value === undefined ? '' : shortNumber(value);

/** Amounts are compared by their height: an axis begins at nothing. */
export const fromZero = (_: unknown, __: number, most: number): [number, number] => [0, most > 0 ? most * 1.05 : 1];
