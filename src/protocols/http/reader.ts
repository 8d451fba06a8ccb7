/** HTTP/1 out of the bytes of a conversation: requests and replies in their order (RFC 9112), until both sides speak something else. */
import { type Bytes, fromUtf8, u8, utf8 } from '../../core/bytes.ts';
import { MORE, type Read, type Reader, type Side } from '../../wire/stream.ts';
import { sameText, startsWith } from '../shared/text.ts';
import { tunnelled } from '../shared/tunnelled.ts';
import { beginChunks, beginLength, beginToEnd, body, finish } from './bodies.ts';
import { findStart, LARGEST_SKIP, LOOK_AHEAD, MOST_SKIPS } from './find-start.ts';
import { LARGEST_HEAD, Scanned, scanHead, Transfer, takeLast } from './head-scan.ts';
import { type HttpMessage, Kind, LONGEST_TARGET, Mark } from './message.ts';
import { guessStart, PREFACE, Start } from './start-line.ts';
import { type Half, lose, MOST_ASKED, nextMessage, openTalk, Phase, peer, type Talk } from './talk.ts';

type Found = Read<HttpMessage>;

export const httpReader: Reader<Talk, HttpMessage> = {
  guess: guessStart,
  open: openTalk,
  lineEnd: utf8('\r\n\r\n'),
  placed(t, message, frame) {
    if (message.kind === Kind.part) return;
    const isReply = message.kind === Kind.reply;
    const { request, reply } = t.exchange;
    if (reply !== 0 || (!isReply && request !== 0)) {
      t.before = t.exchange;
      t.exchange = { request: 0, reply: 0 };
    }
    t.exchange[isReply ? 'reply' : 'request'] = frame;
    message.before = t.before;
  },
  read: (t, from, b, o, end, closed) =>
    t.become ?? (t.tunnel < 0 ? readHalf(t, t.halves[from], b, o, end, closed) : throughTunnel(t, from, b, o, end, closed)),
  tellsBegun({ halves }, from, before) {
    const { phase, head } = halves[from];
    return phase === Phase.head || phase === Phase.chunks || (before < head && (phase === Phase.length || phase === Phase.toEnd));
  },
  resume(t, from) {
    const h = t.halves[from];
    lose(h, true, 0);
    h.skips = 0;
    t.asked = [];
    return true;
  },
};

const readHalf = (t: Talk, h: Half, b: Bytes, o: number, end: number, closed: boolean): Found => {
  switch (h.phase) {
    case Phase.head:
      return head(t, h, b, o, end, closed);
    case Phase.wait:
      if (end - o <= LARGEST_HEAD) return MORE;
      h.phase = Phase.head;
      return head(t, h, b, o, end, closed);
    case Phase.lost:
      return search(h, b, o, end, closed) ?? head(t, h, b, o, end, closed);
    default:
      return body(h, b, o, end, closed);
  }
};

// ---- heads -----------------------------------------------------------------------------------------------------------

const head = (t: Talk, h: Half, b: Bytes, o: number, end: number, closed: boolean): Found => {
  const length = scanHead(h.scan, b, o, end);
  if (length === Scanned.none) return notHttp(t, h, b, o, end, closed);
  if (length === Scanned.large) {
    lose(h, false, 0);
    return { kind: 'fault', length: LARGEST_HEAD, text: `a head of more than ${LARGEST_HEAD} bytes is not read`, severity: 'error' };
  }
  if (length > 0) return take(t, h, b, o, end, closed, length);
  return closed && end > o ? endedInHead(t, h, b, o, end) : MORE;
};

/** The connection ended inside a head: what there is of it is shown if it has a first line. */
const endedInHead = (t: Talk, h: Half, b: Bytes, o: number, end: number): Found => {
  if (h.scan.start.kind === Start.none) {
    nextMessage(h);
    return { kind: 'fault', length: end - o, text: 'the connection ends inside a first line', severity: 'note' };
  }
  h.head = end - o;
  takeLast(h.scan, b, o);
  begin(t, h, b, o);
  h.marks = (h.marks & (Mark.connect | Mark.noBody)) | Mark.cutHead;
  return finish(h, end - o);
};

const take = (t: Talk, h: Half, b: Bytes, o: number, end: number, closed: boolean, length: number): Found => {
  h.head = length;
  if (startsWith(b, o + h.scan.lead, o + length, PREFACE)) return becoming(t, 'http2');
  begin(t, h, b, o);
  return h.phase === Phase.head ? finish(h, length) : body(h, b, o, end, closed);
};

const begin = (t: Talk, h: Half, b: Bytes, o: number): void => {
  h.found = true;
  h.skips = 0;
  h.reply = h.scan.start.kind === Start.reply;
  if (h.reply) beginReply(t, h, b, o);
  else beginRequest(t, h, b, o);
  if (h.scan.hasSecret) h.marks |= Mark.secret;
  if (h.scan.hasForm) h.marks |= Mark.form;
  if (isOdd(h)) h.marks |= Mark.odd;
};

/** Whether what is kept of host and target is less, or another text, than the tree shows. */
const isOdd = ({ reply, scan, host, target }: Half): boolean =>
  reply ? scan.hostTo > 0 : scan.oddHost || (host === '' && scan.hostTo > 0) || !PLAIN.test(host) || target === '' || !PLAIN.test(target);
/** Printable ASCII. */
const PLAIN = /^[ -~]*$/;

const beginRequest = (t: Talk, h: Half, b: Bytes, o: number): void => {
  const { start, lead, transfer, length, hostFrom, hostTo } = h.scan;
  const [from, to] = [o + lead, o + start.firstTo];
  const connect = to - from === 7 && startsWith(b, from, to, 'CONNECT');
  const simple = start.kind === Start.simple;
  h.number = ++t.requests;
  h.asked = {
    number: h.number,
    head: to - from === 4 && startsWith(b, from, to, 'HEAD'),
    connect,
    port: connect ? portAt(b, o + start.secondFrom, o + start.secondTo) : 0,
    simple,
    whole: false,
    answered: false,
  };
  if (t.asked.length >= MOST_ASKED) t.asked = [];
  t.asked.push(h.asked);
  h.method = text(h.method, b, from, to);
  h.host = text(h.host, b, o + hostFrom, o + hostTo);
  h.target = text(h.target, b, o + start.secondFrom, o + start.secondTo);
  h.marks = (connect ? Mark.connect : 0) | (simple ? Mark.simple : 0);
  if (transfer === Transfer.chunked) beginChunks(h);
  else if (transfer === Transfer.none) beginLength(h, length);
};

/** The digits behind the last colon. */
const portAt = (b: Bytes, from: number, to: number): number => {
  let port = 0;
  for (let i = from; i < to; i++) port = u8(b, i) === COLON ? 0 : (port * 10 + u8(b, i) - ZERO) & 0xffff;
  return port;
};
const [COLON, ZERO] = [58, 48];

/** RFC 9112 §6.3: how long the body of a reply is hangs on what was asked. */
const beginReply = (t: Talk, h: Half, b: Bytes, o: number): void => {
  const { start, transfer, length } = h.scan;
  const { status } = start;
  const last = status >= 200 || status === 101 || status < 100;
  const asked = answered(t, h, last);
  const connected = asked?.connect === true && status >= 200 && status < 300;
  if (connected) t.tunnel = asked.port;
  else if (status === 101) becoming(t, upgraded(h, b, o));
  else if (last && asked?.connect && peer(t, h).phase === Phase.wait) peer(t, h).phase = Phase.head;
  if (asked?.head) h.marks = Mark.noBody;
  if (asked?.head || connected || !last || status === 101 || status === 204 || status === 304) return;
  if (transfer === Transfer.chunked) beginChunks(h);
  else if (transfer === Transfer.none && length >= 0) beginLength(h, length);
  else beginToEnd(h);
};

/** The request that is replied to, off the queue where this is the `last` word on it (RFC 9110 §15.2: 1xx are news on the way). */
const answered = (t: Talk, h: Half, last: boolean): Half['asked'] => {
  const [asked] = t.asked;
  if (last) t.replies++;
  h.number = asked?.number ?? Math.max(1, t.replies);
  if (!last || asked === undefined) return asked;
  t.asked.shift();
  asked.answered = true;
  h.answers = asked.whole ? asked.number : 0;
  return asked;
};

/** What CONNECT has opened carries what its first bytes say, or what the port is for. */
const throughTunnel = (t: Talk, from: Side, b: Bytes, o: number, end: number, closed: boolean): Found => {
  if (o === end) return MORE;
  const protocol = tunnelled(t.tunnel, from, b, o, end);
  return protocol === undefined && !closed ? MORE : becoming(t, protocol ?? '');
};

/** From the next call on. */
const becoming = (t: Talk, protocol: string): Found => {
  t.become = { kind: 'become', protocol, length: 0 };
  return t.become;
};

const UPGRADES: readonly (readonly [token: string, protocol: string])[] = [
  ['websocket', 'websocket'],
  ['h2c', 'http2'],
  ['tls/1.0', 'tls'],
  ['tls/1.2', 'tls'],
];
const upgraded = ({ scan }: Half, b: Bytes, o: number): string =>
  UPGRADES.find(([token]) => sameText(b, o + scan.upgradeFrom, o + scan.upgradeTo, token))?.[1] ?? '';

/** Bytes as text; the text that was there before where it is the same: most requests of a conversation go to one host. */
const text = (before: string, b: Bytes, from: number, to: number): string => {
  if (to - from > LONGEST_TARGET) return '';
  if (to - from === before.length && startsWith(b, from, to, before)) return before;
  let s = '';
  for (let i = from; i < to; i++) {
    if (to - from > SHORT || u8(b, i) > 127) return fromUtf8(b.subarray(from, to));
    s += String.fromCharCode(u8(b, i));
  }
  return s;
};
/** Up to here single characters are quicker than a decoder. */
const SHORT = 12;

// ---- what is no message ----------------------------------------------------------------------------------------------

const notHttp = (t: Talk, h: Half, b: Bytes, o: number, end: number, closed: boolean): Found => {
  if (t.asked[0]?.simple) {
    beginSimpleReply(t, h);
    return body(h, b, o, end, closed);
  }
  if (!h.found) return { kind: 'fault', length: 0, text: 'no HTTP message begins here', severity: 'note' };
  lose(h, false, 1);
  return search(h, b, o, end, closed) ?? MORE;
};

/** HTTP/0.9: all that the server says is the body. */
const beginSimpleReply = (t: Talk, h: Half): void => {
  nextMessage(h);
  h.found = true;
  h.reply = true;
  answered(t, h, true);
  h.marks = Mark.simple;
  beginToEnd(h);
};

/** Skips what is no message; undefined where one begins. */
const search = (h: Half, b: Bytes, o: number, end: number, closed: boolean): Found | undefined => {
  const there = end - o;
  const start = findStart(b, o + h.scan.at, o + Math.min(there, LARGEST_SKIP), o + h.earliest, end);
  if (start >= 0) {
    nextMessage(h);
    return start === o ? undefined : skip(h, start - o);
  }
  // A version that is not followed by enough is looked at again.
  const to = Math.min(closed ? there : there - LOOK_AHEAD, LARGEST_SKIP);
  h.scan.at = Math.max(h.scan.at, to);
  if (to < LARGEST_SKIP) return closed && there > 0 ? skip(h, there) : MORE;
  lose(h, h.gap, 0);
  return skip(h, ++h.skips > MOST_SKIPS ? 0 : LARGEST_SKIP);
};

const skip = (h: Half, length: number): Found =>
  h.gap
    ? { kind: 'fault', length, text: 'part of a message whose beginning was not captured', severity: 'note' }
    : {
        kind: 'fault',
        length,
        text: 'neither a request nor a reply: another length of the message before would explain it',
        severity: 'warn',
      };
