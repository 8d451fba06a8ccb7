/** useCounted: what is counted over a whole capture (its faults, its protocols), asked for again while it is read or goes on. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { BranchRow, FaultRow } from '../../messages/contents.ts';
import type { Asker } from '../link/asker.ts';
import { usePage, usePicked } from './page.ts';
import { captureOf, isReading } from './page-state.ts';

/** Milliseconds between two questions. */
const PACE = 500;
/** The same while a file is read: what takes time then is the reading. */
const READING_PACE = 2500;

type AskRows<Row> = (asker: Asker, capture: number) => Promise<{ readonly rows: readonly Row[] }>;

const askFaults: AskRows<FaultRow> = (asker, capture) => asker.ask({ what: 'faults', capture });
const askBranches: AskRows<BranchRow> = (asker, capture) => asker.ask({ what: 'hierarchy', capture });

/** None where nobody wants them. */
export const useFaults = (capture: number, isWanted = true): readonly FaultRow[] => useCounted(askFaults, capture, isWanted);

export const useBranches = (capture: number): readonly BranchRow[] => useCounted(askBranches, capture, true);

const useCounted = <Row>(ask: AskRows<Row>, capture: number, isWanted: boolean): readonly Row[] => {
  const { asker } = usePage();
  const [known, setKnown] = useState<{ readonly capture: number; readonly rows: readonly Row[] }>({ capture, rows: [] });
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const language = usePicked((s) => s.language);
  const isOver = usePicked((s) => captureOf(s, capture)?.isOver === true);
  const pace = usePicked((s) => (isReading(s, capture) ? READING_PACE : PACE));
  const asked = useRef({ capture: -1, at: 0 });
  useEffect(() => {
    if (!isWanted) return undefined;
    const again = (): void => {
      asked.current = { capture, at: performance.now() };
      ask(asker, capture).then(
        // It is wanted also where more frames have come since.
        ({ rows }) => setKnown({ capture, rows }),
        () => {},
      );
    };
    const waits = asked.current.capture === capture && !isOver ? pace - (performance.now() - asked.current.at) : 0;
    const timer = setTimeout(again, Math.max(0, waits));
    return () => clearTimeout(timer);
  }, [ask, asker, capture, language, isWanted, isOver, pace, isOver ? 0 : frames]);
  return known.capture === capture ? known.rows : [];
};
