/** What a type of record holds. */
import type { Dissecting } from '../../../wire/types.ts';
import { type ShapeOf, shape } from './part.ts';
import { name } from './parts.ts';

export interface RecordType<V> {
  readonly shape: ShapeOf<V>;
  /** How many of its parts a row says; `owner`: the name of the record in their place, as Wireshark has it. */
  readonly row: number | 'owner';
}

export const record = <V>(made: ShapeOf<V>, row: RecordType<V>['row'] = 0): RecordType<V> => ({ shape: made, row });

/** A record that holds a name and nothing else. */
export const ofName = (key: string, title: string, row: RecordType<unknown>['row'] = 1) =>
  record(shape({ name: name(key, title, { compress: true }) }), row);

/** Wireshark 4.0 shows the bytes of what this holds; they are read and written all the same. `text` says what is in them. */
export const undecoded = <V>(made: ShapeOf<V>, text: (d: Dissecting, o: number, end: number) => string): ShapeOf<V> => ({
  ...made,
  fields: {},
  gives: undefined,
  put: (d, o, end) => {
    const field = d.put('data', o, end - o);
    if (field && d.wants('data')) field.text = text(d, o, end);
    return field ? end : -1;
  },
});
