/** Nearest: of a filter that no packet passes, what comes nearest: which part of it none passes, and what values there are instead. */
import { exportText } from '../../wire/show.ts';
import type { FieldSpec, Registry } from '../../wire/types.ts';
import type { Value } from '../../wire/value.ts';
import type { Selected } from '../asked.ts';
import { Selection } from '../selection.ts';
import { compileTest } from './compile.ts';
import type { Passes } from './operators.ts';
import { parseFilter } from './parse.ts';
import type { Comparison, Operand, Test } from './syntax.ts';

export type NearestTruth =
  /** No packet has the field or protocol. */
  | { readonly kind: 'absent'; readonly name: string }
  /** The value of a field that comes nearest, and the first packet that has it. */
  | { readonly kind: 'greatest' | 'least'; readonly name: string; readonly value: string; readonly number: number }
  /** Values that packets have, the most frequent first. */
  | { readonly kind: 'values'; readonly name: string; readonly values: readonly string[]; readonly more: number }
  /** Each part passes some packets, all together none. */
  | { readonly kind: 'apart'; readonly parts: readonly { readonly text: string; readonly count: number }[] };

/** Values of a field that are told apart, and that are told. */
const [MOST_VALUES, TOLD] = [1000, 6];

interface Part {
  readonly text: string;
  readonly passes: Passes;
  readonly asked: Asked | undefined;
  count: number;
}

/** A field that a part compares with a value. */
interface Asked {
  readonly name: string;
  readonly how: Comparison | 'has';
  readonly selected: Selected;
  /** Packets by value, as text. */
  readonly values: Map<string, number>;
  extreme: { readonly value: number | bigint; readonly text: string; readonly number: number } | undefined;
}

export class Nearest {
  readonly selection = new Selection();
  readonly #parts: readonly Part[];

  /** Throws a UsageError where the text is no filter. */
  constructor(text: string, r: Registry) {
    const test = parseFilter(text);
    const parts = test.kind === 'and' ? test.of : [test];
    this.#parts = parts.map((part) => ({
      text: textOf(part, text),
      passes: compileTest(part, text, r, this.selection).passes,
      asked: this.#askedBy(part),
      count: 0,
    }));
  }

  /** Takes the frame whose values are loaded. */
  take(number: number): void {
    for (const part of this.#parts) {
      if (part.passes()) part.count++;
      if (part.asked !== undefined) note(part.asked, number);
    }
  }

  /** Undefined where there is nothing to say. */
  get truth(): NearestTruth | undefined {
    const none = this.#parts.find(({ count }) => count === 0);
    if (none !== undefined) return none.asked && truthOf(none.asked);
    if (this.#parts.length < 2) return undefined;
    return { kind: 'apart', parts: this.#parts.map(({ text, count }) => ({ text, count })) };
  }

  #askedBy(part: Test): Asked | undefined {
    const left = part.kind === 'has' ? part.what : part.kind === 'compare' || part.kind === 'in' ? part.left : undefined;
    if (left?.kind !== 'word') return undefined;
    const selected = this.selection.of(left.text);
    const how = part.kind === 'compare' ? part.how : part.kind === 'in' ? '==' : 'has';
    return { name: left.text, how, selected, values: new Map(), extreme: undefined };
  }
}

const RISING: ReadonlySet<string> = new Set(['>', '>=']);
const FALLING: ReadonlySet<string> = new Set(['<', '<=']);

const note = (asked: Asked, number: number): void => {
  const { values, specs } = asked.selected;
  for (const [k, value] of values.entries()) {
    const text = valueText(specs[k], value);
    if (asked.values.size < MOST_VALUES || asked.values.has(text)) asked.values.set(text, (asked.values.get(text) ?? 0) + 1);
    if (typeof value !== 'number' && typeof value !== 'bigint') continue;
    const { extreme } = asked;
    const isFurther = extreme === undefined || (FALLING.has(asked.how) ? value < extreme.value : value > extreme.value);
    if (isFurther) asked.extreme = { value, text, number };
  }
};

const valueText = (spec: FieldSpec | undefined, value: Value): string => (spec === undefined ? '' : exportText(spec, value));

const truthOf = ({ name, how, values, extreme }: Asked): NearestTruth | undefined => {
  if (values.size === 0) return { kind: 'absent', name };
  if (extreme !== undefined && RISING.has(how)) return { kind: 'greatest', name, value: extreme.text, number: extreme.number };
  if (extreme !== undefined && FALLING.has(how)) return { kind: 'least', name, value: extreme.text, number: extreme.number };
  const told = [...values].sort(([, a], [, b]) => b - a).map(([text]) => text);
  if (told.every((text) => text === '')) return undefined;
  return { kind: 'values', name, values: told.slice(0, TOLD), more: Math.max(0, told.length - TOLD) };
};

/** A part as it was written, without brackets around it. */
const textOf = (test: Test, text: string): string => {
  const places = placesIn(test);
  const from = Math.min(...places.map(({ at }) => at));
  const to = Math.max(...places.map(({ at, length }) => at + length));
  return test.kind === 'not' ? `!${text.slice(from, to)}` : text.slice(from, to);
};

interface Stretch {
  readonly at: number;
  readonly length: number;
}

const placesIn = (test: Test): readonly Stretch[] => {
  switch (test.kind) {
    case 'and':
    case 'or':
      return test.of.flatMap(placesIn);
    case 'not':
      return placesIn(test.of);
    case 'has':
      return placesOf(test.what);
    case 'compare':
      return [...placesOf(test.left), ...placesOf(test.right)];
    default:
      return [...placesOf(test.left), ...test.set.flatMap(({ from, to }) => [...placesOf(from), ...(to ? placesOf(to) : [])])];
  }
};

const placesOf = (operand: Operand): readonly Stretch[] => [operand.place];
