/** Step path: numbers as one filled line of steps. */

/** Stretches of time as one step line, from a base line on; `up`: 1 upwards, -1 downwards. */
export const stepPath = (values: readonly number[], columns: number, base: number, height: number, up: 1 | -1): string => {
  const peak = Math.max(...values, 0);
  if (peak === 0 || columns === 0) return '';
  const parts = values.map((v, k) => `L${k} ${round(base - (up * v * height) / peak)}H${k + 1}`);
  return `M0 ${base}${parts.join('')}V${base}Z`;
};

const round = (n: number): number => Math.round(n * 10) / 10;
