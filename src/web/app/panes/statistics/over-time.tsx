/** Over time: bits and packets in each stretch of time, both directions, as plots; a stretch that is dragged becomes a filter. */
import { useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import { STRETCHES } from '../../../../core/stretches.ts';
import type { OverviewPart } from '../../../messages/contents.ts';
import { merged } from '../../parts/merged.ts';
import { usePicked } from '../../state/page.ts';
import { captureOf } from '../../state/page-state.ts';
import { useOverview } from '../../state/use-overview.ts';
import { say } from '../../words/say.ts';
import { fromZero, intervalOf, lengthText, shownTime, shownValue, WHOLE_STEPS } from './scales.ts';
import { type PlotRoom, usePlots } from './use-plots.ts';

export interface OverTimeProps {
  readonly capture: number;
  onSpan(filter: string): void;
}

export const OverTime = ({ capture, onSpan }: OverTimeProps) => {
  const newest = useOverview(capture, '');
  const isDragged = useRef(false);
  const shown = useRef(newest);
  // What is being dragged over stays as it is.
  if (!isDragged.current) shown.current = newest;
  const part = shown.current;
  const seconds = usePicked((s) => captureOf(s, capture)?.seconds ?? 0);
  const isOver = usePicked((s) => captureOf(s, capture)?.isOver === true);
  const [chosen, choose] = useState(0);
  const width = part?.width ?? 0;
  const usual = intervalOf(seconds, width);
  // What was chosen while it was shorter may be finer than what is counted now.
  const interval = Math.max(chosen || usual, width);
  const box = usePlots(
    (room) => (part === undefined ? [] : draw(room, { part, interval, seconds: isOver ? undefined : seconds, onSpan })),
    ({ data: [times] }, from, to) => onSpan(spanFilter(times[from] ?? 0, times[to === from ? to + 1 : to] ?? Number.POSITIVE_INFINITY)),
    [part, interval],
  );
  const lengths = STRETCHES.filter((s) => s >= width && s <= Math.max(1, seconds));
  return (
    <div class="body plots">
      <p class="choices">
        <label>
          {say('statistics', 'interval')}{' '}
          <select class="btn" value={String(chosen)} onChange={(e) => choose(Number(e.currentTarget.value))}>
            <option value="0">{say('statistics', 'usual', { length: lengthText(usual) })}</option>
            {lengths.map((s) => (
              <option key={s} value={String(s)}>
                {lengthText(s)}
              </option>
            ))}
          </select>
        </label>
        <span class="cap">{say('statistics', 'drag')}</span>
      </p>
      <div
        ref={box}
        onPointerDown={() => {
          isDragged.current = true;
        }}
        onPointerUp={() => {
          isDragged.current = false;
        }}
        onPointerCancel={() => {
          isDragged.current = false;
        }}
      />
    </div>
  );
};

/** Seconds from the first packet on. */
const spanFilter = (from: number, to: number): string => {
  const begin = `frame.time_relative >= ${Math.max(0, from).toFixed(6)}`;
  return Number.isFinite(to) ? `${begin} && frame.time_relative <= ${to.toFixed(6)}` : begin;
};

interface Drawn {
  readonly part: OverviewPart;
  /** Seconds of one stretch. */
  readonly interval: number;
  /** What goes on has lasted so long. */
  readonly seconds: number | undefined;
  onSpan(filter: string): void;
}

const draw = ({ box, width: wide, heightOf, colour, axes }: PlotRoom, { part, interval, seconds, onSpan }: Drawn): readonly uPlot[] => {
  const [client, server, ink] = [colour('client-line'), colour('server-line'), colour('ink2')];
  const by = Math.max(1, Math.round(interval / part.width));
  const all = Math.ceil(part.packets.length / by);
  // Of what goes on the last stretch is not over: it would look like an end that was not.
  const count = seconds === undefined ? all : Math.max(1, Math.min(all, Math.floor(seconds / interval)));
  // A step lasts until the next time.
  const times = Array.from({ length: count + 1 }, (_, k) => k * interval);
  const column = (values: readonly number[], factor: number): number[] => {
    const sums = merged(values, by);
    return times.map((_, k) => factor * (sums[Math.min(k, count - 1)] ?? 0));
  };
  const make = (title: string, series: uPlot.Series[], data: number[][]): uPlot =>
    new uPlot(
      {
        title,
        width: wide,
        height: heightOf(2),
        scales: { x: { time: false }, y: { range: fromZero } },
        cursor: { drag: { x: true, y: false, setScale: false } },
        axes: axes.map((axis, k) => (k === 0 ? axis : { ...axis, incrs: WHOLE_STEPS })),
        series: [{ label: say('statistics', 'time'), value: shownTime }, ...series],
        hooks: {
          setSelect: [
            (plot) => {
              const { left, width: dragged } = plot.select;
              if (dragged < 4) return;
              const [from, to] = [plot.posToVal(left, 'x'), plot.posToVal(left + dragged, 'x')];
              onSpan(spanFilter(from, to));
            },
          ],
        },
      },
      [times, ...data],
      box,
    );
  const steps = uPlot.paths.stepped?.({ align: 1 });
  const line = (label: string, stroke: string, dash: number[] = []): uPlot.Series => ({
    label,
    stroke,
    dash,
    width: 1.25,
    points: { show: false },
    value: shownValue,
    ...(steps && { paths: steps }),
  });
  const length = interval === 1 ? say('statistics', 'second') : lengthText(interval);
  return [
    make(
      say('statistics', 'bits', { length }),
      [line(say('statistics', 'toServer'), client), line(say('statistics', 'toClient'), server, [6, 3])],
      [column(part.toServer, 8), column(part.toClient, 8)],
    ),
    make(say('statistics', 'rate', { length }), [line(say('statistics', 'linePackets'), ink)], [column(part.packets, 1)]),
  ];
};
