/** The bodies of HTTP/1 messages while they come: a length, chunks, or all to the end of the connection; and the message when it is whole. */
import type { Bytes } from '../../core/bytes.ts';
import { MORE, more, type Read } from '../../wire/stream.ts';
import { Chunked, resetChunks, scanChunks } from './chunks.ts';
import { type HttpMessage, Kind, LARGEST_BODY, Mark } from './message.ts';
import type { StartLine } from './start-line.ts';
import { type Half, lose, nextMessage, Phase } from './talk.ts';

type Found = Read<HttpMessage>;

export const beginLength = (h: Half, length: number): void => {
  h.left = length;
  if (length > 0) h.phase = Phase.length;
};

export const beginToEnd = (h: Half): void => {
  h.left = Number.POSITIVE_INFINITY;
  h.phase = Phase.toEnd;
  h.marks |= Mark.toEnd;
};

export const beginChunks = (h: Half): void => {
  resetChunks(h.chunks, h.head);
  h.phase = Phase.chunks;
  h.marks |= Mark.chunked;
};

/** The body of the message under way, or a later part of it. */
export const body = (h: Half, b: Bytes, o: number, end: number, closed: boolean): Found =>
  (h.marks & Mark.chunked) !== 0 ? chunks(h, b, o, end, closed) : plain(h, end - o, closed);

const plain = (h: Half, there: number, closed: boolean): Found => {
  const length = h.head + Math.min(h.left, LARGEST_BODY);
  if (there >= length) {
    h.left -= length - h.head;
    return h.left > 0 ? goOn(h, length) : finish(h, length);
  }
  if (!closed) return more(length, h.head);
  if (there === 0) return MORE;
  if (h.left !== Number.POSITIVE_INFINITY) h.marks |= Mark.cutBody;
  return finish(h, there);
};

const chunks = (h: Half, b: Bytes, o: number, end: number, closed: boolean): Found => {
  const { chunks: c } = h;
  const result = scanChunks(c, b, o, end, h.head + LARGEST_BODY);
  if (result === Chunked.done) return finish(h, c.at);
  if (result === Chunked.full) return goOn(h, c.at);
  if (result === Chunked.broken) return breakOff(h, c.at);
  if (!closed) return more(c.least);
  if (end === o) return MORE;
  h.marks |= Mark.cutBody;
  return finish(h, end - o);
};

/** No chunk begins where one should: the message ends there, and what follows is looked through for another. */
const breakOff = (h: Half, length: number): Found => {
  if (length === 0) {
    lose(h, false, 1);
    return { kind: 'fault', length: 1, text: 'no chunk begins here, the body of the message ends', severity: 'error' };
  }
  h.marks |= Mark.broken;
  const found = message(h, length);
  lose(h, false, 0);
  return found;
};

export const finish = (h: Half, length: number): Found => {
  const found = message(h, length);
  nextMessage(h, h.asked?.connect && !h.asked.answered ? Phase.wait : Phase.head);
  return found;
};

/** As much of the body as a message holds; the rest follows in parts. */
const goOn = (h: Half, length: number): Found => {
  h.marks |= Mark.goesOn;
  const found = message(h, length);
  h.marks &= Mark.chunked | Mark.toEnd;
  h.phase = Phase.part;
  h.head = 0;
  h.chunks.at = 0;
  return found;
};

const message = (h: Half, length: number): Found => ({ kind: 'message', length, message: facts(h, length) });

const facts = (h: Half, length: number): HttpMessage => {
  const { scan, asked } = h;
  const later = h.phase === Phase.part;
  const named = asked !== undefined && !later;
  const m: Writable = {
    kind: later ? Kind.part : h.reply ? Kind.reply : Kind.request,
    marks: h.marks,
    lead: scan.lead,
    head: h.head,
    body: length - h.head,
    number: h.number,
    typeFrom: scan.typeFrom,
    typeTo: scan.typeTo,
    method: later || h.reply ? '' : h.method,
    status: later || !h.reply ? -1 : statusOf(scan.start),
    host: named ? h.host : '',
    target: named ? h.target : '',
    before: undefined,
  };
  if (later) return m;
  if (h.answers > 0) m.answers = h.answers;
  if (asked === undefined || asked.answered) return m;
  asked.whole = true;
  m.asks = h.number;
  return m;
};

const statusOf = ({ secondFrom, secondTo, status }: StartLine): number => (secondTo - secondFrom === 3 ? status : -1);

type Writable = { -readonly [K in keyof HttpMessage]: HttpMessage[K] };
