/** What went when in a capture: packets and bytes, interval by interval. */
import { IntervalCounts, MOST_INTERVALS } from '../../analysis/interval-counts.ts';
import { UsageError } from '../../core/fault.ts';
import { sayNotice, sayWrong } from '../../core/said.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import { intervalData, intervalLines } from '../../view/interval-lines.ts';
import { jsonText } from '../../view/text.ts';
import type { Context } from '../command/command.ts';
import { paint } from '../terminal/paint.ts';
import { PIPED } from './counts-view.ts';
import { Lines } from './lines.ts';

/** `length` of an interval in seconds. */
export const showIntervals = async (
  { out, err, said, program }: Context,
  capture: Capture,
  walk: FrameWalk,
  length: number,
  json: boolean,
): Promise<number> => {
  const counts = new IntervalCounts(length);
  await eachFrame(capture, walk, ({ batch, i, times }) => {
    if (counts.take(batch, i, times)) return true;
    throw new UsageError(`${program} --intervals`, sayWrong('longerTime', { time: String(length), most: String(MOST_INTERVALS) }));
  });
  const { all, untimed } = counts;
  const heads = {
    begins: said.text(sayNotice('intervalBegins')),
    packets: said.text(sayNotice('countPackets')),
    bytes: said.text(sayNotice('countBytes')),
  };
  const nothing = (intervals: number): string => said.text(sayNotice('emptyIntervals', { intervals }));
  const drawn = json ? [] : intervalLines(all, length, out.isTerminal ? out.columns : PIPED, heads, nothing);
  const lines = new Lines(out);
  for (const text of json ? intervalData(all, length).map(jsonText) : drawn.map((l) => paint(l, out.style))) lines.put(text);
  lines.flush();
  if (untimed > 0) err.line(`${program}: ${said.text(sayNotice('untimed', { frames: untimed }))}`);
  return 0;
};
