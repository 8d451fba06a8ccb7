/** Link totals: what a link carried each way and who ended it, in one line: `A → B 4 B, B → A 0 B, closed by: A FIN, B FIN`. */
import { english, sayServing, saySession } from '../core/said.ts';
import type { Words } from '../core/words.ts';
import { type Closing, countedText, type EndFacts, type Ending, endingWord } from '../io/base/ledger.ts';
import type { LinkReport } from '../io/link/link.ts';

type Facts = EndFacts | undefined;

/** What is known of both sides: an end is called as they call it. */
export const linkTotals = ({ a, b }: LinkReport, facts: readonly [a: Facts, b: Facts], words = english): string => {
  const by = closers(a, b, facts, words).join(', ') || words.text(saySession('nobody'));
  const counted = `${countedText(a, words)}${countedText(b, words)}`;
  return words.text(sayServing('linkClosed', { there: crossed(a, b, words), back: crossed(b, a, words), by, counted }));
};

/** As it left us; where less left than came, both. */
const crossed = (from: Closing, to: Closing, words: Words): string =>
  to.sent < from.received
    ? words.text(sayServing('partOf', { part: String(to.sent), whole: String(from.received) }))
    : `${(to.wire ?? to).sent} B`;

/** What we passed on was done by the other side. */
const closers = (a: Closing, b: Closing, [factsA, factsB]: readonly [Facts, Facts], words: Words): readonly string[] => {
  const other = b.endings.filter((e) => e.by === 'peer');
  const named = (who: string, e: Ending, facts: Facts = UNKNOWN): string => `${who} ${endingWord(e, facts, words)}`;
  const us = (e: Ending, facts: Facts = UNKNOWN): string => words.text(saySession('us', { how: endingWord(e, facts, words) }));
  const told = a.endings.map((e) => {
    if (e.by === 'peer') return named('A', e, factsA);
    const theirs = other.shift();
    return theirs === undefined ? us(e, factsA) : named('B', theirs, factsB);
  });
  return [...told, ...other.map((e) => named('B', e, factsB))];
};

const UNKNOWN = { scheme: '' };
