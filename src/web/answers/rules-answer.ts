/** Rules answer: which colouring rule of a page each row follows: the first filter that its packet passes. */
import { type Filter, filter } from '../../analysis/filter/filter.ts';
import { UsageError } from '../../core/fault.ts';
import { protocols } from '../../protocols/registry.ts';
import type { FrameNumbers } from '../../view/browse/frame-numbers.ts';
import { LONGEST_FILTER } from './filter-answer.ts';
import type { Looked } from './looked.ts';

const MOST_RULES = 6;

export class Rules {
  readonly text: string;
  readonly #filters: readonly (Filter | undefined)[];

  /** A filter a line; what is none colours nothing. */
  constructor(text: string) {
    this.text = text;
    this.#filters = text.slice(0, LONGEST_FILTER).split('\n').slice(0, MOST_RULES).map(ruleOf);
  }

  /** For `count` places from `from` on; -1 where a packet follows none. */
  matches(b: Looked, numbers: FrameNumbers, from: number, count: number): readonly number[] {
    const last = Math.min(from + count, numbers.count);
    return Array.from({ length: Math.max(0, last - from) }, (_, k) => {
      const d = b.dissect(numbers.at(from + k));
      const times = { first: b.first, previous: undefined };
      return this.#filters.findIndex((f) => f?.passesDissected(d, times));
    });
  }
}

const ruleOf = (text: string): Filter | undefined => {
  if (text.trim() === '') return undefined;
  try {
    return filter(text, protocols);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
};
