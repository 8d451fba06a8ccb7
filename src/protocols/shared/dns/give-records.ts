/** Give records: values of questions and records found in a message without its tree, where nothing is wrong with it. They are those of tree.ts. */
import { type Bytes, u16, u32 } from '../../../core/bytes.ts';
import type { Quick, Seen } from '../../../wire/row.ts';
import type { Value } from '../../../wire/value.ts';
import { findName, type NamePlace, shownName, Trouble } from '../dns-name.ts';
import { HEADER } from './header.ts';
import type { Given } from './part.ts';
import { OPT, RECORDS, recordType } from './records.ts';

/** Keys of what every record has. */
const HEAD = { name: 'resp.name', type: 'resp.type', class: 'resp.class', ttl: 'resp.ttl', length: 'resp.len' } as const;
const GIVEN: ReadonlySet<string> = new Set([
  ...Object.values(HEAD),
  ...[...Object.values(RECORDS), OPT].flatMap(({ shape }) => shape.gives?.keys ?? []),
]);
const [OPT_TYPE, SRV_TYPE] = [41, 33];
/** Behind the name of a record: its type, class, time to live and length. */
const FIXED = 10;

const NONE: ReadonlySet<string> = new Set();
/** By the list of keys; none where one of them is not given. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

const setOf = (keys: readonly string[]): ReadonlySet<string> => {
  const known = sets.get(keys);
  if (known !== undefined) return known;
  const made = keys.every((key) => GIVEN.has(key)) ? new Set(keys) : NONE;
  sets.set(keys, made);
  return made;
};

/** Values that wait until the whole message was looked at. */
class Found implements Given {
  keys = NONE;
  /** Whether anything of HEAD is asked for. */
  asksHead = false;
  readonly #keys: string[] = [];
  readonly #values: Value[] = [];
  #count = 0;

  begin(keys: ReadonlySet<string>): void {
    if (keys !== this.keys) this.asksHead = Object.values(HEAD).some((key) => keys.has(key));
    this.keys = keys;
    this.#count = 0;
  }

  put(key: string, value: Value): void {
    this.#keys[this.#count] = key;
    this.#values[this.#count++] = value;
  }

  give(put: (key: string, value: Value) => void): void {
    for (let k = 0; k < this.#count; k++) put(this.#keys[k]!, this.#values[k]!);
  }
}
const found = new Found();

/** `multicast`: the uppermost bit of a class says more (RFC 6762 §10.2). */
export const giveRecords =
  (multicast: boolean): NonNullable<Quick['give']> =>
  (keys, at, put) => {
    const asked = setOf(keys);
    found.begin(asked);
    if (asked.size === 0 || !lookThrough(at, multicast)) return false;
    found.give(put);
    return true;
  };

/** Whether all of it could be read: a plain query or reply, whole, with one question at most. */
const lookThrough = ({ b, o, end, wire }: Seen, multicast: boolean): boolean => {
  if (end !== wire || end - o < HEADER || ((u16(b, o + 2) >> 11) & 15) !== 0) return false;
  const questions = u16(b, o + 4);
  if (questions > 1) return false;
  let at = o + HEADER;
  if (questions === 1) {
    const name = findName(b, at, o, end);
    if (name.trouble !== Trouble.none || name.next + 4 > end) return false;
    at = name.next + 4;
  }
  const records = u16(b, o + 6) + u16(b, o + 8) + u16(b, o + 10);
  for (let left = records; left > 0 && at >= 0; left--) at = record(b, at, o, end, multicast);
  return at >= 0;
};

/** The offset behind a record, -1 where only a tree tells. */
const record = (b: Bytes, from: number, base: number, end: number, multicast: boolean): number => {
  const name = findName(b, from, base, end);
  const o = name.next;
  if (name.trouble !== Trouble.none || o + FIXED > end) return -1;
  const type = u16(b, o);
  if (found.asksHead) putHead(b, name, type, multicast);
  const length = u16(b, o + 8);
  const data = o + FIXED;
  const to = data + length;
  if (to > end) return -1;
  const known = length === 0 ? undefined : recordType(type)?.shape;
  if (known === undefined) return to;
  return known.gives !== undefined && known.gives.from(found, b, data, base, to) >= 0 ? to : -1;
};

/** Of a record whose name is `name`. */
const putHead = (b: Bytes, name: NamePlace, type: number, multicast: boolean): void => {
  const { keys } = found;
  const o = name.next;
  // The name of a service is given in parts.
  if (type !== SRV_TYPE && keys.has(HEAD.name)) found.put(HEAD.name, shownName(b, name));
  if (keys.has(HEAD.type)) found.put(HEAD.type, type);
  if (type !== OPT_TYPE && keys.has(HEAD.class)) found.put(HEAD.class, multicast ? u16(b, o + 2) & 0x7fff : u16(b, o + 2));
  if (type !== OPT_TYPE && keys.has(HEAD.ttl)) found.put(HEAD.ttl, u32(b, o + 4));
  if (keys.has(HEAD.length)) found.put(HEAD.length, u16(b, o + 8));
};
