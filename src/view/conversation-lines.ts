/** Conversation lines: number, who opened, the other side, frames and bytes each way, when it began and how long it lasted, what was spoken. */
import type { Listed } from '../analysis/conversation-list.ts';
import { type Holders, holderText } from '../core/holder.ts';
import { grouped, visible } from '../core/text.ts';
import { type Instant, secondsText, since } from '../core/time.ts';
import { clipMiddle } from './fit.ts';
import { type Line, line, pad, padLeft, span } from './text.ts';

/** The name that `--follow` takes, and the filter of a conversation. */
export const followName = (c: Listed): string => `${c.layer.channel === undefined ? c.layer.name : CHANNEL},${c.number}`;
export const filterOf = (c: Listed): string => `${c.layer.name}.stream == ${c.number}`;
/** Conversations of channels without IP. */
export const CHANNEL = 'pdu';

/** Numbers, sizes and blanks take so much; the ends share the rest. Where there is little of it, bytes are left out. */
const columnsOf = (columns: number) => {
  const [isWide, isNarrow] = [columns >= 110, columns < 74];
  return { isWide, isNarrow, ends: Math.max(9, Math.min(45, Math.floor((columns - (isWide ? 65 : isNarrow ? 28 : 38)) / 2))) };
};

export const conversationHeading = (columns: number): string => {
  const { isWide, isNarrow, ends } = columnsOf(columns);
  const frames = padLeft('frames', isWide ? 13 : 7);
  const sizes = isNarrow ? frames : `${frames} ${padLeft('bytes', isWide ? 19 : 9)}`;
  return `${pad('number', 8)} ${pad('opened by', ends)}   ${pad('with', ends)} ${sizes} ${isWide ? `${padLeft('lasts', 9)} ` : ''}speaks`;
};

export const conversationLine = (c: Listed, columns: number): Line => {
  const { isWide, isNarrow, ends } = columnsOf(columns);
  const [a, b] = c.hosts;
  const both = ([x, y]: readonly [number, number], width: number): string =>
    padLeft(isWide ? `${grouped(x)} → ${grouped(y)} ←` : grouped(x + y), width);
  const lasts = c.first && c.last ? since(c.last, c.first) : undefined;
  return line(
    span(pad(followName(c), 8), 'title'),
    ' ',
    span(pad(clipMiddle(visible(a), ends), ends), 'plain'),
    span(c.opened ? ' → ' : ' · ', 'dim'),
    pad(clipMiddle(visible(b), ends), ends),
    ` ${both(c.frames, isWide ? 13 : 7)} ${isNarrow ? '' : `${both(c.bytes, isWide ? 19 : 9)} `}`,
    span(isWide ? `${padLeft(lasts === undefined ? '' : secondsText(lasts.seconds, lasts.nanos, 3), 9)} ` : '', 'dim'),
    span(visible(c.speaks), 'layer1'),
  );
};

/** `curl (pid 12) → node (pid 7)`; an end that is not of this machine is left out. */
export const holdersLine = ([client, server]: Holders): Line => {
  const text = [...(client === undefined ? [] : [holderText(client)]), ...(server === undefined ? [] : [`→ ${holderText(server)}`])];
  return line(span(visible(text.join(' ')), 'dim'));
};

/** One conversation for JSON; times count from `first`. */
export const conversationData = (c: Listed, first: Instant | undefined, holders?: Holders) => {
  const began = c.first && first && since(c.first, first);
  const lasts = c.first && c.last && since(c.last, c.first);
  return {
    follow: followName(c),
    filter: filterOf(c),
    protocol: c.layer.name,
    number: c.number,
    client: c.hosts[0],
    server: c.hosts[1],
    opened: c.opened,
    speaks: c.speaks,
    ...(holders && { processes: { ...(holders[0] && { client: holders[0] }), ...(holders[1] && { server: holders[1] }) } }),
    frames: { sent: c.frames[0], received: c.frames[1], first: c.firstFrame, last: c.lastFrame },
    bytes: { sent: c.bytes[0], received: c.bytes[1] },
    ...(began && { began: secondsText(began.seconds, began.nanos, 6) }),
    ...(lasts && { lasts: secondsText(lasts.seconds, lasts.nanos, 6) }),
  };
};
