/** Values of options as typed text: numbers with their bounds, durations, sizes, choices. */
import { UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayWrong } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { OptionSpec } from './options.ts';

/** The value of one option, or a UsageError at `place`. */
export const readValue = (option: OptionSpec, text: string, place: string): string | number => {
  const kind = option.kind ?? 'text';
  if (kind === 'text') return readText(option, text, place);
  const value = NUMBERS[kind](text);
  if (value === undefined) throw wrong(place, option, kind, text);
  if (value < (option.min ?? -Infinity) || value > (option.max ?? Infinity)) throw wrong(place, option, kind, text);
  return value;
};

/** Seconds of `250ms`, `1.5`, `30s`, `2m`, `1h`, `1d`. */
export const readDuration = (text: string): number | undefined =>
  over(1e6, scaled(text, { '': 1e6, us: 1, ms: 1000, s: 1e6, m: 60e6, h: 3600e6, d: 86_400e6 }));

/** Bytes of `4096`, `64k`, `1M`, `1.5GiB`: powers of 1024. */
export const readSize = (text: string): number | undefined => {
  const bytes = scaled(text.replace(/i?b$/i, ''), { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 });
  return bytes === undefined ? undefined : Math.round(bytes);
};

const readText = (option: OptionSpec, text: string, place: string): string => {
  if (option.choices === undefined || option.choices.includes(text)) return text;
  const near = nearest(text, option.choices);
  throw new UsageError(
    place,
    sayWrong('oneOf', { choices: option.choices.join(', ') }),
    text,
    near ? sayWrong('perhaps', { near }) : undefined,
  );
};

const scaled = (text: string, units: Readonly<Record<string, number>>): number | undefined => {
  const [, digits, unit] = /^(\d+(?:\.\d+)?|\.\d+)([a-z]*)$/i.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  const key = unit.toLowerCase();
  const scale = Object.hasOwn(units, key) ? units[key] : undefined;
  return scale === undefined ? undefined : Number(digits) * scale;
};

/** Divided at the end, so that 700 ms are 0.7 s and not 0.7000000000000001. */
const over = (divisor: number, n: number | undefined): number | undefined => (n === undefined ? undefined : n / divisor);

type NumberKind = 'integer' | 'number' | 'duration' | 'size';

const wrong = (place: string, option: OptionSpec, kind: NumberKind, text: string): UsageError =>
  new UsageError(place, sayWrong(kind, { bounds: bounds(option) }), text);

const bounds = ({ min, max }: OptionSpec): Said | string => {
  if (min !== undefined && max !== undefined) return sayWrong('between', { min: String(min), max: String(max) });
  if (min !== undefined) return sayWrong('least', { min: String(min) });
  return max === undefined ? '' : sayWrong('most', { max: String(max) });
};

const NUMBERS: Readonly<Record<NumberKind, (text: string) => number | undefined>> = {
  integer: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined),
  number: (text) => (/^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined),
  duration: readDuration,
  size: readSize,
};
