/**
 * What was inferred of a conversation beside what was captured of it: both begin at their SYNs, so that numbers are counted from there. What
 * differs is named; numbers of sequence and acknowledgment must not.
 */

import { sayBeside } from '../core/said.ts';
import type { Said } from '../core/words.ts';

/** One segment of either. */
export interface BesideSegment {
  /** Who sent it: 0 the one who opens, 1 the other. */
  readonly side: 0 | 1;
  readonly syn: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  readonly acks: boolean;
  /** As they stand in the header. */
  readonly seq: number;
  readonly ack: number;
  readonly window: number;
  /** Bytes carried. */
  readonly length: number;
}

export type DifferenceKind = 'segmentation' | 'acknowledgments' | 'windows' | 'sent again' | 'numbers' | 'events';

export interface Difference {
  readonly kind: DifferenceKind;
  readonly side: 0 | 1;
  /** Of the inferred ones and of the captured ones. */
  readonly inferred: Said;
  readonly captured: Said;
}

export interface BesideResult {
  /** Whether there is a SYN of both, from which numbers are counted. */
  readonly isAligned: boolean;
  readonly differences: readonly Difference[];
}

/** Kinds that the legend of marks names: they are inferred. Any other means that something was lost or is wrong. */
export const INFERRED_KINDS: ReadonlySet<DifferenceKind> = new Set(['segmentation', 'acknowledgments', 'windows', 'sent again']);

export const compareBeside = (inferred: readonly BesideSegment[], captured: readonly BesideSegment[]): BesideResult => {
  const [ours, theirs] = [shapesOf(inferred), shapesOf(captured)];
  const isAligned = [...ours, ...theirs].some((shape) => shape.first !== undefined);
  return { isAligned, differences: SIDES.flatMap((side) => between(side, ours[side], theirs[side])) };
};

const SIDES = [0, 1] as const;

/** One direction, counted from its SYN. */
interface Shape {
  first: number | undefined;
  /** Bytes carried, up to the last one. */
  bytes: number;
  /** Segments with data, and those of them that carry nothing new. */
  segments: number;
  longest: number;
  again: number;
  /** Acknowledgments without anything else, and the highest of all, counted from the other side's SYN. */
  bare: number;
  acked: number;
  windows: Set<number>;
  events: Set<string>;
}

const shapesOf = (segments: readonly BesideSegment[]): readonly [Shape, Shape] => {
  const shapes = [empty(), empty()] as const;
  for (const s of segments) if (s.syn) shapes[s.side].first ??= s.seq;
  for (const s of segments) take(shapes[s.side], shapes[s.side === 0 ? 1 : 0].first, s);
  return shapes;
};

const empty = (): Shape => ({
  first: undefined,
  bytes: 0,
  segments: 0,
  longest: 0,
  again: 0,
  bare: 0,
  acked: 0,
  windows: new Set(),
  events: new Set(),
});

const take = (shape: Shape, otherFirst: number | undefined, s: BesideSegment): void => {
  for (const [name, is] of [
    ['SYN', s.syn],
    ['FIN', s.fin],
    ['RST', s.rst],
  ] as const)
    if (is) shape.events.add(name);
  if (s.length > 0) takeData(shape, s);
  if (s.acks && otherFirst !== undefined && !s.rst) {
    shape.acked = Math.max(shape.acked, since(otherFirst, s.ack));
    shape.windows.add(s.window);
    if (s.length === 0 && !s.syn && !s.fin) shape.bare++;
  }
};

const takeData = (shape: Shape, { seq, length }: BesideSegment): void => {
  shape.segments++;
  shape.longest = Math.max(shape.longest, length);
  const end = since(shape.first ?? seq - 1, seq) - 1 + length;
  if (end <= shape.bytes) shape.again++;
  shape.bytes = Math.max(shape.bytes, end);
};

/** Sequence numbers begin again behind 2^32; no conversation that is compared is so long. */
const since = (first: number, number: number): number => (number - first) >>> 0;

const between = (side: 0 | 1, ours: Shape, theirs: Shape): readonly Difference[] => {
  const found: Difference[] = [];
  const differ = (kind: DifferenceKind, inferred: Said, captured: Said): void => {
    if (JSON.stringify(inferred) !== JSON.stringify(captured)) found.push({ kind, side, inferred, captured });
  };
  differ('events', eventsText(ours), eventsText(theirs));
  differ('numbers', sayBeside('bytes', { count: ours.bytes }), sayBeside('bytes', { count: theirs.bytes }));
  // After a reset nobody says any more what has come.
  if (!ours.events.has('RST') && !theirs.events.has('RST'))
    differ('numbers', sayBeside('acked', { number: String(ours.acked) }), sayBeside('acked', { number: String(theirs.acked) }));
  differ('segmentation', segmentsText(ours), segmentsText(theirs));
  differ('acknowledgments', sayBeside('bare', { count: ours.bare }), sayBeside('bare', { count: theirs.bare }));
  differ('windows', windowsText(ours), windowsText(theirs));
  differ('sent again', sayBeside('repeated', { count: ours.again }), sayBeside('repeated', { count: theirs.again }));
  return found;
};

const eventsText = ({ events }: Shape): Said =>
  events.size === 0
    ? sayBeside('nothing')
    : sayBeside('seen', { events: ['SYN', 'FIN', 'RST'].filter((name) => events.has(name)).join(' ') });

const segmentsText = ({ segments, longest }: Shape): Said =>
  segments === 0 ? sayBeside('noData') : sayBeside('segments', { count: segments, longest });

const windowsText = ({ windows }: Shape): Said => {
  const all = [...windows].sort((a, b) => a - b);
  const [least = 0, most = 0] = [all[0], all.at(-1)];
  return least === most
    ? sayBeside('window', { one: String(least) })
    : sayBeside('windowsTo', { least: String(least), most: String(most) });
};
