/** The views of `wirecat read` beside plain rows: filtered rows, one frame, ladder, follow, checksums, JSON. Loaded when one is asked for. */
import { filter } from '../../analysis/filter/filter.ts';
import { knownName, nearName } from '../../analysis/filter/names.ts';
import { UsageError } from '../../core/fault.ts';
import { grouped } from '../../core/text.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { protocols } from '../../protocols/registry.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import { writeFields, writeRows } from '../../run/rows.ts';
import { type FrameRecord, frameRecord } from '../../view/json.ts';
import { jsonText } from '../../view/text.ts';
import type { Context } from '../command/command.ts';
import { conversationOf, type FollowForm, showFollow } from './follow-view.ts';
import { frameJsonText, showFrame } from './frame-view.ts';
import { drawLadder, MANY } from './ladder-view.ts';
import { Lines } from './lines.ts';
import type { ReadOptions } from './read-options.ts';
import { rowsOn } from './row-fold.ts';
import { showVerified } from './verify-view.ts';

/** Checks the words before anything is opened; what it gives shows a capture and gives the exit code. */
export const viewOf = (given: ReadOptions, context: Context): ((capture: Capture) => Promise<number>) => {
  const fields = fieldNames(given.fields, `${context.program} --fields`);
  const walk: FrameWalk = {
    filter: given.filter === undefined ? undefined : filter(given.filter, protocols),
    most: given.count,
    verify: given.verify,
    ready: () => context.out.ready(),
    onForgotten: (what) => context.err.line(`${context.program}: ${what}`),
    signal: context.signal,
  };
  return (capture) => show(given, walk, fields, capture, context);
};

const show = async (
  given: ReadOptions,
  walk: FrameWalk,
  fields: readonly string[] | undefined,
  capture: Capture,
  context: Context,
): Promise<number> => {
  if (given.frame !== undefined) return oneFrame(given, walk, capture, context);
  if (given.ladder) return ladder(given, walk, capture, context);
  if (given.follow !== undefined) return follow(given, walk, capture, context);
  if (given.json || fields !== undefined) return records(walk, fields, capture, context);
  if (given.verify) return showVerified(context.out, context.err, capture, walk);
  return rows(walk, capture, context);
};

const records = async (walk: FrameWalk, fields: readonly string[] | undefined, capture: Capture, { out }: Context): Promise<number> => {
  if (fields !== undefined && !fields.some(isProtocol)) {
    await writeFields(capture, out, fields, walk);
    return 0;
  }
  const lines = new Lines(out);
  await eachFrame(capture, { ...walk, ready: () => lines.ready() }, ({ d, times }) => {
    const record = frameRecord(d, times);
    lines.put(jsonText(fields === undefined ? record : chosen(record, fields)));
    return true;
  });
  lines.flush();
  return 0;
};

/** A protocol's value is the heading of its tree, which only a dissection has. */
const isProtocol = (name: string): boolean => knownName(protocols, name)?.spec === undefined;

const chosen = (record: FrameRecord, names: readonly string[]): FrameRecord =>
  Object.fromEntries(names.flatMap((name) => (record[name] === undefined ? [] : [[name, record[name]]])));

const oneFrame = async (given: ReadOptions, walk: FrameWalk, capture: Capture, { out, program }: Context): Promise<number> => {
  const wanted = given.frame ?? 0;
  let found = false;
  const frames = await eachFrame(capture, { ...walk, from: wanted, most: Math.min(wanted, walk.most ?? wanted) }, ({ d }) => {
    found = true;
    if (given.json) out.line(frameJsonText(d));
    else showFrame(out, d, { rulers: true, checksums: given.verify, select: given.select });
    return false;
  });
  if (found) return 0;
  if (frames >= wanted) throw new UsageError(`${program} --frame`, 'a frame that passes the filter', String(wanted));
  throw new UsageError(
    `${program} --frame`,
    frames === 0 ? 'no frame: the capture has none' : `a number from 1 to ${frames}`,
    String(wanted),
  );
};

const ladder = async (given: ReadOptions, walk: FrameWalk, capture: Capture, { out, err }: Context): Promise<number> => {
  const { hosts, others, next, frames } = await drawLadder(out, capture, walk, given.json);
  if (hosts === undefined) {
    err.line(`no conversation in ${grouped(frames)} frames`);
    return 1;
  }
  const more = others === 1 ? '1 other conversation' : `${others >= MANY ? 'more than ' : ''}${grouped(others)} other conversations`;
  if (others > 0) err.line(`drawn: ${hosts.join(' and ')}; ${more} in the file, chosen with e.g. -Y '${next}'`);
  return 0;
};

const follow = async (given: ReadOptions, walk: FrameWalk, capture: Capture, { out, err }: Context): Promise<number> => {
  const conversation = conversationOf(given.follow ?? '');
  const form: FollowForm = given.raw ? 'raw' : given.hex ? 'hex' : given.json ? 'json' : 'text';
  const side = given.side === undefined ? undefined : given.side === 'client' ? 0 : 1;
  // Only the frames of the conversation are dissected.
  const own =
    walk.filter ??
    filter(
      carriersOf(conversation.protocol)
        .map((name) => `${name}.stream == ${conversation.number}`)
        .join(' || '),
      protocols,
    );
  const totals = await showFollow(out, capture, { ...walk, filter: own }, conversation, form, side);
  if (!totals.found) {
    err.line(`no conversation ${given.follow} in the capture`);
    return 1;
  }
  const missing = totals.gaps[0] + totals.gaps[1];
  if (missing > 0) err.line(`${grouped(missing)} bytes are missing in the capture; nothing is put in their place`);
  if (totals.conflicts.length > 0)
    err.line(`sent twice with different content, the first copy is shown: frame ${totals.conflicts.slice(0, 10).join(', ')}`);
  return 0;
};

/** The layers whose conversations a protocol's messages lie in; its own where it has conversations. */
const carriersOf = (protocol: string): readonly string[] => {
  const carriers = protocols.nodes.map((n) => n.layer).filter((l) => l.transport !== undefined || l.channel !== undefined);
  return carriers.some((l) => l.name === protocol) ? [protocol] : carriers.map((l) => l.name);
};

const rows = async (walk: FrameWalk, capture: Capture, { out }: Context): Promise<number> => {
  await writeRows(capture, rowsOn(out), walk);
  return 0;
};

/** Names of `--fields`, each known; undefined where none was asked for. */
const fieldNames = (given: readonly string[], place: string): readonly string[] | undefined => {
  if (given.length === 0) return undefined;
  const names = new Set<string>();
  for (const word of given.flatMap((list) => list.split(',')).map((name) => name.trim())) {
    if (word === '') continue;
    const known = knownName(protocols, word);
    if (known === undefined) throw new UsageError(place, nearName(protocols, word) ?? 'fields that wirecat fields lists', word);
    names.add(known.name);
  }
  return [...names];
};
