/** Operators of a filter on two values: comparisons, arithmetic, networks. */
import { compareScalars, type Scalar } from './kind.ts';
import type { Arithmetic, Comparison } from './syntax.ts';

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
