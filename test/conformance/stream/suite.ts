/** What every reader of a stream keeps to, whatever its protocol: the same messages however the bytes come, and nothing without end. */
import { fromUtf8 } from '../../../src/core/bytes.ts';
import { visible } from '../../../src/core/text.ts';
import { TextBuffer } from '../../../src/core/text-buffer.ts';
import { protocols } from '../../../src/protocols/registry.ts';
import { dissectAs } from '../../../src/wire/dissect.ts';
import { seen } from '../../../src/wire/row.ts';
import type { Message, Side } from '../../../src/wire/stream.ts';
import type { Field, Layer } from '../../../src/wire/types.ts';
import { Driver, type Found } from '../../messages.ts';
import { testTools } from '../../tools.ts';
import { type Chunks, type Recording, readerOf, setting } from './recorded.ts';

const driverOf = (r: Recording): Driver => new Driver(readerOf(r.layer), setting(r.ports));

export const sizeOf = (chunks: Chunks): number => chunks.reduce((n, [, bytes]) => n + bytes.length, 0);

/** Reads chunks, and that both sides close where `closes`. */
export const read = (r: Recording, chunks: Chunks, closes = true): Found => {
  const driver = driverOf(r);
  for (const [side, bytes] of chunks) driver.feed(side, bytes);
  if (closes) for (const side of [0, 1] as const) if (driver.isOpen(side)) driver.close(side);
  if (driver.asked > 2 * sizeOf(chunks) + chunks.length + 4) throw new Error(`asked ${driver.asked} times for ${sizeOf(chunks)} bytes`);
  return driver.found;
};

/** Messages, faults and what is left, as text that can be compared. Of what has no messages of its own, how far each side was taken. */
export const summary = (r: Recording, found: Found): string => {
  const { messages, faults, rest, became } = found;
  const plain = { faults, rest: rest.map((b, side) => (gaveUp(found, side) ? 'given up' : b.length)), became };
  const framed = messages.filter((m) => !isUnframed(r.layer, m.message));
  return text({
    ...plain,
    messages: framed.map((m) => [m.side, m.offset, m.bytes.length, m.message, m.carries]),
    taken: [0, 1].map((side) => messages.reduce((n, m) => n + (m.side === side ? m.bytes.length : 0), 0)),
  });
};

const isUnframed = ({ stream }: Layer, message: Message): boolean => stream?.unframed?.(message) ?? false;

const gaveUp = ({ faults }: Found, side: number): boolean => faults.some((f) => f.side === side && f.length === 0);

/** The messages alone, as texts in the order in which they were found; without those that are what a segment brought. */
export const messageTexts = (r: Recording, { messages }: Found): readonly string[] =>
  messages.filter((m) => !isUnframed(r.layer, m.message)).map((m) => text([m.side, m.offset, m.bytes.length, m.message]));

const text = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    v instanceof Uint8Array ? Buffer.from(v).toString('hex') : typeof v === 'bigint' ? `${v}n` : v,
  );

/** The chunks with the one that holds byte `at` (counted over all) cut in two there. */
export const cutAt = (chunks: Chunks, at: number): Chunks => {
  let left = at;
  return chunks.flatMap(([side, bytes]) => {
    const here = left > 0 && left < bytes.length ? left : 0;
    left -= bytes.length;
    return here === 0 ? [[side, bytes] as const] : [[side, bytes.subarray(0, here)] as const, [side, bytes.subarray(here)] as const];
  });
};

/** The first `count` bytes. */
export const firstBytes = (chunks: Chunks, count: number): Chunks => {
  let left = count;
  const kept: [Side, Uint8Array][] = [];
  for (const [side, bytes] of chunks) {
    if (left <= 0) break;
    kept.push([side, bytes.subarray(0, left)]);
    left -= bytes.length;
  }
  return kept;
};

export const byteByByte = (chunks: Chunks): Chunks =>
  chunks.flatMap(([side, bytes]) => Array.from(bytes, (_, i) => [side, bytes.subarray(i, i + 1)] as const));

/** Offsets from 0 to `size`, all of them or so many spread evenly. */
export const offsets = (size: number, most: number): readonly number[] => {
  const step = Math.max(1, size / most);
  return Array.from({ length: Math.min(size, most) + 1 }, (_, i) => Math.min(size, Math.floor(i * step)));
};

// ---- gaps ------------------------------------------------------------------------------------------------------------

/** What a side reads behind a gap in place of chunk `k`: by a reader that saw what was before, and by one that saw nothing. */
export const behindGap = (r: Recording, k: number): readonly [seen: string, fresh: string] | undefined => {
  const [side, missing] = r.chunks[k]!;
  const before = r.chunks.slice(0, k);
  const after = r.chunks.slice(k + 1).filter(([s]) => s === side);
  const seen = driverOf(r);
  for (const [s, bytes] of before) seen.feed(s, bytes);
  const known = seen.messages.length + seen.faults.length;
  if (!seen.isOpen(side) || !seen.gap(side, missing.length)) return undefined;
  const fresh = driverOf(r);
  fresh.gap(side, sizeOf(r.chunks.slice(0, k + 1).filter(([s]) => s === side)));
  for (const [s, bytes] of after) for (const driver of [seen, fresh]) driver.feed(s, bytes);
  return [places(seen, known), places(fresh, 0)];
};

const places = (d: Driver, from: number): string =>
  JSON.stringify([...d.messages.map((m) => [m.offset, m.bytes.length]), ...d.faults.map((f) => [f.offset, f.length])].slice(from));

// ---- damage ----------------------------------------------------------------------------------------------------------

/** Numbers from 0 on below `n`, the same for the same seed (xorshift32). */
export const random = (seed: number): ((n: number) => number) => {
  let x = seed | 1;
  return (n) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % n;
  };
};

/** Bytes changed, left out, put in or said twice; and cut anew. */
export const damaged = (chunks: Chunks, next: (n: number) => number): Chunks => {
  const changed = chunks.map(([side, bytes]) => [side, next(3) === 0 ? damagedBytes(bytes, next) : bytes] as const);
  const moved = next(8) === 0 ? [...changed].sort(() => next(3) - 1) : changed;
  return moved.flatMap(([side, bytes]) => {
    const at = next(bytes.length + 1);
    return next(2) === 0 ? [[side, bytes] as const] : [[side, bytes.subarray(0, at)] as const, [side, bytes.subarray(at)] as const];
  });
};

const damagedBytes = (bytes: Uint8Array, next: (n: number) => number): Uint8Array => {
  const list = Array.from(bytes);
  for (let n = next(4); n >= 0; n--) {
    const at = next(list.length + 1);
    const kind = next(5);
    if (kind === 0) list.splice(at, 1 + next(8));
    else if (kind === 1) list.splice(at, 0, ...Array.from({ length: 1 + next(8) }, () => next(256)));
    else if (kind === 2) list.splice(at, 0, ...list.slice(at, at + next(40)));
    else if (kind === 3) list[at] = (list[at] ?? 0) ^ (1 << next(8));
    else list[at] = [0, 9, 10, 13, 32, 48, 57, 58, 127, 255][next(10)]!;
  }
  return Uint8Array.from(list);
};

// ---- what is shown ---------------------------------------------------------------------------------------------------

const out = new TextBuffer(4096);

/** Dissects what a reader took, and writes its row. */
export const show = ({ layer }: Recording, { messages }: Found): void => {
  for (const { bytes, message } of messages) {
    const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
    const d = dissectAs(protocols, layer.name, frame, message, { tools: testTools });
    for (const l of d.layers) for (const f of l.fields) inside(f, d.sources[l.source]!.bytes.length);
    const o = message.skip ?? 0;
    out.length = 0;
    layer.row?.words['all']?.(out, { ...seen(bytes), o, header: o, end: bytes.length, wire: bytes.length, message });
    const row = fromUtf8(out.bytes.subarray(0, out.length));
    if (out.length > LONGEST_ROW || visible(row) !== row) throw new Error(`row of ${out.length} bytes: ${JSON.stringify(row)}`);
  }
};
const LONGEST_ROW = 900;

const inside = (f: Field, size: number): void => {
  if (!f.generated && !(f.offset >= 0 && f.length >= 0 && f.offset + f.length <= size))
    throw new Error(`${f.name}: [${f.offset}, +${f.length}) is not in ${size} bytes`);
};

// ---- limits ----------------------------------------------------------------------------------------------------------

/** Behind so many messages what is fed is no message without end. */
const MANY = 100;

/** Feeds `bytes` again and again behind the first `count` bytes of a recording, on the side that the next byte belongs to; what waited at most. */
export const endless = (r: Recording, count: number, bytes: Uint8Array, total: number): number => {
  const driver = driverOf(r);
  const side = firstBytes(r.chunks, count + 1).at(-1)?.[0] ?? 0;
  for (const [s, b] of firstBytes(r.chunks, count)) driver.feed(s, b);
  const most = driver.messages.length + driver.faults.length + MANY;
  for (let fed = 0; fed < total && driver.isOpen(side) && driver.messages.length + driver.faults.length < most; fed += bytes.length)
    driver.feed(side, bytes);
  return driver.most;
};

/** The largest state that a reader has while one side says all that it says again and again: in the first rounds, and in twice as many later ones. */
export const peaks = (r: Recording, side: Side, rounds: number): readonly [early: number, late: number] => {
  const driver = driverOf(r);
  const said = r.chunks.filter(([s]) => s === side);
  let [early, late] = [0, 0];
  for (let i = 0; i < 3 * rounds && driver.isOpen(side); i++) {
    for (const [s, bytes] of said) driver.feed(s, bytes);
    if (i % WEIGHED !== 0) continue;
    const now = weight(driver.state, new Set());
    if (i < rounds) early = Math.max(early, now);
    else late = Math.max(late, now);
  }
  return [early, late];
};
const WEIGHED = 53;

/** Objects, numbers and characters that a value holds. */
const weight = (value: unknown, seen: Set<unknown>): number => {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null || seen.has(value)) return 1;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const inner = value instanceof Map ? [...value.entries()].flat() : value instanceof Set ? [...value] : Object.values(value);
  return inner.reduce((n: number, v: unknown) => n + weight(v, seen), 1);
};
