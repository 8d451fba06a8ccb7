/** Overview: a capture over its time: bytes of both directions, mirrored, and what passes the filter; a stretch that is dragged becomes a filter. */
import { useRef, useState } from 'preact/hooks';
import type { OverviewPart } from '../../../messages/messages.ts';
import { grouped } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf, choose, chosenIn } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { mergeBy, merged, rateText, type Span, spanOf, stepPath, ticksOf, tickText, withSpan } from './plot.ts';
import { useOverview } from './use-overview.ts';

/** Steps that are drawn at most. */
const MOST_STEPS = 512;
/** Pixels: of the upper and the lower half, and of the hits. */
const [UP, DOWN, HITS] = [44, 26, 14];
/** A drag that is shorter is a click. */
const SHORT = 0.004;

export const Overview = ({ capture }: { readonly capture: number }) => {
  const filter = usePicked((s) => chosenIn(s, capture).filter);
  const seconds = usePicked((s) => captureOf(s, capture)?.seconds ?? 0);
  const part = useOverview(capture, filter);
  if (part === undefined || part.toServer.length < 2 || seconds <= 0) return <div class="overview" />;
  return (
    <section class="overview" aria-label={say('overview', 'label')}>
      <Legend part={part} />
      <Band capture={capture} filter={filter} part={part} />
    </section>
  );
};

const Legend = ({ part }: { readonly part: OverviewPart }) => {
  const { width, toServer, toClient, hits } = part;
  const by = mergeBy(toServer.length, MOST_STEPS);
  const peak = (values: readonly number[]): string => rateText(Math.max(...merged(values, by)) / (width * by));
  const count = hits.reduce((a, b) => a + b, 0);
  return (
    <div class="legend">
      <div class="s">
        {say('overview', 'toClient')}
        <br />
        {say('overview', 'peak', { rate: peak(toClient) })}
      </div>
      <div class="c">
        {say('overview', 'toServer')}
        <br />
        {say('overview', 'peak', { rate: peak(toServer) })}
      </div>
      {hits.length > 0 && (
        <div>
          <b>{grouped(count)}</b> {say('overview', 'hits', { count })}
        </div>
      )}
    </div>
  );
};

interface BandProps {
  readonly capture: number;
  readonly filter: string;
  readonly part: OverviewPart;
}

const Band = ({ capture, filter, part }: BandProps) => {
  const { change } = usePage();
  const box = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Span | undefined>(undefined);
  const total = part.width * part.toServer.length;
  const at = (event: PointerEvent): number => {
    const { left, width } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return Math.min(total, Math.max(0, ((event.clientX - left) / width) * total));
  };
  const apply = (span: Span | undefined): void => change(choose(capture, { filter: withSpan(filter, span) }));
  const drop = (): void => {
    if (drag === undefined) return;
    setDrag(undefined);
    const [from, to] = ordered(drag);
    if (to - from > SHORT * total) apply([from, to]);
  };
  const chosen = drag === undefined ? spanOf(filter) : ordered(drag);
  return (
    <div
      class="band"
      ref={box}
      onPointerDown={(e) => {
        e.currentTarget.setPointerCapture(e.pointerId);
        setDrag([at(e), at(e)]);
      }}
      onPointerMove={(e) => drag !== undefined && setDrag([drag[0], at(e)])}
      onPointerUp={drop}
    >
      <Curves part={part} />
      {ticksOf(total).map((seconds) => (
        <span class="tick" key={seconds} style={{ left: `${(100 * seconds) / total}%` }} data-late={seconds > 0.95 * total}>
          {tickText(seconds)}
        </span>
      ))}
      {chosen !== undefined && <Brush span={chosen} total={total} onClear={() => apply(undefined)} />}
    </div>
  );
};

const ordered = ([a, b]: Span): Span => (a <= b ? [a, b] : [b, a]);

const Curves = ({ part }: { readonly part: OverviewPart }) => {
  const by = mergeBy(part.toServer.length, MOST_STEPS);
  const columns = Math.ceil(part.toServer.length / by);
  const hits = merged(part.hits, by);
  const packets = part.packets.reduce((a, b) => a + b, 0);
  return (
    <svg
      viewBox={`0 0 ${columns} ${UP + DOWN + HITS}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say('overview', 'over', { packets })}
    >
      <path class="down" d={stepPath(merged(part.toClient, by), columns, UP, UP - 2, 1)} />
      <path class="up" d={stepPath(merged(part.toServer, by), columns, UP, DOWN - 2, -1)} />
      <path class="base" d={`M0 ${UP}H${columns}`} />
      <path class="hits" d={stepPath(hits, columns, UP + DOWN + HITS, HITS - 1, 1)} />
    </svg>
  );
};

interface BrushProps {
  readonly span: Span;
  readonly total: number;
  onClear(): void;
}

const Brush = ({ span: [from, to], total, onClear }: BrushProps) => (
  <div class="brush" style={{ left: `${(100 * from) / total}%`, width: `${(100 * Math.max(0, to - from)) / total}%` }}>
    <button type="button" aria-label={say('overview', 'all')} onPointerDown={(e) => e.stopPropagation()} onClick={onClear}>
      {tickText(Number(from.toPrecision(4)))} – {tickText(Number(to.toPrecision(4)))} ✕
    </button>
  </div>
);
