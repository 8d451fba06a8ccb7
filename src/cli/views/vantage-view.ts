/** Vantages on the terminal: the first conversation that passes, and the same one as another capture has it, or another conversation of this one. */

import { ConversationList, type Listed } from '../../analysis/conversation-list.ts';
import { compareVantages, type Sighting, sumOf } from '../../analysis/vantage.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { Instant } from '../../core/time.ts';
import type { Words } from '../../core/words.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { readCapture } from '../../io/capture/read/read-file.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import { followName } from '../../view/conversation-lines.ts';
import { type Segment, segmentOf } from '../../view/segment.ts';
import { jsonText } from '../../view/text.ts';
import { headLines, rowLine, sumLine } from '../../view/vantage.ts';
import { type VantagePacket, vantagePacket } from '../../view/vantage-packet.ts';
import type { Context } from '../command/command.ts';
import { putLines } from '../terminal/paint.ts';

/** Packets of a place that are compared. */
const MOST = 20_000;

interface Place {
  readonly name: string;
  readonly hosts: readonly [string, string];
  readonly segments: readonly { readonly segment: Segment; readonly side: 0 | 1 }[];
}

/** `other`: a file, or a conversation of this one, like udp,1. */
export const showVantages = async (
  { out, program, signal }: Context,
  capture: Capture,
  walk: FrameWalk,
  other: string,
  json: boolean,
  words: Words,
): Promise<number> => {
  const own = await placesOf(capture, walk);
  const near = own[0];
  if (near === undefined) throw new UsageError(program, sayWrong('hasConversation'), undefined);
  const far = /^[a-z_]+,\d+$/.test(other)
    ? own.find(({ name }) => name === other)
    : (await otherPlaces(other, walk, signal)).find((place) => isLike(place, near));
  if (far === undefined)
    throw new UsageError(
      `${program} --vantage`,
      sayWrong('sameConversation'),
      other,
      sayWrong('thereAre', { names: own.map(({ name }) => name).join(', ') }),
    );
  const rows = compared(near, far);
  if (json) for (const row of rows) out.line(jsonText(rowData(row)));
  else {
    putLines(out, headLines({ near: `${near.name} ${near.hosts.join(' → ')}`, far: `${far.name} ${far.hosts.join(' → ')}` }, words));
    putLines(
      out,
      rows.map((row) => rowLine(row, out.columns, words)),
    );
    putLines(
      out,
      ([0, 1] as const)
        .map((side) => sumOf(side, rows))
        .filter(({ sent, fates }) => sent + fates.unsent > 0)
        .map((sum) => sumLine(sum, words)),
    );
  }
  return 0;
};

const otherPlaces = async (file: string, walk: FrameWalk, signal: AbortSignal): Promise<readonly Place[]> => {
  const capture = await readCapture(file, signal);
  try {
    return await placesOf(capture, { ...walk, filter: undefined, most: undefined });
  } finally {
    capture.close();
  }
};

/** The same two ends, or behind a relay the same protocol. */
const isLike = (a: Place, b: Place): boolean => a.hosts.join() === b.hosts.join() || a.name.split(',')[0] === b.name.split(',')[0];

const compared = (near: Place, far: Place): readonly Sighting<VantagePacket>[] => {
  const first = earliest([...near.segments, ...far.segments].map(({ segment }) => segment.at));
  if (first === undefined) return [];
  const exact = near.hosts.join() === far.hosts.join();
  const packets = (place: Place): readonly VantagePacket[] =>
    place.segments.flatMap(({ segment, side }) => vantagePacket(segment, side, first, exact) ?? []);
  return compareVantages(packets(near), packets(far));
};

const earliest = (all: readonly (Instant | undefined)[]): Instant | undefined =>
  all.reduce(
    (a, b) => (a === undefined || (b !== undefined && (b.seconds < a.seconds || (b.seconds === a.seconds && b.nanos < a.nanos))) ? b : a),
    undefined,
  );

const placesOf = async (capture: Capture, walk: FrameWalk): Promise<readonly Place[]> => {
  const list = new ConversationList();
  const found = new Map<Listed, Place['segments'][number][]>();
  let newest: Listed | undefined;
  let kept = 0;
  await eachFrame(
    capture,
    {
      ...walk,
      each: ({ track, batch, i }) => {
        newest = list.take(track, batch, i);
      },
    },
    ({ d }) => {
      const segment = segmentOf(d);
      if (newest !== undefined && segment !== undefined) {
        found.set(newest, [...(found.get(newest) ?? []), { segment, side: list.side }]);
        kept++;
      }
      return kept < MOST;
    },
  );
  return [...found].map(([listed, segments]) => ({ name: followName(listed), hosts: listed.hosts, segments }));
};

const rowData = ({ fate, side, sent, seen, took }: Sighting<VantagePacket>): object => ({
  fate,
  direction: side === 0 ? 'client to server' : 'server to client',
  ...(sent && { sent: { number: sent.number, time: sent.clock } }),
  ...(seen && { seen: { number: seen.number, time: seen.clock } }),
  ...(took !== undefined && { milliseconds: Math.round(took * 1000) / 1000 }),
  length: (sent ?? seen)?.length ?? 0,
});
