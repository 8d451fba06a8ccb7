/**
 * The hot reader of heads: looks at every byte of a head once, however it arrives, and keeps as numbers what decides how long the message is
 * and what its row says. All offsets count from the first byte of the message.
 */
import { type Bytes, u8 } from '../../core/bytes.ts';
import { blanksEnd, COMMA, CR, elementEnd, isBlank, LF, lineFeed, SEMICOLON, SPACE, sameText, trimmedEnd } from '../shared/text.ts';
import { contentLength, NO_LENGTH } from './content-length.ts';
import { mayStart, readStartLine, Start, type StartLine, startLine } from './start-line.ts';

/** Bytes of a head at most, with the empty lines before it; a longer one is none. */
export const LARGEST_HEAD = 65_536;
/** Empty lines before a first line at most, in bytes (RFC 9112 §2.2 wants one to be passed over). */
export const LARGEST_LEAD = 1024;

/** What a scan gives in place of the length of the head. */
export const Scanned = { more: -1, none: -2, large: -3 } as const;
/** The last transfer coding that the head names. */
export const Transfer = { none: 0, chunked: 1, other: 2 } as const;

export interface HeadScan {
  /** Bytes looked at, and where the line under way starts. */
  at: number;
  line: number;
  /** The field line before that one: it may go on in the next. -1 where there is none. */
  field: number;
  fieldTo: number;
  /** Bytes of empty lines before the first one. */
  lead: number;
  readonly start: StartLine;
  transfer: number;
  /** The content length; NO_LENGTH without one, BAD_LENGTH where it is no number. */
  length: number;
  /** Media type, host and upgrade token: the value's first word. */
  typeFrom: number;
  typeTo: number;
  hostFrom: number;
  hostTo: number;
  /** The host is told twice, or is more than a word. */
  oddHost: boolean;
  hasSecret: boolean;
  hasForm: boolean;
  upgradeFrom: number;
  upgradeTo: number;
}

export const headScan = (): HeadScan => ({
  at: 0,
  line: 0,
  field: -1,
  fieldTo: 0,
  lead: 0,
  start: startLine(),
  transfer: Transfer.none,
  length: NO_LENGTH,
  typeFrom: 0,
  typeTo: 0,
  hostFrom: 0,
  hostTo: 0,
  oddHost: false,
  hasSecret: false,
  hasForm: false,
  upgradeFrom: 0,
  upgradeTo: 0,
});

/** Begins with the next message. */
export const resetHead = (h: HeadScan): void => {
  h.at = 0;
  h.line = 0;
  h.field = -1;
  h.lead = 0;
  h.start.kind = Start.none;
  h.transfer = Transfer.none;
  h.length = NO_LENGTH;
  h.typeFrom = 0;
  h.typeTo = 0;
  h.hostFrom = 0;
  h.hostTo = 0;
  h.oddHost = false;
  h.hasSecret = false;
  h.hasForm = false;
  h.upgradeFrom = 0;
  h.upgradeTo = 0;
};

/** Looks at b[o, end), where the message starts at `o`. The length of its head with its empty line, or one of `Scanned`. */
export const scanHead = (h: HeadScan, b: Bytes, o: number, end: number): number => {
  let i = o + h.at;
  let line = o + h.line;
  for (;;) {
    i = lineFeed(b, i, end);
    if (i < 0) return pause(h, b, o, line, end);
    const stop = i > line && b[i - 1] === CR ? i - 1 : i;
    i++;
    if (i - o > LARGEST_HEAD) return tooLarge(h, b, line, stop);
    if (stop === line) {
      if (h.start.kind !== Start.none) return finish(h, b, o, i);
      h.lead = i - o;
      if (h.lead > LARGEST_LEAD) return Scanned.none;
    } else if (h.start.kind === Start.none) {
      const kind = begin(h, b, o, line, stop);
      if (kind === Start.none) return Scanned.none;
      if (kind === Start.simple) return i - o;
    } else {
      if (!isBlank(b[line])) {
        if (h.field >= 0) takeField(h, b, o);
        h.field = line - o;
      }
      h.fieldTo = stop - o;
    }
    line = i;
  }
};

const pause = (h: HeadScan, b: Bytes, o: number, line: number, end: number): number => {
  h.at = end - o;
  h.line = line - o;
  if (h.start.kind === Start.none && !mayStart(b, line, end) && !isLineEnd(b, line, end)) return Scanned.none;
  return h.at > LARGEST_HEAD ? Scanned.large : Scanned.more;
};

/** What could not begin a message is none however long it is. */
const tooLarge = (h: HeadScan, b: Bytes, line: number, stop: number): number =>
  h.start.kind === Start.none && stop > line && !mayStart(b, line, stop) ? Scanned.none : Scanned.large;

/** A carriage return whose line feed has not come. */
const isLineEnd = (b: Bytes, line: number, end: number): boolean => line + 1 === end && b[line] === CR;

const begin = (h: HeadScan, b: Bytes, o: number, line: number, stop: number): number => {
  const s = h.start;
  const kind = readStartLine(s, b, line, stop);
  s.firstTo -= o;
  s.secondFrom -= o;
  s.secondTo -= o;
  s.thirdFrom -= o;
  return kind;
};

const finish = (h: HeadScan, b: Bytes, o: number, i: number): number => {
  takeLast(h, b, o);
  return i - o;
};

/** The last field line that is whole, where no more of the head will come. */
export const takeLast = (h: HeadScan, b: Bytes, o: number): void => {
  if (h.field >= 0) takeField(h, b, o);
};

// ---- the fields that matter here -------------------------------------------------------------------------------------

/** Of every other field only the first letter is looked at. */
const takeField = (h: HeadScan, b: Bytes, o: number): void => {
  const from = o + h.field;
  const to = o + h.fieldTo;
  switch (u8(b, from) | 32) {
    case 97: // a
      if (named(b, from, to, 'authorization:')) h.hasSecret = true;
      return;
    case 99: // c
      if (named(b, from, to, 'content-length:')) h.length = contentLength(h.length, b, from + 15, to);
      else if (named(b, from, to, 'content-type:')) word(h, b, o, from + 13, to, TYPE);
      else if (named(b, from, to, 'cookie:')) h.hasSecret = true;
      return;
    case 104: // h
      if (named(b, from, to, 'host:')) word(h, b, o, from + 5, to, HOST);
      return;
    case 112: // p
      if (named(b, from, to, 'proxy-authorization:')) h.hasSecret = true;
      return;
    case 115: // s
      if (named(b, from, to, 'set-cookie:')) h.hasSecret = true;
      return;
    case 116: // t
      if (named(b, from, to, 'transfer-encoding:')) h.transfer = lastCoding(h.transfer, b, from + 18, to);
      return;
    case 117: // u
      if (named(b, from, to, 'upgrade:')) word(h, b, o, from + 8, to, UPGRADE);
      return;
    default:
  }
};

/** Blanks before the colon make it another name: who takes it for this one can be made to disagree with others (RFC 9112 §5.1). */
const named = (b: Bytes, from: number, to: number, name: string): boolean =>
  to - from >= name.length && b[from + name.length - 1] === 58 && sameText(b, from, from + name.length, name);

const FORMS = ['application/x-www-form-urlencoded', 'multipart/', 'message/'];
const [TYPE, HOST, UPGRADE] = [0, 1, 2] as const;

/** Notes the value up to a parameter, a further element or a blank. */
const word = (h: HeadScan, b: Bytes, o: number, from: number, to: number, which: number): void => {
  const start = blanksEnd(b, from, to);
  let stop = start;
  while (stop < to && b[stop] !== SEMICOLON && b[stop] !== COMMA && u8(b, stop) > SPACE) stop++;
  if (which === TYPE) {
    h.typeFrom = start - o;
    h.typeTo = stop - o;
    h.hasForm ||= FORMS.some((form) => stop - start >= form.length && sameText(b, start, start + form.length, form));
  } else if (which === HOST) {
    h.oddHost = h.hostTo > 0 || stop === start || stop < trimmedEnd(b, stop, to);
    h.hostFrom = start - o;
    h.hostTo = stop - o;
  } else {
    h.upgradeFrom = start - o;
    h.upgradeTo = stop - o;
  }
};

/** The last of the codings decides where the body ends (RFC 9112 §6.3); `identity` is none (RFC 2616). */
export const lastCoding = (before: number, b: Bytes, from: number, to: number): number => {
  let last = before;
  for (let i = from; i < to; ) {
    const end = elementEnd(b, i, to, COMMA);
    const start = valueStart(b, i, end);
    const stop = trimmedEnd(b, start, end);
    if (sameText(b, start, stop, 'chunked')) last = Transfer.chunked;
    else if (stop > start && !sameText(b, start, stop, 'identity')) last = Transfer.other;
    i = end + 1;
  }
  return last;
};

/** Blanks and the line ends of folds. */
const valueStart = (b: Bytes, from: number, to: number): number => {
  let i = from;
  while (i < to && (isBlank(b[i]) || b[i] === CR || b[i] === LF)) i++;
  return i;
};
