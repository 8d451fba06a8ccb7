/**
 * Short row: the row of a frame as a terminal shows it: in one line however narrow, time to microseconds, what the segment says without
 * window and options, the text that it carries, a colour for the kind of protocol, and a sign where something is wrong.
 */
import { visibleBytes } from '../core/text.ts';
import type { Dissection, Stretch } from '../wire/dissection.ts';
import type { Mark } from '../wire/frame.ts';
import { clipMiddle, fitLine, lineWidth } from './fit.ts';
import { rowAt } from './rows.ts';
import { segmentOf } from './segment.ts';
import { clip, type Line, line, pad, padLeft, type Role, span, widthOf } from './text.ts';

export interface ShortRow {
  readonly number: number;
  readonly mark: Mark;
  readonly time: string;
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  /** By the kind of protocol, or what is wrong. */
  readonly role: Role;
  readonly isWrong: boolean;
  /** `[TCP Retransmission]` */
  readonly remark: string;
  /** `40312 → 7`, where the row is that of a bare segment. */
  readonly ports: string;
  /** `[PSH, ACK]` and its numbers; what anything else says. */
  readonly words: string;
  readonly numbers: string;
  /** `Len=18`, in place of the numbers where they have no room. */
  readonly size: string;
  /** `"hello\n"`, where most of it is text. */
  readonly text: string;
}

/** The row of a frame at a time as it is written, to microseconds. */
export const shortRowOf = (d: Dissection, written: string): ShortRow => {
  const { number, mark, time, source, destination, protocol, info } = rowAt(d, written);
  const top = d.layers.findLast((l) => l.info !== undefined);
  const wrong = worstOf(d);
  const fixed = { number, mark, time, source, destination, protocol, role: wrong ?? kindOf(top), isWrong: wrong !== undefined };
  const segment = segmentOf(d);
  const payload = segment?.payload ?? EMPTY;
  const carries = top !== undefined && !top.quoted && (top.layer.transport !== undefined || top.layer.channel !== undefined);
  const text = carries ? textOf(payload) : '';
  const arrow = carries ? top.layer.transport?.arrow : undefined;
  const ports = /^(\[.*\] )?(\d+ → \d+) /.exec(info)?.[2] ?? '';
  if (arrow === undefined || segment === undefined || ports === '')
    return { ...fixed, remark: '', ports: '', words: info, numbers: '', size: '', text };
  const size = payload.length > 0 ? `Len=${payload.length}` : '';
  return { ...fixed, remark: segment.remark, ports, words: `[${segment.label}]`, numbers: segment.detail.replace(OFFERS, ''), size, text };
};

/** Columns that rows have in common; they grow with what is shown. */
export class RowColumns {
  number = 3;
  address = 7;
  protocol = 4;
  readonly time: number;

  /** `time`: columns of a time with microseconds. */
  constructor(time = 10) {
    this.time = time;
  }

  /** Makes room for a row. */
  take(r: ShortRow, columns: number): void {
    this.number = Math.max(this.number, String(r.number).length);
    this.address = Math.min(mostAddress(columns), Math.max(this.address, widthOf(r.source), widthOf(r.destination)));
    this.protocol = Math.min(8, Math.max(this.protocol, widthOf(r.protocol)));
  }
}

const mostAddress = (columns: number): number => (columns < NARROW ? 11 : columns < 100 ? 15 : columns < 150 ? 25 : 39);
/** Fewer columns have no room for microseconds. */
const NARROW = 72;

/** The row in at most so many columns. */
export const shortLine = (r: ShortRow, columns: number, c: RowColumns): Line => {
  const time = columns < NARROW ? clockIn(c.time - 3, r.time.replace(/(\.\d{3})\d+$/, '$1')) : clockIn(c.time, r.time);
  const left = line(
    padLeft(String(r.number), c.number),
    ' ',
    span(r.mark, 'dim'),
    span(r.isWrong ? '!' : ' ', r.role),
    span(time, 'dim'),
    ' ',
    padLeft(clipMiddle(r.source, c.address), c.address),
    span(' → ', 'dim'),
    pad(clipMiddle(r.destination, c.address), c.address),
    ' ',
    span(pad(r.protocol, c.protocol), r.role),
    ' ',
  );
  const room = columns - lineWidth(left);
  return room < 1 ? fitLine(left, columns) : [...left, ...saidIn(r, room)];
};

/** Digits of a fraction that have no room behind a long number are left out. */
const clockIn = (room: number, time: string): string => {
  const point = time.indexOf('.');
  const over = time.length - room;
  return padLeft(over <= 0 || point < 0 ? time : time.slice(0, Math.max(point, time.length - over)).replace(/\.$/, ''), room);
};

/** The names of the columns above such rows. */
export const shortHeading = (columns: number, c: RowColumns): string => {
  const time = columns < NARROW ? c.time - 3 : c.time;
  return `${padLeft('#', c.number)} M ${padLeft('time', time)} ${padLeft('from', c.address)}   ${pad('to', c.address)} ${pad(c.protocol < 5 ? 'prot' : 'proto', c.protocol)} what it says`;
};

/** What the row says in so many columns: numbers, then ports give way to text. */
const saidIn = (r: ShortRow, room: number): Line => {
  const text = r.text === '' ? '' : clip(r.text, Math.max(8, room >> 1));
  const forms = [
    [r.ports, r.words, r.numbers, r.text],
    [r.ports, r.words, r.size, r.text],
    [r.ports, r.words, r.size, text],
    [r.words, r.size, text],
  ];
  const forced = r.text === '' ? [r.ports, r.words, r.numbers] : r.ports === '' ? [r.text] : [r.words, r.text];
  const remark = r.remark === '' ? 0 : widthOf(r.remark) + 1;
  const form = forms.find((f) => widthOf(joined(f)) + remark <= room) ?? forced;
  const words = clip(joined(form), Math.max(0, room - Math.min(remark, room)));
  const at = words.lastIndexOf(' "');
  const isText = r.text !== '' && form.at(-1) !== '' && at >= 0;
  return line(
    span(r.remark === '' ? '' : clip(`${r.remark} `, room), r.isWrong ? r.role : 'warn'),
    span(isText ? words.slice(0, at) : words),
    span(isText ? words.slice(at) : '', 'good'),
  );
};

const joined = (parts: readonly string[]): string => parts.filter((p) => p !== '').join(' ');

const worstOf = (d: Dissection): Role | undefined => {
  if (d.faults.some((f) => f.severity === 'error')) return 'bad';
  return d.faults.some((f) => f.severity === 'warn' || f.severity === 'note') ? 'warn' : undefined;
};

/** Messages of streams, messages of datagrams, segments, datagrams, and what steers the network have a colour each. */
const kindOf = (top: Stretch | undefined): Role => {
  if (top === undefined) return 'plain';
  const { layer } = top;
  if (top.message !== undefined) return 'layer1';
  if (layer.transport?.segmented !== undefined || layer.channel !== undefined) return 'layer2';
  if (layer.transport !== undefined) return 'layer4';
  return layer.stream !== undefined || layer.exchange !== undefined ? 'layer0' : 'title';
};

/** In quotes, where at most a tenth of it had to be escaped. */
const textOf = (payload: Uint8Array): string => {
  if (payload.length === 0) return '';
  const shown = visibleBytes(payload.subarray(0, LONGEST_TEXT));
  const escapes = shown.match(/\\[xu]/g)?.length ?? 0;
  if (escapes * 10 > Math.min(payload.length, LONGEST_TEXT)) return '';
  return payload.length > LONGEST_TEXT ? `"${shown}…` : `"${shown}"`;
};

/** What a side offers of itself: in the tree and on ladders. */
const OFFERS = / (Win|MSS|WS)=\d+/g;
const EMPTY = new Uint8Array(0);
const LONGEST_TEXT = 300;
