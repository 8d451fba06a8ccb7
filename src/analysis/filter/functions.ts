/** Functions of a filter: `len(…)`, `count(…)`, `lower(…)` of a field's values, and `max(…)`, `min(…)`, `abs(…)` of numbers. */
import { exportText } from '../../wire/show.ts';
import type { FieldSpec } from '../../wire/types.ts';
import { bytesOf, type Kind, type Scalar } from './kind.ts';
import type { Place } from './syntax.ts';

/** Something with values in a frame. */
export interface Source {
  readonly kind: Kind;
  readonly names: FieldSpec['names'];
  /** Bits of the field, where a number too big for it is a mistake. */
  readonly bits: number | undefined;
  readonly spec: FieldSpec | undefined;
  /** As written, for messages. */
  readonly text: string;
  readonly place: Place;
  read(): readonly Scalar[];
}

export const FUNCTIONS: Readonly<Record<string, (of: Source) => Pick<Source, 'kind' | 'read'>>> = Object.assign(
  Object.create(null) as Record<string, (of: Source) => Pick<Source, 'kind' | 'read'>>,
  {
    len: (of: Source) => ({ kind: 'number', read: () => of.read().map((v) => bytesOf(v, of.kind)?.length ?? 0) }),
    // Like every test, one of a count passes only where there is something.
    count: (of: Source) => ({ kind: 'number', read: () => lengths(of.read()) }),
    lower: (of: Source) => ({ kind: 'string', read: () => texts(of).map((v) => v.toLowerCase()) }),
    upper: (of: Source) => ({ kind: 'string', read: () => texts(of).map((v) => v.toUpperCase()) }),
    string: (of: Source) => ({ kind: 'string', read: () => texts(of) }),
  } as const,
);

const lengths = ({ length }: readonly Scalar[]): readonly number[] => (length === 0 ? [] : [length]);

type Numbers = readonly (number | bigint)[];

/** Functions of one or more numbers: the values of their arguments, to those of the result. */
export const OF_NUMBERS: Readonly<Record<string, { readonly most: number; readonly of: (args: readonly Numbers[]) => Numbers }>> = {
  max: { most: 64, of: (args) => outermost(args, (a, b) => a > b) },
  min: { most: 64, of: (args) => outermost(args, (a, b) => a < b) },
  abs: { most: 1, of: ([values = []]) => values.map((v) => (v < 0 ? -v : v)) },
};

const outermost = (args: readonly Numbers[], isFurther: (a: number | bigint, b: number | bigint) => boolean): Numbers => {
  const all = args.flat();
  return all.length === 0 ? [] : [all.reduce((a, b) => (isFurther(b, a) ? b : a))];
};

const texts = (of: Source): readonly string[] =>
  of.read().map((v) => (of.spec === undefined || typeof v === 'string' ? String(v) : exportText(of.spec, v)));
