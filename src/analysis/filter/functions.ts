/** Functions of a filter: `len(…)`, `count(…)`, `lower(…)` of a field's values, and `max(…)`, `min(…)`, `abs(…)`. */
import { exportText, typeBits } from '../../wire/show.ts';
import type { FieldSpec } from '../../wire/types.ts';
import { bytesOf, compareScalars, type Kind, type Scalar } from './kind.ts';
import { finder } from './search.ts';
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
    len: (of: Source) => ({ kind: 'number', read: () => of.read().map((v) => bytesOf(v, of.kind)?.length ?? numberBytes(of)) }),
    // Like every test, one of a count passes only where there is something.
    count: (of: Source) => ({ kind: 'number', read: () => lengths(of.read()) }),
    lower: (of: Source) => ({ kind: 'string', read: () => texts(of).map((v) => v.toLowerCase()) }),
    upper: (of: Source) => ({ kind: 'string', read: () => texts(of).map((v) => v.toUpperCase()) }),
    string: (of: Source) => ({ kind: 'string', read: () => texts(of) }),
  } as const,
);

/** Bytes of the type that a number's field has. */
const numberBytes = ({ spec }: Source): number =>
  spec === undefined || spec.show === 'time' || spec.show === 'date' ? 0 : typeBits(spec) / 8;

const lengths = ({ length }: readonly Scalar[]): readonly number[] => (length === 0 ? [] : [length]);

type Values = readonly Scalar[];

/** Arguments of one kind. */
export interface Alike {
  readonly kind: Kind;
  readonly args: readonly Source['read'][];
}

export interface OfValues {
  readonly most: number;
  /** Whether it takes values of a kind that are no numbers. */
  readonly takes: (kind: Kind) => boolean;
  readonly of: (args: readonly Values[]) => Values;
}

/** Functions of one or more values: those of their arguments, to those of the result. */
export const OF_VALUES: Readonly<Record<string, OfValues>> = {
  max: { most: 64, takes: () => true, of: (args) => outermost(args, 1) },
  min: { most: 64, takes: () => true, of: (args) => outermost(args, -1) },
  abs: {
    most: 1,
    takes: (kind) => kind === 'time',
    of: ([values = []]) => values.map((v) => (compareScalars(v, 0) < 0 ? -(v as number | bigint) : v)),
  },
};

const outermost = (args: readonly Values[], sign: 1 | -1): Values => {
  const all = args.flat();
  return all.length === 0 ? [] : [all.reduce((a, b) => (compareScalars(b, a) * sign > 0 ? b : a))];
};

/** Numbers are decimal, however the tree shows them. */
const texts = (of: Source): readonly string[] =>
  of.read().map((v) => (of.spec === undefined || of.kind === 'number' || typeof v === 'string' ? String(v) : exportText(of.spec, v)));

/** Whether a value of one side lies in one of the other. */
export const containsSource = (left: Source, right: Source): (() => boolean) => {
  const finders = (): readonly ((hay: Uint8Array | undefined) => boolean)[] =>
    right.read().map((w) => finder(bytesOf(w, right.kind) ?? NOTHING));
  return () => finders().some((found) => left.read().some((v) => found(bytesOf(v, left.kind))));
};
const NOTHING = new Uint8Array(0);
