/** Entries of code, length and value: options of EDNS (RFC 6891 §6.1.2), parameters of services (RFC 9460 §2.2), TLVs of DSO (RFC 8490 §5.4.4). */
import { type Bytes, u16 } from '../../../core/bytes.ts';
import type { Dissecting, Field, Fields } from '../../../wire/types.ts';
import type { MessageReader, MessageWriter } from './cursor.ts';
import { allUsed, dnsFields, fits, type Given, type Gives, type Part, putSpan, type ShapeOf } from './part.ts';

export interface EntryType<V> {
  readonly code: number;
  readonly shape: ShapeOf<V>;
}
export const entry = <V>(code: number, made: ShapeOf<V>): EntryType<V> => ({ code, shape: made });

type Entries = Readonly<Record<string, EntryType<unknown>>>;
/** An entry as plain data: its kind and what that holds; one that is not in the table says its code and its bytes. */
export type EntryOf<T extends Entries> =
  | { readonly [K in keyof T]: { readonly kind: K } & ReturnType<T[K]['shape']['read']> }[keyof T]
  | { readonly kind: number; readonly value: Bytes };

/** Fields of every entry; `data` is for all of them or for those alone that are not in the table. */
export interface EntryFields {
  readonly mark: string;
  readonly code: string;
  readonly length: string;
  readonly data: string;
  readonly always: boolean;
  readonly text: (d: Dissecting, mark: Field, code: number) => string;
}

const HEAD = 4;

export const entries = <const T extends Entries>(table: T, keys: EntryFields, declared: Fields): Part<readonly EntryOf<T>[]> => {
  const byCode = new Map(Object.entries(table).map(([kind, { code, shape }]) => [code, { kind, shape }]));
  const put = (d: Dissecting, o: number, end: number): number => {
    let at = o;
    while (at < end && !d.stopped) at = putEntry(d, keys, byCode.get(at + 2 <= d.end ? u16(d.b, at) : -1)?.shape, at, end);
    return d.stopped ? -1 : at;
  };
  const read = (r: MessageReader): readonly EntryOf<T>[] => {
    const all: unknown[] = [];
    while (r.left > 0) all.push(readEntry(r, byCode));
    return all as readonly EntryOf<T>[];
  };
  const write = (w: MessageWriter, values: readonly EntryOf<T>[]): void => {
    for (const value of values) writeEntry(w, table, value);
  };
  /** What they hold is given by a tree alone; whether they can be passed over is seen without one. */
  const from: Gives['from'] = (into, b, o, base, end) => {
    let at = o;
    while (at >= 0 && at < end) at = behindEntry(into, byCode.get(at + HEAD <= end ? u16(b, at) : -1)?.shape, b, at, base, end);
    return at;
  };
  const shapes = Object.values(table).map(({ shape }) => shape.fields);
  return { fields: Object.assign({}, dnsFields(declared), ...shapes) as Fields, put, gives: { keys: [], from }, read, write };
};

/** Puts one entry; the offset behind it, `end` where it says more than there is. */
const putEntry = (d: Dissecting, keys: EntryFields, known: ShapeOf<unknown> | undefined, o: number, end: number): number => {
  const value = o + HEAD;
  const length = o + HEAD <= Math.min(end, d.end) ? u16(d.b, o + 2) : 0;
  const to = Math.min(value + length, end);
  const mark = d.put(keys.mark, o, Math.max(0, Math.min(to, end, d.end) - o), true);
  d.under(mark, () => {
    if (putSpan(d, keys.code, o, 2, end) < 0 || putSpan(d, keys.length, o + 2, 2, end) < 0) return;
    if ((keys.always || (known === undefined && length > 0)) && putSpan(d, keys.data, value, length, end) < 0) return;
    if (known !== undefined && fits(d, value, length, end)) allUsed(d, known.put(d, value, to), to);
  });
  if (mark && o + 2 <= d.end) mark.text = keys.text(d, mark, u16(d.b, o));
  return Math.min(value + length, end);
};

/** The offset behind an entry in which nothing is wrong, else -1. */
const behindEntry = (into: Given, known: ShapeOf<unknown> | undefined, b: Bytes, o: number, base: number, end: number): number => {
  const value = o + HEAD;
  const to = value <= end ? value + u16(b, o + 2) : end + 1;
  if (to > end || known === undefined) return to > end ? -1 : to;
  return known.gives !== undefined && known.gives.from(into, b, value, base, to) >= 0 ? to : -1;
};

const readEntry = (r: MessageReader, known: ReadonlyMap<number, { readonly kind: string; readonly shape: ShapeOf<unknown> }>): unknown => {
  const code = r.number(2);
  const length = r.number(2);
  const type = known.get(code);
  return r.within(length, () => {
    const value = type === undefined ? { kind: code, value: r.bytes(r.left) } : { kind: type.kind, ...(type.shape.read(r) as object) };
    if (r.left > 0) r.fail(`${r.left} bytes more than ${type?.kind ?? code} can have`);
    return value;
  });
};

const writeEntry = (w: MessageWriter, table: Entries, value: { readonly kind: PropertyKey }): void => {
  const type = typeof value.kind === 'string' ? table[value.kind] : undefined;
  w.number(2, type?.code ?? Number(value.kind));
  w.counted(2, () => {
    if (type === undefined) w.put((value as { readonly value?: Bytes }).value ?? new Uint8Array(0));
    else type.shape.write(w, value);
  });
};
