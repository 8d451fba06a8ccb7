/** useOverview: what went when in a capture, asked for again while it is read, goes on, or is filtered. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { OverviewPart } from '../../messages/contents.ts';
import { usePage, usePicked } from './page.ts';
import { captureOf, isReading, waitsForRows } from './page-state.ts';

/** Milliseconds between two questions. */
const PACE = 400;
/** The same while a file is read: what takes time then is the reading. */
const READING_PACE = 2500;

export const useOverview = (capture: number, filter: string): OverviewPart | undefined => {
  const { asker } = usePage();
  const [part, setPart] = useState<{ readonly capture: number; readonly it: OverviewPart } | undefined>(undefined);
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const hits = usePicked((s) => s.passing.get(capture)?.total ?? 0);
  const pace = usePicked((s) => (isReading(s, capture) ? READING_PACE : PACE));
  const waits = usePicked((s) => waitsForRows(s, capture, filter));
  const asked = useRef({ what: '', at: 0 });
  const wanted = useRef('');
  const since = useRef(0);
  if (wanted.current !== `${capture} ${filter}`) since.current = performance.now();
  wanted.current = `${capture} ${filter}`;
  useEffect(() => {
    const ask = (): void => {
      asked.current = { what: wanted.current, at: performance.now() };
      asker.ask({ what: 'overview', capture, filter }).then(
        // It is wanted also where more frames have come since.
        (it) => {
          if (wanted.current === `${capture} ${filter}`) setPart({ capture, it });
        },
        () => {},
      );
    };
    const { what, at } = asked.current;
    const [from, gap] = what === wanted.current ? [at, pace] : [since.current, waits];
    const timer = setTimeout(ask, Math.max(0, from + gap - performance.now()));
    return () => clearTimeout(timer);
  }, [asker, capture, filter, frames, hits, pace, waits]);
  return part?.capture === capture ? part.it : undefined;
};
