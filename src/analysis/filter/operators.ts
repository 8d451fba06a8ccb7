/** Operators of a filter on two values: comparisons, arithmetic, networks. */
import { compareScalars, type Kind, type Scalar } from './kind.ts';
import type { Arithmetic, Comparison } from './syntax.ts';

/** Whether the frame whose values are loaded passes. */
export type Passes = () => boolean;

/** A test that a value of a field passes alone, whatever others there are. */
export interface PassesByOne extends Passes {
  readonly read: () => readonly Scalar[];
  readonly one: (v: Scalar) => boolean;
}

/** Whether one of the values does. */
export const someOf = (read: PassesByOne['read'], one: PassesByOne['one']): PassesByOne =>
  Object.assign(() => read().some(one), { read, one });
export const isByOne = (passes: Passes | PassesByOne): passes is PassesByOne => 'one' in passes;

export type Pair = (a: Scalar, b: Scalar) => boolean;

/** The bits of an address that a network's prefix covers. */
export const masked = (v: Scalar, mask: number | Uint8Array): Scalar => {
  if (typeof mask === 'number') return (Number(v) & mask) >>> 0;
  return v instanceof Uint8Array ? v.map((b, i) => b & (mask[i] ?? 0)) : v;
};

export const same: Pair = (a, b) => compareScalars(a, b) === 0;

export const PAIRS: Readonly<Record<'==' | '<' | '<=' | '>' | '>=', Pair>> = {
  '==': same,
  '<': (a, b) => compareScalars(a, b) < 0,
  '<=': (a, b) => compareScalars(a, b) <= 0,
  '>': (a, b) => compareScalars(a, b) > 0,
  '>=': (a, b) => compareScalars(a, b) >= 0,
};
export const BASE: Readonly<Record<Comparison, keyof typeof PAIRS>> = {
  '==': '==',
  '===': '==',
  '!=': '==',
  '!==': '==',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  contains: '==',
  matches: '==',
};
export const MIRROR: Partial<Readonly<Record<Comparison, Comparison>>> = {
  ...{ '==': '==', '===': '===', '!=': '!=', '!==': '!==' },
  ...{ '<': '>', '<=': '>=', '>': '<', '>=': '<=' },
};

export const OPERATIONS: Readonly<Record<Arithmetic, (a: number | bigint, b: number | bigint) => number | bigint | undefined>> = {
  '&': (a, b) => narrow(BigInt(a) & BigInt(b)),
  '+': (a, b) => narrow(BigInt(a) + BigInt(b)),
  '-': (a, b) => narrow(BigInt(a) - BigInt(b)),
  '*': (a, b) => narrow(BigInt(a) * BigInt(b)),
  '/': (a, b) => (Number(b) === 0 ? undefined : narrow(BigInt(a) / BigInt(b))),
  '%': (a, b) => (Number(b) === 0 ? undefined : narrow(BigInt(a) % BigInt(b))),
};
const narrow = (n: bigint): number | bigint =>
  n <= BigInt(Number.MAX_SAFE_INTEGER) && n >= -BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : n;

export const chain = (kind: 'and' | 'or', of: readonly Passes[]): Passes =>
  kind === 'and' ? () => of.every((one) => one()) : () => of.some((one) => one());

export const some = (values: readonly Scalar[]): boolean => values.length > 0;
export const NEVER = (): boolean => false;
export const ALWAYS = (): boolean => true;

/** Whether what was worked out is not 0. */
export const isSet = (v: Scalar): boolean => (v instanceof Uint8Array ? v.some((byte) => byte !== 0) : v !== 0 && v !== 0n);

/** What has bits though it is no number. */
export const MASKED: ReadonlySet<Kind> = new Set<Kind>(['ip4', 'ip6', 'mac', 'bytes']);
