/** What declarations of neighbour discovery options are made of. */
import { u8, u16, u32 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';

export interface Option {
  readonly title: string;
  readonly fields?: Fields;
  /** What fields cannot say, behind them; the offset after it. Bytes up to the end of the option then are unknown. */
  readonly read?: (d: Dissecting, o: number, end: number) => number | undefined;
}

export const reserved = (size: 1 | 2 | 4): Fields => ({
  'opt.reserved': (size === 1 ? u8 : size === 2 ? u16 : u32)('Reserved', { show: 'none' }),
});
export const reservedSix: Fields = { ...reserved(2), 'opt.reserved.rest': u32('Reserved', { unnamed: true, hidden: true }) };

export const toEnd =
  (field: string) =>
  (d: Dissecting, o: number, end: number): number => {
    if (end > o) d.put(field, o, end - o);
    return end;
  };
