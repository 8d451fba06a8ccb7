/** Look filtered: how the frames of an index are looked at for a filter. */
import type { CaptureIndex } from '../analysis/capture-index.ts';
import { filter } from '../analysis/filter/filter.ts';
import type { Sides } from '../analysis/filter/teller.ts';
import { verdictsOf } from '../analysis/filter/verdicts.ts';
import { protocols } from '../protocols/registry.ts';
import type { Looks } from './look-again.ts';

/** Throws a UsageError where the filter is none. */
export const lookFiltered = (text: string, index: CaptureIndex, sides: Sides): Looks => {
  const judge = filter(text, protocols);
  const verdicts = verdictsOf(judge, index, sides);
  return {
    asksMessages: judge.asksMessages(protocols),
    known: (number) => verdicts.of(number),
    read: (number, batch, i) => verdicts.in(number, batch, i),
    holds: ({ track, batch, i, times }) => verdicts.look(track, batch, i, times),
  };
};
