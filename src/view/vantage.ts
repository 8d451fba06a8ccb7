/** Vantage lines: a conversation as two places saw it, side by side: what left one, and what came of it at the other. */
import type { Sighting, WaySum } from '../analysis/vantage.ts';
import { visibleBytes } from '../core/text.ts';
import { sayer, type Words } from '../core/words.ts';
import { clip, type Line, line, pad, span, widthOf } from './text.ts';
import type { VantagePacket } from './vantage-packet.ts';
import type * as en from './words/en.ts';

const say = sayer<typeof en.vantage>('vantage');

export interface Places {
  /** What the two places are called: files, or conversations of one file. */
  readonly near: string;
  readonly far: string;
}

type Row = Sighting<VantagePacket>;

export const headLines = ({ near, far }: Places, words: Words): readonly Line[] => [
  line(span(`${words.text(say('near'))}: `, 'client'), near),
  line(span(`${words.text(say('far'))}: `, 'server'), far),
];

/** `  3   0.520908 ──── "hello" ────▶    12  +50.1 ms` */
export const rowLine = (row: Row, columns: number, words: Words): Line => {
  const { side, middle } = widths(columns);
  const [near, far] = row.side === 0 ? [row.sent, row.seen] : [row.seen, row.sent];
  return line(
    placeText(near).padEnd(side),
    span(arrow(row, middle), row.side === 0 ? 'client' : 'server'),
    placeText(far).padEnd(side),
    span(words.text(fateText(row)), row.fate === 'arrived' ? 'dim' : 'warn'),
  );
};

const placeText = (packet: VantagePacket | undefined): string =>
  packet === undefined ? '' : `${String(packet.number).padStart(5)} ${packet.clock.padStart(11)} `;

const PLACE = 19;
const widths = (columns: number): { readonly side: number; readonly middle: number } => ({
  side: PLACE,
  middle: Math.max(16, Math.min(40, columns - 2 * PLACE - 22)),
});

const arrow = ({ side, sent, seen, fate }: Row, width: number): string => {
  const text = ` ${clip(label(sent ?? seen), width - 8)} `;
  const room = Math.max(2, width - widthOf(text) - 3);
  const [before, behind] = ['─'.repeat(room >> 1), '─'.repeat(room - (room >> 1))];
  if (fate === 'lost')
    return side === 0
      ? pad(`${before}${text}─✘`, width)
      : `${' '.repeat(Math.max(0, width - widthOf(text) - before.length - 2))}✘─${text}${before}`;
  return side === 0 ? pad(`${before}${text}${behind}▶`, width) : pad(` ◀${before}${text}${behind}`, width);
};

const label = (packet: VantagePacket | undefined): string =>
  packet === undefined ? '' : packet.payload.length === 0 ? packet.label : `"${visibleBytes(packet.payload.subarray(0, 24))}"`;

const fateText = ({ fate, took }: Row) =>
  took === undefined || fate === 'lost' ? say(fate, { took: '' }) : say(fate, { took: milliseconds(took) });

export const sumLine = ({ side, sent, fates, took }: WaySum, words: Words): Line => {
  const counts = (['lost', 'overtaken', 'doubled', 'changed', 'unsent'] as const).flatMap((fate) =>
    fates[fate] === 0 ? [] : [words.text(say(`${fate}Sum`, { count: fates[fate] }))],
  );
  const times =
    took === undefined
      ? []
      : [words.text(say('took', { least: milliseconds(took[0]), middle: milliseconds(took[1]), most: milliseconds(took[2]) }))];
  const parts = [words.text(say('sent', { sent, came: fates.arrived + fates.overtaken + fates.changed })), ...counts, ...times];
  return line(span(`${words.text(say(side === 0 ? 'there' : 'back'))}: `, 'title'), parts.join(', '));
};

const milliseconds = (ms: number): string =>
  `${ms < 0 ? '−' : ''}${Math.abs(ms) < 10 ? Math.abs(ms).toFixed(2) : Math.abs(ms).toFixed(1)} ms`;
