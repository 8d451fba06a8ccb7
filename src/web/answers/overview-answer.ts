/** Overview answers: what went when in a capture, in equal stretches of time, and what was wrong. */
import type { ServiceLine } from '../../analysis/over-time.ts';
import type { Words } from '../../core/words.ts';
import type { FilterWords } from '../../view/browse/filter-words.ts';
import type { FrameNumbers } from '../../view/browse/frame-numbers.ts';
import { faultTexts } from '../../view/count-lines.ts';
import type { FaultRow, LanePart } from '../messages/contents.ts';
import type { Answer } from '../messages/messages.ts';
import type { Looked } from './looked.ts';
import { isFilter } from './statistics-answer.ts';

/** Services that have a lane of their own. */
const MOST_LANES = 4;
/** Stretches of time of a small picture. */
const FEW = 24;

export const overviewAnswer = (b: Looked, words: FilterWords, hits: readonly number[]): Answer<'overview'> => {
  const { line, services } = b.overTime;
  return {
    width: line.width,
    toServer: line.column(0),
    toClient: line.column(1),
    packets: line.column(2),
    lanes: services.length < 2 ? [] : apart(services.slice(0, MOST_LANES).map((service) => laneOf(b, words, service))),
    hits,
  };
};

/** Those of one name say on what they lie: `dns :53 udp`. */
const apart = (lanes: readonly (LanePart & { readonly on: string })[]): readonly LanePart[] =>
  lanes.map(({ on, ...lane }) => ({
    ...lane,
    title: lanes.some((l) => l.title === lane.title && l.on !== on) ? `${lane.title} ${on}` : lane.title,
  }));

const laneOf = (b: Looked, words: FilterWords, { layer, port, place, frames, line }: ServiceLine): LanePart & { readonly on: string } => {
  line.coarsen(b.overTime.line.width);
  const speaks = b.conversations[place]?.speaks ?? '';
  const [, table = ''] = layer.tables[0] ?? [];
  const filter = `${table} == ${port}`;
  return {
    title: `${speaks.toLowerCase()} :${port}`.trim(),
    on: layer.name,
    packets: frames,
    line: line.column(0),
    filter: isFilter(words, filter) ? filter : '',
  };
};

export const faultsAnswer = ({ overTime, progress = 1 }: Looked, words: Words): Answer<'faults'> => ({
  progress,
  rows: overTime.faults.map(({ layer, field, frames, line }): FaultRow => {
    const name = `${layer.name}.${field}`;
    line.coarsen(overTime.line.width);
    const within = overTime.faults.some((other) => other.layer === layer && isPart(layer.transport?.faults?.fields, field, other.field));
    return {
      ...faultTexts({ layer, field }, words),
      filter: name,
      packets: frames,
      line: fewer(line.column(0), overTime.line.count),
      isPart: within,
    };
  }),
});

/** Whether what `field` says is a part of what `other` does. */
const isPart = (fields: Readonly<Record<string, number>> | undefined, field: string, other: string): boolean => {
  const [own = 0, all = 0] = [fields?.[field], fields?.[other]];
  return own !== 0 && field !== other && own !== all && (all & own) === own;
};

/** Some stretches become one, so that few are left of `count`. */
const fewer = (values: readonly number[], count: number): readonly number[] => {
  const by = Math.max(1, Math.ceil(count / FEW));
  const sums = new Array<number>(Math.ceil(count / by)).fill(0);
  for (const [k, v] of values.entries()) sums[Math.floor(k / by)] = (sums[Math.floor(k / by)] ?? 0) + v;
  return sums;
};

/** How many of the numbers lie in each of so many equal parts of the capture. */
export const spreadAnswer = (numbers: FrameNumbers, frames: number, parts: number): Answer<'spread'> => {
  const borders = Array.from({ length: parts + 1 }, (_, k) => numbers.placeOf(1 + Math.round((k * frames) / parts)));
  return { counts: Array.from({ length: parts }, (_, k) => (borders[k + 1] ?? 0) - (borders[k] ?? 0)) };
};
