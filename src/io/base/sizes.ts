/** Numbers of bytes as words: `4096`, `64k`, `1M`, `1.5GiB`; powers of 1024. */

const UNITS = ['', 'k', 'M', 'G', 'T'] as const;

/** Undefined where it is none. */
export const parseSize = (text: string): number | undefined => {
  const match = /^(\d+(?:\.\d+)?|\.\d+)([kmgt]?)(i?b)?$/i.exec(text);
  if (match === null) return undefined;
  const power = UNITS.findIndex((unit) => unit.toLowerCase() === (match[2] ?? '').toLowerCase());
  return Math.round(Number(match[1]) * 1024 ** power);
};

/** With the largest unit that keeps it whole. */
export const printSize = (bytes: number): string => {
  let power = 0;
  while (power < UNITS.length - 1 && bytes > 0 && bytes % 1024 ** (power + 1) === 0) power++;
  return `${bytes / 1024 ** power}${UNITS[power]}`;
};
