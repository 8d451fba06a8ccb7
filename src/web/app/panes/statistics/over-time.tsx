/** Over time: packets and bytes a second, both directions, as plots; a stretch that is dragged becomes a filter. */
import { useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { OverviewPart } from '../../../messages/contents.ts';
import { usePicked } from '../../state/page.ts';
import { captureOf } from '../../state/page-state.ts';
import { useOverview } from '../../state/use-overview.ts';
import { say } from '../../words/say.ts';
import { fromZero, shownValue } from './scales.ts';
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
  const box = usePlots((room) => (part === undefined ? [] : draw(room, part, seconds, onSpan)), [part]);
  return (
    <div class="body plots">
      <p class="cap">{say('statistics', 'drag')}</p>
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

const draw = (
  { box, width: wide, colour, axes }: PlotRoom,
  { width, toServer, toClient, packets }: OverviewPart,
  seconds: number,
  onSpan: (filter: string) => void,
): readonly uPlot[] => {
  const [client, server, ink] = [colour('client-line'), colour('server-line'), colour('ink2')];
  // The last stretch is not over: it would look like an end that was not.
  const count = Math.max(2, Math.min(packets.length, Math.floor(seconds / width)));
  const times = packets.slice(0, count).map((_, k) => k * width);
  const rates = (values: readonly number[], factor: number): number[] => values.slice(0, count).map((v) => (v * factor) / width);
  const make = (title: string, series: uPlot.Series[], data: number[][]): uPlot =>
    new uPlot(
      {
        title,
        width: wide,
        height: 250,
        scales: { x: { time: false }, y: { range: fromZero } },
        cursor: { drag: { x: true, y: false, setScale: false } },
        axes,
        series: [{ label: say('statistics', 'seconds'), value: shownValue }, ...series],
        hooks: {
          setSelect: [
            (plot) => {
              const { left, width: dragged } = plot.select;
              if (dragged < 4) return;
              const [from, to] = [plot.posToVal(left, 'x'), plot.posToVal(left + dragged, 'x')];
              onSpan(`frame.time_relative >= ${Math.max(0, from).toFixed(6)} && frame.time_relative <= ${to.toFixed(6)}`);
            },
          ],
        },
      },
      [times, ...data],
      box,
    );
  const line = (label: string, stroke: string): uPlot.Series => ({ label, stroke, width: 1, points: { show: false }, value: shownValue });
  return [
    make(
      say('statistics', 'bits'),
      [line(say('statistics', 'toClient'), server), line(say('statistics', 'toServer'), client)],
      [rates(toClient, 8), rates(toServer, 8)],
    ),
    make(say('statistics', 'rate'), [line(say('statistics', 'linePackets'), ink)], [rates(packets, 1)]),
  ];
};
