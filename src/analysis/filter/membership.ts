/** Membership: whether a value is one of a set, or lies between two of its ends; what stands there is written, or is that of other fields. */
import type { Source } from './functions.ts';
import { compareScalars, type Literal, type Scalar } from './kind.ts';
import { masked, NEVER, same } from './operators.ts';

/** What stands in a set, alone or at an end of a range. */
export interface Member {
  readonly values: () => readonly Scalar[];
  /** Whether a value is it. */
  readonly is: (v: Scalar) => boolean;
}

export const writtenMember = ({ value, mask, isApart }: Literal): Member => {
  const values = isApart ? [] : [value];
  return { values: () => values, is: isApart ? NEVER : mask === undefined ? (v) => same(v, value) : (v) => same(masked(v, mask), value) };
};

export const fieldMember = ({ read }: Source): Member => ({ values: read, is: (v) => read().some((w) => same(v, w)) });

export const between =
  (low: Member, high: Member) =>
  (v: Scalar): boolean =>
    low.values().some((w) => compareScalars(v, w) >= 0) && high.values().some((w) => compareScalars(v, w) <= 0);
