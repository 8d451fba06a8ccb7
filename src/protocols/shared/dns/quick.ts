/** Quick: what filters and lists ask most of a message, from its one question alone. The values are those of the tree (tree.ts). */
import { u16, u32 } from '../../../core/bytes.ts';
import type { Seen } from '../../../wire/row.ts';
import { behindName, findName, shownName, Trouble } from '../dns-name.ts';
import { HEADER } from './header.ts';
import { RECORDS } from './records.ts';

/** One question with a name that can be read, as in nearly every message. */
export const isSure = ({ b, o, end, wire }: Seen): boolean => {
  if (end !== wire || end - o < HEADER || u16(b, o + 4) !== 1 || ((u16(b, o + 2) >> 11) & 15) !== 0) return false;
  const name = findName(b, o + HEADER, o, end);
  return name.trouble === Trouble.none && name.next + 4 <= end;
};

/** Whether every section is there as a whole. */
export const isWhole = ({ b, o, end, wire }: Seen): boolean => {
  if (end !== wire || end - o < HEADER) return false;
  let at = o + HEADER;
  for (let left = u16(b, o + 4); left > 0; left--) {
    at = behindName(b, at, end) + 4;
    if (at < o + HEADER || at > end) return false;
  }
  for (let left = u16(b, o + 6) + u16(b, o + 8) + u16(b, o + 10); left > 0; left--) {
    const name = behindName(b, at, end);
    if (name < 0 || name + 10 > end) return false;
    at = name + 10 + u16(b, name + 8);
    if (at > end) return false;
  }
  return true;
};

/** Whether a field of records can be there: where all is plain, the counts tell. */
export const mayHave = (key: string, _message: unknown, at?: Seen): boolean => {
  if (at === undefined || !OF_RECORDS.has(key)) return true;
  const { b, o } = at;
  return !isSure(at) || u32(b, o + 6) !== 0 || u16(b, o + 10) !== 0;
};

export const questionName = ({ b, o, end }: Seen): string => shownName(b, findName(b, o + HEADER, o, end));
export const questionType = ({ b, o, end }: Seen): number => u16(b, findName(b, o + HEADER, o, end).next);

const OF_RECORDS: ReadonlySet<string> = new Set([
  ...['resp.name', 'resp.type', 'resp.class', 'resp.ttl', 'resp.len'],
  ...Object.values(RECORDS).flatMap(({ shape }) => Object.keys(shape.fields)),
]);
