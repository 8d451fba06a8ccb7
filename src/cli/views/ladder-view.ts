/** Ladders of a capture: one conversation after the other as it is chosen, arrows as lines or as JSON, a line each. */

import type { Capture } from '../../io/capture/read/capture.ts';
import type { FrameWalk } from '../../run/frames.ts';
import { eachFrame } from '../../run/frames.ts';
import { Ladder } from '../../view/ladder.ts';
import { type Segment, segmentOf } from '../../view/segment.ts';
import { jsonText } from '../../view/text.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Output } from '../command/output.ts';
import { putLines } from '../terminal/paint.ts';

export interface Drawn {
  /** Ends of the conversation that was drawn; undefined where the capture has none. */
  readonly hosts: readonly [string, string] | undefined;
  /** Conversations that were not drawn, and a filter that finds the first of them. */
  readonly others: number;
  readonly next: string;
  readonly frames: number;
}

/** Draws the first conversation among the frames that pass. */
export const drawLadder = async (out: Output, capture: Capture, walk: FrameWalk, json: boolean): Promise<Drawn> => {
  const ladder = new Ladder();
  const others = new Set<string>();
  let next = '';
  let first: Segment | undefined;
  const frames = await eachFrame(capture, walk, ({ d }) => {
    const segment = segmentOf(d);
    if (segment === undefined) return true;
    first ??= segment;
    if (keyOf(segment) !== keyOf(first)) {
      if (others.size === 0) next = conversationFilter(d, segment);
      if (others.size < MANY) others.add(keyOf(segment));
      return true;
    }
    const { rung, lines } = ladder.push(segment, out.columns);
    if (json) out.line(jsonText(ladder.data(rung)));
    else putLines(out, lines);
    return true;
  });
  if (!json) putLines(out, ladder.legend(out.columns));
  return { hosts: first && [first.from, first.to], others: others.size, next, frames };
};

const keyOf = ({ channel = '', protocol, from, to }: Segment): string => `${protocol} ${channel} ${[from, to].sort().join(' ')}`;

/** What finds the conversation of a frame: its number, or where it has none both addresses. */
const conversationFilter = (d: Dissection, { from, to }: Segment): string => {
  const own = d.layers.filter((l) => !l.quoted);
  const numbered = own.findLast((l) => l.facts?.['stream'] !== undefined);
  if (numbered !== undefined) return `${numbered.layer.name}.stream == ${numbered.facts?.['stream']}`;
  const network = own.findLast((l) => l.layer.addresses !== undefined)?.layer.name;
  return network === undefined ? `frame.number >= ${d.frame.number}` : [from, to].map((end) => `${network}.addr == ${end}`).join(' && ');
};

/** Enough to say "many". */
export const MANY = 1000;
