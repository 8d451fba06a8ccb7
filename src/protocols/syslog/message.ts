/** Messages of syslog as offsets (RFC 3164, RFC 5424) and their frames on streams (RFC 6587): what a service and a dissector share. */
import { type Bytes, u24 } from '../../core/bytes.ts';
import { decimal, find, isDigit, LF, SPACE, startsWith } from '../shared/text.ts';

/** [from, to) in the bytes that were read. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

export interface SyslogMessage {
  /** Facility times 8 plus severity; undefined where the message says none. */
  readonly priority: number | undefined;
  /** Behind the priority. */
  readonly text: Part;
  readonly head: SyslogHead | undefined;
}

/** Parts that are there; `-` of RFC 5424 is a part. */
export interface SyslogHead {
  readonly kind: 'rfc3164' | 'rfc5424';
  readonly version?: Part;
  readonly timestamp?: Part;
  readonly host?: Part;
  /** The program: a tag, or the name of the application. */
  readonly program?: Part;
  readonly process?: Part;
  readonly id?: Part;
  readonly data?: Part;
  /** What it has to tell. */
  readonly words?: Part;
}

const OPEN = 60;
const CLOSE = 62;
/** local7.debug; RFC 5424 §6.2.1. */
export const MOST_PRIORITY = 191;

interface Priority {
  readonly priority: number;
  /** Where it ends. */
  readonly to: number;
}

/** `<34>` at `o`. */
export const readPriority = (b: Bytes, o: number, end: number): Priority | undefined => {
  const found = readBegun(b, o, end);
  return found === undefined || found.to < o + 3 || b[found.to - 1] !== CLOSE ? undefined : found;
};

/** What begins as one, as Wireshark reads it: no digits are 0, and where nothing closes it the text begins. */
export const readBegun = (b: Bytes, o: number, end: number): Priority | undefined => {
  if (o >= end || b[o] !== OPEN) return undefined;
  let to = o + 1;
  while (to < end && to < o + 4 && isDigit(b[to])) to++;
  return { priority: to === o + 1 ? 0 : decimal(b, o + 1, to), to: to < end && b[to] === CLOSE ? to + 1 : to };
};

export const readSyslog = (b: Bytes, o: number, end: number, read = readPriority): SyslogMessage => {
  const found = read(b, o, end);
  const from = found?.to ?? o;
  return { priority: found?.priority, text: { from, to: end }, head: headOf(b, from, end) };
};

const headOf = (b: Bytes, o: number, end: number): SyslogHead | undefined => {
  if (startsWith(b, o, end, '1 ')) return modernHead(b, o, end);
  return isOldTime(b, o, end) ? oldHead(b, o, end) : undefined;
};

// ---- RFC 5424 --------------------------------------------------------------------------------------------------------

const modernHead = (b: Bytes, o: number, end: number): SyslogHead => {
  const words: Part[] = [];
  let at = o;
  while (words.length < 6) {
    const to = find(b, SPACE, at, end);
    if (to < 0) break;
    words.push({ from: at, to });
    at = to + 1;
  }
  const [version, timestamp, host, program, process, id] = words;
  const parts = { ...(version && { version }), ...(timestamp && { timestamp }), ...(host && { host }), ...(program && { program }) };
  const rest = id === undefined ? {} : { id, ...dataAndWords(b, at, end) };
  return { kind: 'rfc5424', ...parts, ...(process && { process }), ...rest };
};

const NIL = 45;
const BRACKET = 91;

const dataAndWords = (b: Bytes, o: number, end: number): Pick<SyslogHead, 'data' | 'words'> => {
  const to = b[o] === NIL ? o + 1 : elementsEnd(b, o, end);
  const from = b[to] === SPACE ? to + 1 : to;
  const words = { from: isMark(b, from, end) ? from + 3 : from, to: end };
  return { data: { from: o, to }, ...(words.from < end && { words }) };
};

/** The mark of UTF-8 in front of a text. */
const isMark = (b: Bytes, o: number, end: number): boolean => end - o >= 3 && u24(b, o) === 0xefbbbf;

/** Behind `[id name="value" …][…]`; in a value `\` takes the next character along. */
const elementsEnd = (b: Bytes, o: number, end: number): number => {
  let at = o;
  while (at < end && b[at] === BRACKET) {
    const to = elementEnd(b, at, end);
    if (to < 0) return end;
    at = to;
  }
  return at;
};

const elementEnd = (b: Bytes, o: number, end: number): number => {
  let quoted = false;
  for (let i = o + 1; i < end; i++) {
    if (quoted && b[i] === 92) i++;
    else if (b[i] === 34) quoted = !quoted;
    else if (!quoted && b[i] === 93) return i + 1;
  }
  return -1;
};

// ---- RFC 3164 --------------------------------------------------------------------------------------------------------

/** `Oct 11 22:14:15 ` */
const TIME_LENGTH = 15;
const isOldTime = (b: Bytes, o: number, end: number): boolean =>
  end - o > TIME_LENGTH &&
  b[o + 3] === SPACE &&
  b[o + 6] === SPACE &&
  b[o + 9] === 58 &&
  b[o + 12] === 58 &&
  b[o + TIME_LENGTH] === SPACE &&
  isDigit(b[o + 5]);

/** A tag has at most so many characters (RFC 3164 §4.1.3), and any that is no letter or digit ends it. */
const MOST_TAG = 32;

const oldHead = (b: Bytes, o: number, end: number): SyslogHead => {
  const timestamp = { from: o, to: o + TIME_LENGTH };
  const at = timestamp.to + 1;
  const space = find(b, SPACE, at, end);
  if (space < 0) return { kind: 'rfc3164', timestamp, ...(at < end && { words: { from: at, to: end } }) };
  return { kind: 'rfc3164', timestamp, ...hostAndTag(b, at, space, end) };
};

/** Who writes to its own machine leaves the name out: what would be the host then is the tag, and ends with a colon. */
const hostAndTag = (b: Bytes, at: number, space: number, end: number): Partial<SyslogHead> =>
  b[space - 1] === 58 ? tagged(b, at, end) : { host: { from: at, to: space }, ...tagged(b, space + 1, end) };

const tagged = (b: Bytes, at: number, end: number): Partial<SyslogHead> => {
  let to = at;
  while (to < end && to < at + MOST_TAG && isTag(b[to])) to++;
  const close = b[to] === BRACKET ? find(b, 93, to, Math.min(end, to + MOST_TAG)) : -1;
  const behind = close < 0 ? to : close + 1;
  if (to === at || b[behind] !== 58) return { words: { from: at, to: end } };
  const from = b[behind + 1] === SPACE ? behind + 2 : behind + 1;
  return {
    program: { from: at, to },
    ...(close > to + 1 && { process: { from: to + 1, to: close } }),
    ...(from < end && { words: { from, to: end } }),
  };
};

/** Programs have dots, dashes, slashes in their names. */
const isTag = (c: number | undefined): boolean => c !== undefined && c > SPACE && c < 127 && c !== 58 && c !== BRACKET;

// ---- frames on streams -----------------------------------------------------------------------------------------------

/** `skip` bytes say how long it is, `length` are taken in all, the message ends at `to`. */
export interface SyslogFrame {
  readonly skip: number;
  readonly length: number;
  readonly to: number;
}

/** Octets of a message that has no length in front. */
export const LONGEST_LINE = 64 << 10;

/** The frame at `o`: `34 <13>…` by its octets, else a line that LF or NUL ends. Undefined: not whole; `wrong`: none can be. */
export const syslogFrame = (b: Bytes, o: number, end: number, closed = false): SyslogFrame | 'wrong' | undefined => {
  if (o === end) return undefined;
  return isDigit(b[o]) && b[o] !== 48 ? counted(b, o, end) : line(b, o, end, closed);
};

const MOST_DIGITS = 8;

const counted = (b: Bytes, o: number, end: number): SyslogFrame | 'wrong' | undefined => {
  let to = o;
  while (to < end && to < o + MOST_DIGITS && isDigit(b[to])) to++;
  if (to === end) return undefined;
  if (b[to] !== SPACE) return 'wrong';
  const skip = to + 1 - o;
  const length = skip + decimal(b, o, to);
  return end - o < length ? undefined : { skip, length, to: o + length };
};

const line = (b: Bytes, o: number, end: number, closed: boolean): SyslogFrame | 'wrong' | undefined => {
  for (let i = o; i < end; i++) if (b[i] === LF || b[i] === 0) return { skip: 0, length: i + 1 - o, to: i };
  if (end - o > LONGEST_LINE) return 'wrong';
  return closed ? { skip: 0, length: end - o, to: end } : undefined;
};
