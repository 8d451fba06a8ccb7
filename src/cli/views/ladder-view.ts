/** Ladders of a capture: one conversation after the other as it is chosen, arrows as lines or as JSON, a line each. */

import { ConversationList, type Listed } from '../../analysis/conversation-list.ts';
import type { Words } from '../../core/words.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import type { Passed } from '../../run/passed.ts';
import { filterOf } from '../../view/conversation-lines.ts';
import { Ladder, type LadderOptions } from '../../view/ladder.ts';
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
  /** A filter that chooses one of those. */
  readonly another: string | undefined;
  readonly frames: number;
}

export interface LadderForm {
  readonly json: boolean;
  readonly states: boolean;
  readonly words: Words | undefined;
}

/** Draws the first conversation among the frames that pass. */
export const drawLadder = async (out: Output, capture: Capture, walk: FrameWalk, { json, states, words }: LadderForm): Promise<Drawn> => {
  const list = new ConversationList();
  const others = new Set<string>();
  let newest: Listed | undefined;
  let first: Segment | undefined;
  let own = '';
  let ladder: Ladder | undefined;
  let another: string | undefined;
  const each = ({ track, batch, i }: Passed): void => {
    newest = list.take(track, batch, i);
  };
  const frames = await eachFrame(capture, { ...walk, each }, ({ d, times }) => {
    const segment = segmentOf(d);
    if (segment === undefined) return true;
    const key = keyOf(segment, newest);
    if (first === undefined) [first, own] = [segment, key];
    if (key !== own) {
      another ??= newest === undefined ? betweenHosts(d, segment) : filterOf(newest);
      if (others.size < MANY) others.add(key);
      return true;
    }
    ladder ??= new Ladder({ ...(times.first && { first: { ...times.first } }), ...rolesOf(newest), states, words });
    const { rung, lines } = ladder.push(segment, out.columns);
    if (json) out.line(jsonText(ladder.data(rung)));
    else putLines(out, lines);
    return true;
  });
  if (!json && ladder !== undefined) putLines(out, ladder.legend(out.columns));
  return { hosts: first && [first.from, first.to], others: others.size, another, frames };
};

const keyOf = ({ channel = '', protocol, from, to }: Segment, c: Listed | undefined): string =>
  c === undefined ? `${protocol} ${channel} ${[from, to].sort().join(' ')}` : String(c.place);

/** What finds the frames of two hosts that have no conversation: their addresses. */
const betweenHosts = (d: Dissection, { from, to }: Segment): string => {
  const network = d.layers.findLast((l) => !l.quoted && l.layer.addresses !== undefined)?.layer.name;
  return network === undefined
    ? `frame.number >= ${d.frame.number}`
    : (from === to ? [`${network}.src == ${from}`, `${network}.dst == ${to}`] : [from, to].map((end) => `${network}.addr == ${end}`)).join(
        ' && ',
      );
};

/** Who opened stands on the left, also where the frames that tell it do not pass a filter. */
const rolesOf = (c: Listed | undefined): LadderOptions => {
  if (c === undefined) return {};
  const names = ['client: connects', c.answered ? 'server: listens' : 'server'] as const;
  return { client: c.hosts[0], ...(c.direction !== undefined && { clientDirection: c.direction }), ...(c.opened && { names }) };
};

/** Enough to say "many". */
export const MANY = 1000;
