/** Conversation plots: time and sequence, round trips, windows and throughput of one conversation; a point leads to its packet. */
import { useEffect, useState } from 'preact/hooks';
import uPlot from 'uplot';
import type { ConversationRow } from '../../../messages/messages.ts';
import type { SeriesPoint } from '../../../messages/series.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { chosenIn } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { fromZero, lengthText, shownTime, shownValue } from './scales.ts';
import { columnsOf, PLOTS, type Plot, throughStretch } from './series.ts';
import { type PlotRoom, usePlots } from './use-plots.ts';

export interface ConversationPlotsProps {
  readonly capture: number;
  onPacket(packet: number): void;
}

/** Conversations that are offered. */
const MOST = 200;

export const ConversationPlots = ({ capture, onPacket }: ConversationPlotsProps) => {
  const { offered, isKnown, conversation, choose } = useConversations(capture);
  const { points, isOver } = usePoints(capture, conversation);
  const [plot, setPlot] = useState<Plot>('sequence');
  const packetAt = (at: number): void => {
    const point = points[at];
    if (point !== undefined) onPacket(point.frame);
  };
  const box = usePlots(
    (room) => (points.length === 0 ? [] : [draw(room, points, plot, packetAt)]),
    (_, __, at) => packetAt(at),
    [points, plot],
  );
  if (isKnown && offered.length === 0) return <p class="dim body">{say('follow', 'none')}</p>;
  return (
    <div class="body plots">
      <p class="choices">
        <select
          class="btn"
          aria-label={say('statistics', 'conversations')}
          value={String(conversation)}
          onChange={(e) => choose(Number(e.currentTarget.value))}
        >
          {offered.map(({ place, hosts, speaks }) => (
            <option key={place} value={String(place)}>{`${hosts.join(' → ')} ${speaks}`}</option>
          ))}
        </select>
        <span class="seg" role="group" aria-label={say('statistics', 'plot')}>
          {PLOTS.map((name) => (
            <button type="button" key={name} aria-pressed={plot === name} onClick={() => setPlot(name)}>
              {say('statistics', name)}
            </button>
          ))}
        </span>
      </p>
      <p class="cap">{points.length > 0 ? say('statistics', 'zoom') : isOver ? say('follow', 'nothing') : say('statistics', 'counting')}</p>
      <div ref={box} />
    </div>
  );
};

/** That of the chosen packet first. */
const useConversations = (capture: number) => {
  const { asker } = usePage();
  const packet = usePicked((s) => chosenIn(s, capture).packet);
  const [offered, setOffered] = useState<readonly ConversationRow[] | undefined>(undefined);
  const [conversation, choose] = useState(-1);
  useEffect(() => {
    const look = async (): Promise<void> => {
      const { rows } = await asker.ask({ what: 'conversations', capture, from: 0, count: MOST, by: 'packets' });
      const own = packet === 0 ? -1 : (await asker.ask({ what: 'conversation', capture, number: packet })).conversation;
      setOffered(rows);
      choose(rows.some((r) => r.place === own) ? own : (rows[0]?.place ?? -1));
    };
    look().catch(() => {});
  }, [asker, capture, packet]);
  return { offered: offered ?? [], isKnown: offered !== undefined, conversation, choose };
};

interface Counted {
  readonly points: readonly SeriesPoint[];
  /** All of them are there. */
  readonly isOver: boolean;
}
const NONE_YET: Counted = { points: [], isOver: false };

const usePoints = (capture: number, conversation: number): Counted => {
  const { asker } = usePage();
  const [counted, setCounted] = useState(NONE_YET);
  useEffect(() => {
    let isWanted = conversation >= 0;
    setCounted(NONE_YET);
    const ask = async (): Promise<void> => {
      const all: SeriesPoint[] = [];
      for (let isOver = false; !isOver && isWanted; ) {
        const part = await asker.ask({ what: 'series', capture, conversation, from: all.length });
        all.push(...part.points);
        isOver = part.isOver;
      }
      if (isWanted) setCounted({ points: all, isOver: true });
    };
    ask().catch(() => {});
    return () => {
      isWanted = false;
    };
  }, [asker, capture, conversation]);
  return counted;
};

const draw = (
  { box, width, heightOf, colour, axes }: PlotRoom,
  points: readonly SeriesPoint[],
  plot: Plot,
  onPoint: (at: number) => void,
): uPlot => {
  const side = (label: string, stroke: string, dash: number[]): uPlot.Series => ({
    label,
    stroke,
    width: 1,
    dash,
    spanGaps: true,
    points: { show: true, size: 5 },
    value: shownValue,
  });
  const [times, client, server] = columnsOf(points, plot);
  const drawn = new uPlot(
    {
      title:
        plot === 'through' ? say('statistics', 'throughOver', { length: lengthText(throughStretch(points)) }) : say('statistics', plot),
      width,
      height: heightOf(1),
      scales: { x: { time: false }, y: { range: fromZero } },
      axes,
      series: [
        { label: say('statistics', 'time'), value: shownTime },
        side(say('statistics', 'toServer'), colour('client-line'), []),
        side(say('statistics', 'toClient'), colour('server-line'), [6, 3]),
      ],
    },
    [times, client, server],
    box,
  );
  const { over } = drawn;
  let down = 0;
  over.addEventListener('mousedown', (e) => {
    down = e.clientX;
  });
  over.addEventListener('mouseup', (e) => {
    const { idx } = drawn.cursor;
    // What was dragged is a stretch to be seen larger.
    if (typeof idx === 'number' && Math.abs(e.clientX - down) < 4) onPoint(idx);
  });
  return drawn;
};
