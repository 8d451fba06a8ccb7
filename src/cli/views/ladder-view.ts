/** Ladders of a capture: one conversation after the other as it is chosen, arrows as lines or as JSON, a line each. */

import type { Capture } from '../../io/capture/read/capture.ts';
import type { FrameWalk } from '../../run/frames.ts';
import { eachFrame } from '../../run/frames.ts';
import { Ladder } from '../../view/ladder.ts';
import { type Segment, segmentOf } from '../../view/segment.ts';
import { jsonText } from '../../view/text.ts';
import type { Output } from '../command/output.ts';
import { putLines } from '../terminal/paint.ts';

export interface Drawn {
  /** Ends of the conversation that was drawn; undefined where the capture has none. */
  readonly hosts: readonly [string, string] | undefined;
  /** Conversations that were not drawn. */
  readonly others: number;
  readonly frames: number;
}

/** Draws the first conversation among the frames that pass. */
export const drawLadder = async (out: Output, capture: Capture, walk: FrameWalk, json: boolean): Promise<Drawn> => {
  const ladder = new Ladder();
  const others = new Set<string>();
  let first: Segment | undefined;
  const frames = await eachFrame(capture, walk, ({ d }) => {
    const segment = segmentOf(d);
    if (segment === undefined) return true;
    first ??= segment;
    if (keyOf(segment) !== keyOf(first)) {
      if (others.size < MANY) others.add(keyOf(segment));
      return true;
    }
    const { rung, lines } = ladder.push(segment, out.columns);
    if (json) out.line(jsonText(ladder.data(rung)));
    else putLines(out, lines);
    return true;
  });
  if (!json) putLines(out, ladder.legend(out.columns));
  return { hosts: first && [first.from, first.to], others: others.size, frames };
};

const keyOf = ({ channel = '', protocol, from, to }: Segment): string => `${protocol} ${channel} ${[from, to].sort().join(' ')}`;

/** Enough to say "many". */
export const MANY = 1000;
