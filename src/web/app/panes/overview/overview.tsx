/** Overview: a capture over its time: bytes of both directions, mirrored, and what passes the filter; a stretch that is dragged becomes a filter. */
import { useRef, useState } from 'preact/hooks';
import type { OverviewPart } from '../../../messages/contents.ts';
import { mergeBy, merged } from '../../parts/merged.ts';
import { stepPath } from '../../parts/step-path.ts';
import { useMedia } from '../../parts/use-size.ts';
import { grouped, packetsText } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf, choose, chosenIn } from '../../state/page-state.ts';
import { useOverview } from '../../state/use-overview.ts';
import { say } from '../../words/say.ts';
import { amountText, peakOf, type Span, spanOf, ticksOf, tickText, withSpan } from './plot.ts';

/** Steps that are drawn at most. */
const MOST_STEPS = 512;
/** Pixels: of the upper and the lower half, of a lane, and of the hits. */
const [UP, DOWN, LANE, HITS] = [44, 30, 15, 16];
/** A drag that is shorter is a click. */
const SHORT = 0.004;

export const Overview = ({ capture }: { readonly capture: number }) => {
  const filter = usePicked((s) => chosenIn(s, capture).filter);
  const seconds = usePicked((s) => captureOf(s, capture)?.seconds ?? 0);
  const part = useOverview(capture, filter);
  const isLow = useMedia('(max-height: 800px)');
  if (part === undefined || part.toServer.length < 2 || seconds <= 0) return <div class="overview" />;
  const shown = { ...part, lanes: isLow ? part.lanes.slice(0, 2) : part.lanes };
  return (
    <section class="overview" aria-label={say('overview', 'label')}>
      <Legend capture={capture} filter={filter} part={shown} />
      <Band capture={capture} filter={filter} part={shown} />
    </section>
  );
};

const Legend = ({ capture, filter, part }: BandProps) => {
  const { change } = usePage();
  const { width, toServer, toClient, lanes, hits } = part;
  const peak = (values: readonly number[]): string => {
    const { most, seconds } = peakOf(values, width);
    // Shorter than a second: that is all there was.
    if (width * values.length <= 1) return say('overview', 'inAll', { amount: amountText(most) });
    return say('overview', 'peak', { amount: amountText(most), time: tickText(seconds) });
  };
  const count = hits.reduce((a, b) => a + b, 0);
  return (
    <div class="legend">
      <div class="s">
        {say('overview', 'toClient')}
        <br />
        {peak(toClient)}
      </div>
      <div class="c">
        {say('overview', 'toServer')}
        <br />
        {peak(toServer)}
      </div>
      {lanes.map((lane) => (
        <button
          type="button"
          class={`lane-name el ${lane.filter === filter ? 'on' : ''}`}
          key={lane.title}
          disabled={lane.filter === ''}
          aria-pressed={lane.filter === filter}
          title={`${packetsText(lane.packets)}\n${say('statistics', 'show', { filter: lane.filter })}`}
          onClick={() => change(choose(capture, { filter: lane.filter === filter ? '' : lane.filter }))}
        >
          {lane.title}
        </button>
      ))}
      {hits.length > 0 && (
        <div class="hit-count">
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
  const { lanes } = part;
  const under = UP + DOWN + LANE * lanes.length;
  const high = under + (hits.length > 0 ? HITS : 0);
  const packets = part.packets.reduce((a, b) => a + b, 0);
  return (
    <svg
      viewBox={`0 0 ${columns} ${high}`}
      style={{ height: `${high}px` }}
      preserveAspectRatio="none"
      role="img"
      aria-label={say('overview', 'over', { packets })}
    >
      <path class="down" d={stepPath(merged(part.toClient, by), columns, UP, UP - 2, 1)} />
      <path class="up" d={stepPath(merged(part.toServer, by), columns, UP, DOWN - 2, -1)} />
      <path class="base" d={`M0 ${UP}H${columns}`} />
      {lanes.map((lane, k) => (
        <path key={lane.title} class="lane" d={stepPath(merged(lane.line, by), columns, UP + DOWN + LANE * (k + 1) - 1, LANE - 4, 1)} />
      ))}
      <path class="hits" d={stepPath(hits, columns, high, HITS - 2, 1)} />
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
