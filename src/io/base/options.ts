/** Options of an address: `?name=value&flag`. Values are percent-decoded; a flag has the value ''. */
import { quote, UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayWrong } from '../../core/said.ts';

export type Options = ReadonlyMap<string, string>;

export interface OptionHelp {
  readonly name: string;
  /** What stands after `=`, e.g. `SECONDS`; absent for a flag. */
  readonly value?: string;
  readonly help: string;
}

export const NO_OPTIONS: Options = new Map();

/** `head?a=1&b` → head and its options. `place` is the address as typed, for messages. */
export const splitOptions = (text: string, place: string): { readonly head: string; readonly options: Options } => {
  const mark = text.indexOf('?');
  if (mark < 0) return { head: text, options: NO_OPTIONS };
  return { head: text.slice(0, mark), options: parseOptions(text.slice(mark + 1), place) };
};

/** `a=1&b` → options. A name may stand once only. */
export const parseOptions = (text: string, place: string): Options => {
  const options = new Map<string, string>();
  for (const part of text.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    if (options.has(name)) throw new UsageError(place, sayWrong('optionOnce', { name }), part, sayWrong('givenBefore'));
    options.set(name, equals < 0 ? '' : decode(part.slice(equals + 1), place));
  }
  return options;
};

/** Throws a UsageError where an option is none of `known`. */
export const checkOptions = (options: Options, known: readonly OptionHelp[], place: string): void => {
  for (const name of options.keys()) {
    if (known.some((k) => k.name === name)) continue;
    throw unknownOption(name, known, place);
  }
};

const unknownOption = (name: string, known: readonly OptionHelp[], place: string): UsageError => {
  const names = known.map((k) => (k.value === undefined ? k.name : `${k.name}=${k.value}`));
  const near = nearest(
    name,
    known.map((k) => k.name),
  );
  const meant = names.find((text) => text.replace(/=.*/s, '') === near);
  if (meant !== undefined)
    return UsageError.of(place, sayWrong('noOption', { option: quote(name) }), sayWrong('perhaps', { near: `?${meant}` }));
  return UsageError.of(
    place,
    sayWrong('noOptionHere', { option: quote(name) }),
    names.length === 0 ? sayWrong('leaveOut') : sayWrong('thereAre', { names: names.join(', ') }),
  );
};

/** Options as text, sorted by name: `?a=1&b`, or '' where there are none. Undefined and false are left out; true is a flag. */
export const printOptions = (values: Readonly<Record<string, string | number | boolean | undefined>>): string => {
  const parts = Object.entries(values)
    .filter(([, v]) => v !== undefined && v !== false)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, v]) => (v === true || v === '' ? name : `${name}=${encode(String(v))}`));
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
};

/** Parsed options as text again, in their order: what `parseOptions` reads. */
export const formatOptions = (options: Options): string => {
  const parts = [...options].map(([name, v]) => (v === '' ? name : `${name}=${encode(v)}`));
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
};

/** Whether a flag is set: `nodelay`, `nodelay=yes`, `nodelay=no`; undefined where it is not there. */
export const flagOption = (options: Options, name: string, place: string): boolean | undefined => {
  const value = options.get(name);
  if (value === undefined) return undefined;
  if (value === '' || value === 'yes' || value === '1' || value === 'true') return true;
  if (value === 'no' || value === '0' || value === 'false') return false;
  throw new UsageError(place, sayWrong('yesNo', { name }), `${name}=${value}`);
};

/** A duration in seconds: `5`, `0.25`, `500ms`, `5s`, `2m`, `1h`. Gives seconds. */
export const secondsOption = (options: Options, name: string, place: string): number | undefined => {
  const value = options.get(name);
  if (value === undefined) return undefined;
  const seconds = parseSeconds(value);
  if (seconds === undefined) throw new UsageError(place, sayWrong('secondsForm', { name }), `${name}=${value}`);
  return seconds;
};

/** `5`, `0.25`, `500ms`, `5s`, `2m`, `1h` as seconds, or undefined. */
export const parseSeconds = (text: string): number | undefined => {
  const match = /^(\d+(?:\.\d+)?|\.\d+)(ms|s|m|h)?$/.exec(text);
  if (match === null) return undefined;
  return match[2] === 'ms' ? Number(match[1]) / 1000 : Number(match[1]) * (UNIT_SECONDS[match[2] ?? 's'] ?? 1); // 0.7, not 0.7000000000000001
};

/** A whole number within bounds. */
export const numberOption = (options: Options, name: string, min: number, max: number, place: string): number | undefined => {
  const value = options.get(name);
  if (value === undefined) return undefined;
  const n = Number(value);
  if (!/^\d+$/.test(value) || n < min || n > max)
    throw new UsageError(place, sayWrong('fromTo', { name, min: String(min), max: String(max) }), value);
  return n;
};

/** A value that must not be empty. */
export const textOption = (options: Options, name: string, place: string): string | undefined => {
  const value = options.get(name);
  if (value === '') throw new UsageError(place, sayWrong('valueAfter', { name }), name);
  return value;
};

/** Sorted copy with `undefined` values left out, for address data. */
export const defined = <T extends object>(values: { readonly [K in keyof T]: T[K] | undefined }): T => {
  const out: Partial<T> = {};
  for (const key of Object.keys(values) as (keyof T)[]) if (values[key] !== undefined) out[key] = values[key];
  return out as T;
};

const decode = (text: string, place: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UsageError(place, sayWrong('percentForm'), text, sayWrong('notDecodes', { text: quote(text) }));
  }
};

const encode = (text: string): string => text.replace(/[%&?:#\s]/g, (c) => encodeURIComponent(c));

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
