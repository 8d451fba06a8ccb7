/** Colouring rules: filters whose packets are coloured, in order: the first that a packet passes counts. This browser keeps them. */
import { isKept, keep, remembered } from '../parts/remembered.ts';

/** As many as there are colours. */
export const MOST_RULES = 6;

/** A page that was saved with rules keeps its own. */
const keptAs = (saved: string): string => `colouring rules ${saved}`.trim();

/** A filter a line. */
export const rulesText = (rules: readonly string[]): string => rules.join('\n');

/** `saved`: with which rules the page was saved. */
export const keepRules = (rules: readonly string[], saved: string): void => keep(keptAs(saved), rules);

export const keptRules = (saved = ''): readonly string[] => {
  const name = keptAs(saved);
  const rules = isKept(name) ? remembered(name) : saved.split('\n');
  return rules.filter((rule) => rule !== '').slice(0, MOST_RULES);
};
