/** Ranges of a slice: `0:3` (offset and count), `0-2` (first and last), `:3`, `4:`, `-1`, several with commas. */
import type { Range } from './syntax.ts';

/** Undefined where the text is no slice. */
export const rangesOf = (text: string): readonly Range[] | undefined => {
  const ranges = text.split(',').map((part) => rangeOf(part.trim()));
  return ranges.every((r) => r !== undefined) ? ranges : undefined;
};

/** The bytes of a value that the ranges name, one after the other; undefined where one is not there. */
export const sliced = (bytes: Uint8Array, ranges: readonly Range[]): Uint8Array | undefined => {
  const parts: Uint8Array[] = [];
  for (const { from, to } of ranges) {
    const start = from < 0 ? bytes.length + from : from;
    const end = to === undefined ? bytes.length : to < 0 ? bytes.length + to + 1 : to;
    if (start < 0 || start >= bytes.length || end > bytes.length || end <= start) return undefined;
    parts.push(bytes.subarray(start, end));
  }
  if (parts.length === 1) return parts[0];
  return Uint8Array.from(parts.flatMap((p) => [...p]));
};

/** Whether the ranges hold layer `number` of `most`. */
export const holdsLayer = (ranges: readonly Range[], number: number, most: number): boolean =>
  ranges.some(({ from, to }) => {
    const first = from < 0 ? most + from + 1 : from;
    const last = to === undefined ? most : to < 0 ? most + to + 1 : to - 1;
    return number >= first && number <= last;
  });

const rangeOf = (text: string): Range | undefined => {
  const colon = text.indexOf(':');
  if (colon >= 0) {
    const from = text.slice(0, colon) === '' ? 0 : numberOf(text.slice(0, colon));
    const rest = text.slice(colon + 1);
    const count = rest === '' ? undefined : numberOf(rest);
    if (from === undefined || (rest !== '' && (count === undefined || count <= 0))) return undefined;
    return { from, to: count === undefined ? undefined : endOf(from, count) };
  }
  const dash = text.indexOf('-', 1);
  if (dash > 0) {
    const [from, last] = [numberOf(text.slice(0, dash)), numberOf(text.slice(dash + 1))];
    if (from === undefined || last === undefined || from < 0 !== last < 0 || last < from) return undefined;
    return { from, to: last < 0 ? last : last + 1 };
  }
  const only = numberOf(text);
  return only === undefined ? undefined : { from: only, to: endOf(only, 1) };
};

/** Negative ends count from the end of the value too: -1 is its last byte. */
const endOf = (from: number, count: number): number | undefined => {
  if (from >= 0) return from + count;
  return from + count - 1 >= 0 ? undefined : from + count - 1;
};

const numberOf = (text: string): number | undefined => {
  const digits = text.startsWith('-') ? text.slice(1) : text;
  if (digits === '' || digits.length > 6 || [...digits].some((c) => c < '0' || c > '9')) return undefined;
  return Number(text);
};
