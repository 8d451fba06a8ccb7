/** Link totals: what a link carried each way and who ended it, in one line: `A → B 4 B, B → A 0 B, closed by: A FIN, B FIN`. */
import { type Closing, type Ending, endingWord } from '../io/base/ledger.ts';
import type { LinkReport } from '../io/link/link.ts';

/** Schemes of both sides, where they are known: an end is called as they call it. */
export const linkTotals = ({ a, b }: LinkReport, schemes: readonly [a: string, b: string]): string =>
  `A → B ${crossed(a, b)}, B → A ${crossed(b, a)}, closed by: ${closers(a, b, schemes).join(', ') || 'nobody'}${counted(a)}${counted(b)}`;

const crossed = (from: Closing, to: Closing): string => (to.sent < from.received ? `${to.sent} of ${from.received} B` : `${to.sent} B`);

/** What we passed on was done by the other side. */
const closers = (a: Closing, b: Closing, [schemeA, schemeB]: readonly [string, string]): readonly string[] => {
  const other = b.endings.filter((e) => e.by === 'peer');
  const named = (who: string, e: Ending, scheme: string): string => `${who} ${endingWord(e, scheme)}`;
  const told = a.endings.map((e) => {
    if (e.by === 'peer') return named('A', e, schemeA);
    const theirs = other.shift();
    return theirs === undefined ? named('us', e, schemeA) : named('B', theirs, schemeB);
  });
  return [...told, ...other.map((e) => named('B', e, schemeB))];
};

const counted = ({ counts }: Closing): string => [...(counts ?? [])].map(([what, n]) => `, ${n} ${what}`).join('');
