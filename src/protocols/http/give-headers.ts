/** Give headers: values of header fields, found in a head without its tree. They are those of head-tree.ts. */
import { asciiText } from '../../wire/dissected-field.ts';
import type { Seen } from '../../wire/row.ts';
import type { Value } from '../../wire/value.ts';
import { blanksEnd, COLON, find, isBlank, LF, lineFeed, lineTextEnd, sameText, trimmedEnd } from '../shared/text.ts';
import { headerOf } from './fields.ts';
import { type HttpMessage, Kind, Mark } from './message.ts';

/** A header that is looked for, and under which key; without one only the tree says what is in it. */
interface Sought {
  readonly header: string;
  readonly key: string | undefined;
}

/** Fields inside the values of headers. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  content_length: ['content-length'],
  cookie_pair: ['cookie'],
  authbasic: ['authorization', 'proxy-authorization'],
};

/** By the list of keys; undefined where one of them is no header's. */
const plans = new WeakMap<readonly string[], readonly Sought[] | null>();

const planOf = (keys: readonly string[]): readonly Sought[] | null => {
  const known = plans.get(keys);
  if (known !== undefined) return known;
  const plan = keys.every((key) => headerOf.has(key) || key in INSIDE)
    ? [
        ...keys.flatMap((key) => (INSIDE[key] ?? []).map((header) => ({ header, key: undefined }))),
        ...keys.flatMap((key) => (headerOf.has(key) ? [{ header: headerOf.get(key)!, key }] : [])),
      ]
    : null;
  plans.set(keys, plan);
  return plan;
};

const found: { key: string; from: number; to: number }[] = [];

export const giveHeaders = (keys: readonly string[], { b, o, end, message }: Seen, put: (key: string, value: Value) => void): boolean => {
  const plan = planOf(keys);
  const m = message as HttpMessage | undefined;
  if (plan === null || m === undefined || m.marks & (Mark.cutHead | Mark.simple)) return false;
  if (m.kind === Kind.part) return true;
  const to = o + m.head;
  const first = find(b, LF, o + m.lead, to);
  if (to > end || first < 0) return false;
  let count = 0;
  let line = first + 1;
  for (let feed = lineFeed(b, line, to); feed >= 0; feed = lineFeed(b, line, to)) {
    // A fold: a value over several lines.
    if (isBlank(b[line])) return false;
    const sought = seek(plan, b, line, feed);
    if (sought !== undefined) {
      if (sought.key === undefined) return false;
      const stop = lineTextEnd(b, line, feed);
      const last = trimmedEnd(b, line, stop);
      const from = blanksEnd(b, line + sought.header.length + 1, last);
      const place = (found[count++] ??= { key: '', from: 0, to: 0 });
      place.key = sought.key;
      place.from = from;
      place.to = Math.max(from, last);
    }
    line = feed + 1;
  }
  for (let k = 0; k < count; k++) {
    const { key, from, to: until } = found[k]!;
    put(key, asciiText(b.subarray(from, until)));
  }
  return true;
};

const seek = (plan: readonly Sought[], b: Seen['b'], line: number, feed: number): Sought | undefined => {
  for (let k = 0; k < plan.length; k++) {
    const { header } = plan[k]!;
    const colon = line + header.length;
    if (colon < feed && b[colon] === COLON && sameText(b, line, colon, header)) return plan[k];
  }
  return undefined;
};
