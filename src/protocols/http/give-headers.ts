/** Give headers: values of the first line and of headers, and of what is inside them, found in a head without its tree: those of head-tree.ts. */
import { type Bytes, u8 } from '../../core/bytes.ts';
import { asciiText } from '../../wire/dissected-field.ts';
import type { Seen } from '../../wire/row.ts';
import type { Value } from '../../wire/value.ts';
import { blanksEnd, COLON, decimal, find, isBlank, LF, lineFeed, lineTextEnd, sameText, trimmedEnd } from '../shared/text.ts';
import { headerOf } from './fields.ts';
import { credentialsStart, credentialsText, eachCookie } from './header-parts.ts';
import { type HttpMessage, Kind, Mark } from './message.ts';
import { readStartLine, Start, startLine } from './start-line.ts';

type Put = (key: string, value: Value) => void;

/** What a header that is looked for gives under a key, from its value. */
interface Sought {
  readonly header: string;
  readonly key: string;
  readonly give: (key: string, b: Bytes, from: number, to: number, put: Put) => void;
}

const whole: Sought['give'] = (key, b, from, to, put) => put(key, asciiText(b, from, to));

const length: Sought['give'] = (key, b, from, to, put) => {
  const n = decimal(b, from, to);
  if (n >= 0) put(key, n);
};

const cookies: Sought['give'] = (key, b, from, to, put) => eachCookie(b, from, to, (start, stop) => whole(key, b, start, stop, put));

const credentials: Sought['give'] = (key, b, from, to, put) => {
  const start = credentialsStart(b, from, to);
  if (start >= 0) put(key, credentialsText(b, start, to));
};

/** Fields inside the values of headers. */
const INSIDE: Readonly<Record<string, readonly Sought[]>> = {
  content_length: [{ header: 'content-length', key: 'content_length', give: length }],
  cookie_pair: [{ header: 'cookie', key: 'cookie_pair', give: cookies }],
  authbasic: ['authorization', 'proxy-authorization'].map((header) => ({ header, key: 'authbasic', give: credentials })),
};

/** What is looked for in the first line, and by its first letter in every header. */
interface Plan {
  readonly line: readonly string[];
  readonly letters: readonly (readonly Sought[] | undefined)[];
}

/** By the list of keys; null where one of them is given by a tree alone. */
const plans = new WeakMap<readonly string[], Plan | null>();

const planOf = (keys: readonly string[]): Plan | null => {
  const known = plans.get(keys);
  if (known !== undefined) return known;
  const line = keys.filter((key) => LINE.has(key));
  const others = keys.filter((key) => !LINE.has(key));
  const canGive = others.every((key) => headerOf.has(key) || key in INSIDE);
  const made = canGive ? { line, letters: others.length === 0 ? [] : byLetter(others.flatMap(soughtFor)) } : null;
  plans.set(keys, made);
  return made;
};

const soughtFor = (key: string): readonly Sought[] => INSIDE[key] ?? [{ header: headerOf.get(key)!, key, give: whole }];

const start = startLine();

/** Where a field of the first line lies in [from, to); undefined where it has none. */
type Span = readonly [from: number, to: number] | undefined;
const LINE: ReadonlyMap<string, (b: Bytes, from: number, to: number) => Span> = new Map([
  ['request.version', (_b, _from, to): Span => (start.kind === Start.request ? [start.thirdFrom, to] : undefined)],
  ['request.uri.path', (b): Span => partOfTarget(b, (query) => [start.secondFrom, query])],
  ['request.uri.query', (b): Span => partOfTarget(b, (query) => [query + 1, start.secondTo])],
  ['response.version', (_b, from): Span => (start.kind === Start.reply ? [from, start.firstTo] : undefined)],
  ['response.phrase', (_b, _from, to): Span => (start.kind === Start.reply && start.thirdFrom < to ? [start.thirdFrom, to] : undefined)],
]);

/** Of a target with something behind its question mark. */
const partOfTarget = (b: Bytes, part: (query: number) => Span): Span => {
  if (start.kind !== Start.request) return undefined;
  const query = find(b, QUESTION, start.secondFrom, start.secondTo);
  return query < 0 || query + 1 >= start.secondTo ? undefined : part(query);
};
const QUESTION = 63;
const ORDINARY: ReadonlySet<number> = new Set([Start.request, Start.reply]);

const giveOfLine = (key: string, b: Bytes, from: number, to: number, put: Put): void => {
  const span = LINE.get(key)?.(b, from, to);
  if (span !== undefined) whole(key, b, span[0], span[1], put);
};

const byLetter = (all: readonly Sought[]): Plan['letters'] => {
  const letters: (readonly Sought[] | undefined)[] = new Array(256).fill(undefined);
  for (const sought of all) {
    const letter = sought.header.charCodeAt(0);
    letters[letter] = [...(letters[letter] ?? []), sought];
  }
  return letters;
};

interface Place {
  sought: Sought;
  from: number;
  to: number;
}
const found: Place[] = [];

export const giveHeaders = (keys: readonly string[], { b, o, end, message }: Seen, put: Put): boolean => {
  const plan = planOf(keys);
  const m = message as HttpMessage | undefined;
  if (plan === null || m === undefined || m.marks & (Mark.cutHead | Mark.simple)) return false;
  if (m.kind === Kind.part) return true;
  const to = o + m.head;
  const first = find(b, LF, o + m.lead, to);
  if (to > end || first < 0) return false;
  const from = o + m.lead;
  const lineEnd = lineTextEnd(b, from, first);
  if (plan.line.length > 0 && !ORDINARY.has(readStartLine(start, b, from, lineEnd))) return false;
  const count = plan.letters.length === 0 ? 0 : look(plan.letters, b, first + 1, to);
  if (count >= 0) for (const key of plan.line) giveOfLine(key, b, from, lineEnd, put);
  for (let k = 0; k < count; k++) {
    const { sought, from, to: stop } = found[k]!;
    sought.give(sought.key, b, from, stop, put);
  }
  return count >= 0;
};

/** Notes in `found` where the values lie, and says how many; -1 where a value goes over several lines. */
const look = (letters: Plan['letters'], b: Bytes, from: number, to: number): number => {
  let count = 0;
  let line = from;
  for (let feed = lineFeed(b, line, to); feed >= 0; feed = lineFeed(b, line, to)) {
    if (isBlank(b[line])) return -1;
    const letter = letters[u8(b, line) | 32];
    if (letter !== undefined) for (let k = 0; k < letter.length; k++) if (note(letter[k]!, b, line, feed, count)) count++;
    line = feed + 1;
  }
  return count;
};

const note = (sought: Sought, b: Bytes, line: number, feed: number, count: number): boolean => {
  const colon = line + sought.header.length;
  if (colon >= feed || b[colon] !== COLON || !sameText(b, line, colon, sought.header)) return false;
  const to = trimmedEnd(b, line, lineTextEnd(b, line, feed));
  const from = blanksEnd(b, colon + 1, to);
  const place = found[count];
  if (place === undefined) found[count] = { sought, from, to: Math.max(from, to) };
  else {
    place.sought = sought;
    place.from = from;
    place.to = Math.max(from, to);
  }
  return true;
};
