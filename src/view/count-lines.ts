/** Count lines: which protocols there are inside which, and what is wrong with frames, a line each. */
import type { Branch } from '../analysis/branches.ts';
import type { FrameFault } from '../analysis/frame-classes.ts';
import type { CountedFault } from '../analysis/frame-counts.ts';
import { grouped } from '../core/text.ts';
import type { Words } from '../core/words.ts';
import type { Layer } from '../wire/types.ts';
import { clip, type Line, layerRole, line, pad, padLeft, span } from './text.ts';

/** A protocol in a list: where it has no label, its title if that is short. */
export const labelOf = ({ label, name, title }: Layer): string => label ?? (title.length <= SHORT ? title : name.toUpperCase());
const SHORT = 10;

/** What a field that tells of something wrong is called, and what it says. */
export const faultTexts = ({ layer, field }: FrameFault, words: Words): { readonly title: string; readonly says: string } => {
  const name = `${layer.name}.${field}`;
  return { title: words.field(`fault.${name}`) ?? `⚠ ${name}`, says: words.field(name) ?? '' };
};

export interface CountHeads {
  readonly protocol: string;
  readonly packets: string;
  readonly bytes: string;
}

/** `  ip                  11  91.7 %         1,234  █████████▏`; frames that have a protocol twice count once for each place. */
export const protocolLines = (branches: readonly Branch[], frames: number, columns: number, heads: CountHeads): readonly Line[] => {
  const named = branches.map((b) => ({ ...b, name: `${'  '.repeat(b.depth)}${labelOf(b.layer)}` }));
  const width = Math.max(heads.protocol.length, ...named.map(({ name }) => name.length));
  const bar = Math.min(LONGEST_BAR, columns - width - NUMBERS);
  const head = `${pad(heads.protocol, width)} ${padLeft(heads.packets, 11)} ${' '.repeat(7)} ${padLeft(heads.bytes, 15)}`;
  return [
    line(span(head, 'dim')),
    ...named.map((b) =>
      line(
        span(pad(b.name, width), layerRole(b.depth)),
        ` ${padLeft(grouped(b.frames), 11)} ${padLeft(`${((100 * b.frames) / Math.max(1, frames)).toFixed(1)} %`, 7)} ${padLeft(grouped(b.bytes), 15)}`,
        span(bar < SHORTEST_BAR ? '' : `  ${barOf(b.frames / Math.max(1, frames), bar)}`, layerRole(b.depth)),
      ),
    ),
  ];
};
/** Columns of the numbers and what is between them. */
const NUMBERS = 38;
export const SHORTEST_BAR = 8;
export const LONGEST_BAR = 30;

/** A share of so many columns; never nothing. */
export const barOf = (share: number, columns: number): string => {
  const eighths = Math.max(1, Math.round(share * columns * 8));
  return '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? '');
};
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** The same for JSON, a protocol each. */
export const protocolData = (branches: readonly Branch[]) => {
  const path: string[] = [];
  return branches.map(({ layer, depth, frames, bytes }) => {
    path.length = depth;
    path.push(layer.name);
    return { protocol: layer.name, inside: path.slice(0, -1), frames, bytes };
  });
};

/** `        3  ↻ Retransmission  tcp.analysis.retransmission  first in 17`, and below that what it means. */
export const faultLines = (
  faults: readonly CountedFault[],
  words: Words,
  columns: number,
  firstIn: (frame: number) => string,
): readonly Line[] => {
  const told = faultData(faults, words);
  const [wide, long] = [Math.max(0, ...told.map((t) => t.title.length)), Math.max(0, ...told.map((t) => t.filter.length))];
  return told.flatMap(({ filter, title, says, frames, first }) => {
    const head = `${padLeft(grouped(frames), 9)}  ${pad(title, wide)}  ${pad(filter, long)}  ${firstIn(first)}`;
    const below = says === '' ? [] : [line(span(`${' '.repeat(11)}${clip(says, columns - 11)}`, 'dim'))];
    return [line(clip(head, columns)), ...below];
  });
};

/** The same for JSON, a fault each. */
export const faultData = (faults: readonly CountedFault[], words: Words) =>
  faults.map((fault) => ({
    filter: `${fault.layer.name}.${fault.field}`,
    ...faultTexts(fault, words),
    frames: fault.frames,
    first: fault.first,
  }));
