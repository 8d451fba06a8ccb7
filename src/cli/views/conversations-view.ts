/** The conversations of a capture, a line each, with the number that --follow takes; or as JSON. */
import { ConversationList, type Listed } from '../../analysis/conversation-list.ts';
import { sayNotice } from '../../core/said.ts';
import type { Instant } from '../../core/time.ts';
import type { Words } from '../../core/words.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import { Holding } from '../../run/holding.ts';
import { conversationData, conversationHeading, conversationLine, followName, holdersLine } from '../../view/conversation-lines.ts';
import { hostMapData, hostMapLines } from '../../view/host-map.ts';
import { jsonText, line, span } from '../../view/text.ts';
import type { Context } from '../command/command.ts';
import { paint } from '../terminal/paint.ts';
import { Lines } from './lines.ts';

/** Columns where nobody's screen sets them: names of ends are whole. */
const PIPED = 155;

export interface Listing {
  /** Only those of this protocol. */
  readonly protocol?: string | undefined;
  readonly json: boolean;
  /** As a map: each host with its sockets. */
  readonly byHost?: boolean;
  /** The packets pass here, now: it is asked who has the ends. */
  readonly isHere?: boolean;
}

/** Lists those with a frame that passes, each with all of its frames; gives how many. */
export const showConversations = async (
  { out, said }: Pick<Context, 'out' | 'said'>,
  capture: Capture,
  walk: FrameWalk,
  { protocol, json, byHost, isHere }: Listing,
): Promise<number> => {
  const list = new ConversationList();
  const holding = isHere ? new Holding() : undefined;
  const passed = new Set<Listed>();
  let newest: Listed | undefined;
  let first: Instant | undefined;
  await eachFrame(
    capture,
    {
      ...walk,
      each: ({ track, batch, i, times }) => {
        first ??= times.first && { ...times.first };
        newest = list.take(track, batch, i);
      },
      ready: () => {
        holding?.look(list.all);
        return walk.ready?.();
      },
    },
    () => {
      if (newest !== undefined) passed.add(newest);
      return true;
    },
  );
  holding?.close();
  const all = list.all.filter((c) => (walk.filter === undefined || passed.has(c)) && (protocol === undefined || c.layer.name === protocol));
  const columns = out.isTerminal ? out.columns : PIPED;
  const lines = new Lines(out);
  if (byHost) {
    for (const text of json ? hostMapData(all).map(jsonText) : hostMapLines(all).map((l) => paint(l, out.style))) lines.put(text);
    lines.flush();
    return all.length;
  }
  if (!json && all.length > 0) lines.put(paint(line(span(conversationHeading(columns).trimEnd(), 'dim')), out.style));
  for (const c of all) {
    const holders = holding?.of(c);
    lines.put(json ? jsonText(conversationData(c, first, holders)) : paint(conversationLine(c, columns), out.style));
    if (!json && holders !== undefined) lines.put(paint(line(' '.repeat(9), ...holdersLine(holders)), out.style));
  }
  if (!json && list.left > 0) lines.put(said.text(sayNotice('andMore', { count: list.left })));
  lines.flush();
  return all.length;
};

/** `tcp,0 to tcp,5, udp,0`: what there is in place of what is not. */
export const rangesOf = (all: readonly Listed[], said: Words): string => {
  const last = new Map(all.map((c) => [c.layer, c] as const));
  return [...last.values()]
    .map((c) =>
      c.number === 0 ? followName(c) : said.text(sayNotice('fromTo', { first: followName({ ...c, number: 0 }), last: followName(c) })),
    )
    .join(', ');
};
