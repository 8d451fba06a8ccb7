/** Row answer: the row of a frame in the packet list. */
import type { Listed } from '../../analysis/conversation-list.ts';
import type { Words } from '../../core/words.ts';
import { rowOf } from '../../view/rows.ts';
import { type Segment, segmentOf } from '../../view/segment.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { PacketRow } from '../messages/row.ts';
import type { FieldColumns } from './field-columns.ts';
import type { Looked } from './looked.ts';
import { faultOf, pictured, rowWords, secondsAfter } from './plain.ts';

export const rowAnswer = (b: Looked, number: number, columns: FieldColumns, spoken: Words): PacketRow => {
  const d = b.dissect(number);
  const { mark, source, destination, protocol, length, info } = rowOf(d, b.first);
  const segment = segmentOf(d);
  const words = segment === undefined ? { label: '', detail: info } : rowWords(segment, spoken);
  const carried = segment?.payload ?? EMPTY;
  return {
    number,
    mark,
    seconds: secondsAfter(d.frame, b.first),
    ...endsOf(segment, source, destination),
    protocol,
    length,
    info,
    ...words,
    text: isWritten(d, segment) ? pictured(carried) : '',
    side: segment === undefined ? -1 : sideOf(segment, b.conversationOf(number)),
    isQuiet: segment?.isBare === true || (carried.length === 0 && segment?.numbers !== undefined),
    fault: faultOf(d, spoken),
    values: columns.of(d, b),
  };
};

/** Its bytes stand as they are: no protocol above the transport says what they mean. */
const isWritten = ({ layers }: Dissection, s: Segment | undefined): boolean =>
  s !== undefined && layers.at(-1)?.layer.transport !== undefined;

/** 0 where the client sent it. */
export const sideOf = (s: Segment, c: Listed | undefined): 0 | 1 | -1 => {
  if (c === undefined) return -1;
  if (c.hosts[0] === c.hosts[1]) return s.direction === undefined || s.direction === c.direction ? 0 : 1;
  return s.from === c.hosts[0] ? 0 : 1;
};

/** On one host the ports tell enough. */
const endsOf = (s: Segment | undefined, source: string, destination: string): { readonly from: string; readonly to: string } => {
  if (s === undefined) return { from: source, to: destination };
  if (source !== destination) return { from: s.from, to: s.to };
  return { from: portOf(s.from), to: portOf(s.to) };
};

const portOf = (end: string): string => (/:\d+$/.test(end) ? end.slice(end.lastIndexOf(':') + 1) : end);

const EMPTY = new Uint8Array(0);
