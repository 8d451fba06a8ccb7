/** Link totals: what a link carried each way and who ended it, in one line: `A → B 4 B, B → A 0 B, closed by: A FIN, B FIN`. */
import { type Closing, type EndFacts, type Ending, endingWord } from '../io/base/ledger.ts';
import type { LinkReport } from '../io/link/link.ts';

type Facts = EndFacts | undefined;

/** What is known of both sides: an end is called as they call it. */
export const linkTotals = ({ a, b }: LinkReport, facts: readonly [a: Facts, b: Facts]): string =>
  `A → B ${crossed(a, b)}, B → A ${crossed(b, a)}, closed by: ${closers(a, b, facts).join(', ') || 'nobody'}${counted(a)}${counted(b)}`;

/** As it left us; where less left than came, both. */
const crossed = (from: Closing, to: Closing): string =>
  to.sent < from.received ? `${to.sent} of ${from.received} B` : `${(to.wire ?? to).sent} B`;

/** What we passed on was done by the other side. */
const closers = (a: Closing, b: Closing, [factsA, factsB]: readonly [Facts, Facts]): readonly string[] => {
  const other = b.endings.filter((e) => e.by === 'peer');
  const named = (who: string, e: Ending, facts: Facts = UNKNOWN): string => `${who} ${endingWord(e, facts)}`;
  const told = a.endings.map((e) => {
    if (e.by === 'peer') return named('A', e, factsA);
    const theirs = other.shift();
    return theirs === undefined ? named('us', e, factsA) : named('B', theirs, factsB);
  });
  return [...told, ...other.map((e) => named('B', e, factsB))];
};

const UNKNOWN = { scheme: '' };

const counted = ({ counts }: Closing): string => [...(counts ?? [])].map(([what, n]) => `, ${n} ${what}`).join('');
