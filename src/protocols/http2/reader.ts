/** HTTP/2 out of the bytes of a conversation: frames, their headers, and the bodies that frames of data make (RFC 9113). */
import type { Bytes } from '../../core/bytes.ts';
import { type Message, MORE, more, type Read, type Reader, type Side } from '../../wire/stream.ts';
import { lineFeed, startsWith } from '../shared/text.ts';
import { Bodies } from './bodies.ts';
import { findFrame } from './find-frame.ts';
import { Flag, type FrameHead, HEAD, hasHeaders, headAt, PREFACE, partsOf, Type } from './frame.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { HeaderTable } from './header-table.ts';
import { type HeaderPiece, readHeaders } from './hpack.ts';
import { type Http2Message, headerValue } from './message.ts';

type Found = Read<Http2Message>;

interface Half {
  /** Nothing was taken of it yet. */
  isFresh: boolean;
  /** The beginning was not seen: it need not begin as it should. */
  isLate: boolean;
  /** Bytes are missing: where the next frame begins is to be found, and a header block that goes on has no beginning. */
  isCut: boolean;
  isHeadless: boolean;
  readonly table: HeaderTable;
  /** Why no header can be read any more: what they refer to is not known. */
  lost: string;
  /** A header that is not whole yet, and how long it has to be before it is worth reading. */
  readonly waiting: GrowingBytes;
  least: number;
}

export interface Http2Talk {
  readonly halves: readonly [Half, Half];
  readonly bodies: Bodies;
}

/** Of a header that is not whole so many bytes are kept. */
const MOST_WAITING = 256 << 10;

const half = (): Half => ({
  isFresh: true,
  isLate: false,
  isCut: false,
  isHeadless: false,
  table: new HeaderTable(),
  lost: '',
  waiting: new GrowingBytes(),
  least: 0,
});

export const http2Reader: Reader<Http2Talk, Http2Message> = {
  begins: ['P', '\0'],
  guess: (b, o, end, from) => (from === 0 ? beginsWithPreface(b, o, end) : beginsWithSettings(b, o, end)),
  open: () => ({ halves: [half(), half()], bodies: new Bodies() }),
  read: (talk, from, b, o, end, closed) => readNext(talk, from, b, o, end, closed),
  unfinished: ({ halves }, from) => ({ type: Type.continuation, unread: halves[from].table.copy() }),
  cut({ halves }, from, b, o, end) {
    const h = halves[from];
    if (end - o < HEAD || (h.isCut && findFrame(b, o, end) !== o)) return undefined;
    return { type: headAt(b, o).type, unread: h.table.copy() };
  },
  resume({ halves, bodies }, from) {
    const h = halves[from];
    h.isLate = h.isFresh;
    h.isCut = h.isHeadless = true;
    h.table.forget();
    h.lost = '';
    h.waiting.clear();
    bodies.miss(from);
    return true;
  },
};

const beginsWithPreface = (b: Bytes, o: number, end: number): number =>
  end - o >= PREFACE_LINE && startsWith(b, o, end, PREFACE.slice(0, end - o)) ? 1 : 0;
/** `PRI * HTTP/2.0` */
const PREFACE_LINE = 14;

/** §3.4: a server begins with settings. */
const beginsWithSettings = (b: Bytes, o: number, end: number): number => (end - o >= HEAD && isSettings(headAt(b, o)) ? 0.9 : 0);
const isSettings = ({ length, type, flags, stream }: FrameHead): boolean =>
  type === Type.settings && stream === 0 && flags === 0 && length % 6 === 0 && length <= MOST_SETTINGS;
const MOST_SETTINGS = 1 << 10;

const readNext = (talk: Http2Talk, from: Side, b: Bytes, o: number, end: number, closed: boolean): Found => {
  const h = talk.halves[from];
  if (h.isFresh && from === 0 && startsWith(b, o, end, PREFACE.slice(0, end - o))) return magic(h, end - o, closed);
  if (h.isFresh && !h.isLate && from === 0 && isHttp1(b, o, end)) return HTTP1;
  if (end - o < HEAD) return closed ? cutShort(end - o) : more(HEAD);
  if (h.isCut) {
    const at = findFrame(b, o, end);
    if (at !== o) return at < 0 ? { ...NO_FRAME, length: end - o } : { ...BEFORE_FRAME, length: at - o };
    h.isCut = false;
  }
  const head = headAt(b, o);
  if (h.isFresh && !h.isLate && !isExpected(head, from)) return NOT_HTTP2;
  if (head.length > LARGEST_FRAME) return TOO_LARGE;
  const length = HEAD + head.length;
  if (end - o < length) return closed ? cutShort(end - o) : more(length);
  h.isFresh = false;
  return { kind: 'message', length, message: messageOf(talk, from, head, b, o + HEAD, o + length) };
};

/** A server may begin with settings before it knows what the client speaks: one that would upgrade, or not, asks as of old. */
const isHttp1 = (b: Bytes, o: number, end: number): boolean => {
  const feed = lineFeed(b, o, Math.min(end, o + LONGEST_LINE));
  return feed > o && startsWith(b, feed - HTTP1_END, feed, ' HTTP/1.');
};
const LONGEST_LINE = 8192;
/** ` HTTP/1.1` and CR. */
const HTTP1_END = 10;
const HTTP1: Read<never> = { kind: 'become', protocol: 'http', length: 0 };

const NO_FRAME = { kind: 'fault', text: 'no frame begins here', severity: 'note' } as const;
const BEFORE_FRAME = { kind: 'fault', text: 'bytes before the next frame', severity: 'note' } as const;

const magic = (h: Half, there: number, closed: boolean): Found => {
  if (there < PREFACE.length) return closed ? cutShort(there) : more(PREFACE.length);
  h.isFresh = h.isCut = false;
  return { kind: 'message', length: PREFACE.length, message: { type: Type.magic } };
};

const isExpected = (head: FrameHead, from: Side): boolean => from === 1 && isSettings(head);

/** Far more than anybody offers to take (§4.2). */
const LARGEST_FRAME = 4 << 20;
const TOO_LARGE: Read<never> = { kind: 'fault', length: 0, text: `a frame of more than ${LARGEST_FRAME} bytes is not read` };
const NOT_HTTP2: Read<never> = { kind: 'fault', length: 0, text: 'HTTP/2 does not begin so', severity: 'note' };

const cutShort = (length: number): Read<never> =>
  length > 0 ? { kind: 'fault', length, text: 'the connection ends inside a frame', severity: 'note' } : MORE;

const messageOf = (talk: Http2Talk, from: Side, head: FrameHead, b: Bytes, o: number, end: number): Http2Message => {
  const { from: start, to } = partsOf(head, b, o, end);
  if (head.type === Type.rstStream) talk.bodies.drop(head.stream);
  if (head.type === Type.data) return { type: head.type, ...talk.bodies.data(head, from, b.subarray(start, to)) };
  if (!hasHeaders(head.type)) return { type: head.type };
  const headers = headersIn(talk.halves[from], head, b, start, to);
  const body = talk.bodies.headers(head, from, headers);
  return { type: head.type, headers, ...pairing(head, from, headers), ...body };
};

/** A request is answered on its own stream; what is on the way (1xx) is no answer (RFC 9113 §8.1). */
const pairing = ({ type, stream }: FrameHead, from: Side, headers: HeaderPiece): Partial<Message> => {
  const status = headerValue(headers, ':status');
  if (type === Type.pushPromise) return {};
  if (from === 0 && headerValue(headers, ':method') !== undefined) return { asks: stream };
  return from === 1 && status !== undefined && !status.startsWith('1') ? { answers: stream } : {};
};

const headersIn = (h: Half, { type, flags }: FrameHead, b: Bytes, from: number, to: number): HeaderPiece => {
  if (type !== Type.continuation) {
    h.waiting.clear();
    h.isHeadless = false;
  }
  if (h.isHeadless) return NOTHING;
  if (h.lost !== '') return { ...NOTHING, fault: h.lost };
  const isLast = (flags & Flag.endHeaders) !== 0;
  const read = readPiece(h, b.subarray(from, to), isLast);
  const isTooLong = read.left > MOST_WAITING;
  h.lost = read.fault || (isTooLong ? TOO_LONG : isLast && read.left > 0 ? CUT : '');
  if (h.lost !== '' || isLast) h.waiting.clear();
  return h.lost === '' ? read : { ...read, left: 0, fault: h.lost };
};
const CUT = 'a header block ended inside a header';
const TOO_LONG = 'a header of more bytes than are kept';

/** Bytes are only kept of a header that the piece ends in. */
const readPiece = (h: Half, piece: Bytes, isLast: boolean): HeaderPiece => {
  const before = h.waiting.length;
  if (before > 0) h.waiting.push(piece);
  const all = before > 0 ? h.waiting.all : piece;
  if (!isLast && all.length < h.least) return { ...NOTHING, left: all.length, least: h.least };
  const read = readHeaders(h.table, all, 0, all.length, before);
  const left = all.slice(all.length - read.left);
  h.waiting.clear();
  h.waiting.push(left);
  h.least = read.left === 0 ? 0 : read.least;
  return read;
};

const NOTHING: HeaderPiece = { lines: [], to: 0, left: 0, least: 0, fault: '', isCut: false };
