/** Minimap: where in the whole capture those are that pass, and which part of it is on the screen; the part can be dragged. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useHeight } from '../../parts/use-size.ts';
import { grouped } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf, waitsForRows } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export interface MinimapProps {
  readonly capture: number;
  readonly filter: string;
  /** How many pass. */
  readonly total: number;
  /** Numbers of the packets at the top and at the bottom of the screen; 0 while they are not there. */
  readonly seen: readonly [first: number, last: number];
  /** The place among those that pass to which the list goes. */
  onPlace(place: number): void;
}

/** Pixels of a bar, and between two. */
const BAR = 3;
/** Milliseconds between two questions. */
const PACE = 400;
/** Pixels of the part on the screen at least. */
const LEAST = 8;

export const Minimap = ({ capture, filter, total, seen: [first, last], onPlace }: MinimapProps) => {
  const { asker } = usePage();
  const frames = Math.max(
    1,
    usePicked((s) => captureOf(s, capture)?.frames ?? 0),
  );
  const box = useRef<HTMLDivElement>(null);
  const height = useHeight(box);
  const counts = useSpread({ capture, filter, parts: Math.floor(height / BAR), total, frames });
  const most = Math.max(1, ...counts);
  const isHeld = useRef(false);
  const go = (event: PointerEvent): void => {
    const { top } = box.current?.getBoundingClientRect() ?? { top: 0 };
    const number = Math.max(1, Math.min(frames, Math.round(((event.clientY - top) / height) * frames)));
    asker.ask({ what: 'place', capture, filter, number }).then(
      ({ place }) => onPlace(place),
      () => {},
    );
  };
  return (
    <div
      class="minimap"
      ref={box}
      role="img"
      aria-label={say('list', 'minimap', { count: total, all: grouped(frames) })}
      title={say('list', 'minimap', { count: total, all: grouped(frames) })}
      onPointerDown={(e) => {
        isHeld.current = true;
        e.currentTarget.setPointerCapture(e.pointerId);
        go(e);
      }}
      onPointerMove={(e) => isHeld.current && go(e)}
      onPointerUp={() => {
        isHeld.current = false;
      }}
    >
      <svg viewBox={`0 0 100 ${Math.max(1, counts.length) * BAR}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={counts.map((n, k) => (n === 0 ? '' : `M0 ${k * BAR + 1.5}H${Math.max(12, Math.round((100 * n) / most))}`)).join('')} />
      </svg>
      {first > 0 && (
        <i style={{ top: `${(100 * (first - 1)) / frames}%`, height: `max(${LEAST}px, ${(100 * (last - first + 1)) / frames}%)` }} />
      )}
    </div>
  );
};

interface Spread {
  readonly capture: number;
  readonly filter: string;
  readonly parts: number;
  readonly total: number;
  readonly frames: number;
}

const useSpread = ({ capture, filter, parts, total, frames }: Spread): readonly number[] => {
  const { asker } = usePage();
  const [counts, setCounts] = useState<readonly number[]>([]);
  const waits = usePicked((s) => waitsForRows(s, capture, filter));
  const asked = useRef(0);
  const of = useRef({ filter: '', since: 0 });
  if (of.current.filter !== filter) of.current = { filter, since: performance.now() };
  useEffect(() => {
    if (parts < 1) return undefined;
    let isWanted = true;
    const ask = (): void => {
      asked.current = performance.now();
      asker.ask({ what: 'spread', capture, filter, parts }).then(
        (answer) => {
          if (isWanted) setCounts(answer.counts);
        },
        () => {},
      );
    };
    const due = Math.max(of.current.since + waits, asked.current + PACE);
    const timer = setTimeout(ask, Math.max(0, due - performance.now()));
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [asker, capture, filter, parts, total, frames, waits]);
  return counts;
};
