/** Reader: takes the records of TLS out of a stream, one message a record; opens those whose keys are known. */
import { type Bytes, EMPTY, u8, u16, u24 } from '../../core/bytes.ts';
import { type Carried, MORE, more, type Read, type Reader, type Side } from '../../wire/stream.ts';
import { HANDSHAKE_TYPES, Version } from '../shared/tls/names.ts';
import { openSealed } from './find-keys.ts';
import { Content, FRAGMENT, HEADER, MAX_RECORD, NO_CONTENT, NO_PARTS, type TlsMessage } from './message.ts';
import { protocolTitle } from './names.ts';
import { noteHandshake } from './note-handshake.ts';
import type { Plaintext } from './open-record.ts';
import { Epoch, openState, type SideState, type TlsState } from './state.ts';

/** Handshake messages longer than this are not put together: they stay fragments. */
export const MAX_HANDSHAKE = 128 * 1024;

export const tlsReader: Reader<TlsState, TlsMessage> = {
  begins: ['\x14\x15\x16\x17\x18', '\x14\x15\x16\x17\x18'],
  guess: (head, o, end) => guess(head, o, end),
  open: (facts, inside = '') => openState(facts, protocolTitle(inside, facts.ports[1])),
  read: (s, from, b, o, end, closed) => read(s, from, b, o, end, closed),
  delivered: (_, message: Draft, { waiting, parts }) => {
    message.waiting = waiting;
    message.parts = parts;
  },
  cut: (s, from, b, o, end) => cutRecord(s, from, b, o, end),
  resume: (s, from) => resume(s, from),
};

// ---- records ---------------------------------------------------------------------------------------------------------

const isHeader = (b: Bytes, o: number): boolean =>
  u8(b, o) >= Content.changeCipherSpec &&
  u8(b, o) <= Content.heartbeat &&
  u8(b, o + 1) === 3 &&
  u8(b, o + 2) <= 4 &&
  u16(b, o + 3) <= MAX_RECORD;

/** A hello that says what it is; less where a conversation is met in its middle. */
const guess = (b: Bytes, o: number, end: number): number => {
  if (end - o < HEADER + 1 || !isHeader(b, o) || u16(b, o + 3) === 0) return 0;
  const type = u8(b, o + HEADER);
  if (u8(b, o) === Content.handshake) return type === 1 || type === 2 ? 0.95 : HANDSHAKE_TYPES[type] ? 0.6 : 0.4;
  return u8(b, o) === Content.heartbeat ? 0.2 : 0.5;
};

const read = (s: TlsState, from: Side, b: Bytes, o: number, end: number, closed: boolean): Read<TlsMessage> => {
  const there = end - o;
  if (there < HEADER) return ended(there, closed) ?? more(HEADER);
  if (!isHeader(b, o)) return s.sides[from].gap ? skipToRecord(b, o, end) : noRecord(s, from, b, o, end, closed);
  const length = HEADER + u16(b, o + 3);
  if (there < length) return ended(there, closed) ?? more(length);
  const type = u8(b, o);
  if (type === Content.applicationData || isSealed(s, from, b, o, length)) return sealedRecord(s, from, b, o, length);
  return { kind: 'message', length, message: plainRecord(s, from, b, o, length) };
};

const ended = (there: number, closed: boolean): Read<never> | undefined => {
  if (!closed) return undefined;
  return there === 0 ? MORE : { kind: 'fault', length: there, text: 'the stream ends inside a record' };
};

/** A record of which the capture cut the end: its header tells something, if that is there. */
const cutRecord = (s: TlsState, from: Side, b: Bytes, o: number, end: number): TlsMessage | undefined => {
  if (end - o < HEADER) return messageOf(s, NO_CONTENT, NOTHING);
  if (!isHeader(b, o)) return undefined;
  const content = u8(b, o);
  const sealed = content === Content.applicationData || (content !== Content.changeCipherSpec && s.sides[from].changed);
  return messageOf(s, content, NOTHING, s.version, sealed);
};

/** After a gap: the next place that looks like two records, or like one that ends here. */
const skipToRecord = (b: Bytes, o: number, end: number): Read<never> => {
  for (let at = o + 1; at + HEADER <= end; at++) {
    if (!isHeader(b, at)) continue;
    const next = at + HEADER + u16(b, at + 3);
    if (next === end || (next + HEADER <= end && isHeader(b, next)))
      return { kind: 'fault', length: at - o, text: 'bytes before the next record', severity: 'note' };
  }
  return { kind: 'fault', length: Math.max(1, end - o - HEADER - 1), text: 'no record begins here', severity: 'note' };
};

/** The old hello of SSL 2.0 may open a conversation of TLS (RFC 5246 §E.2). Anything else is not TLS. */
const noRecord = (s: TlsState, from: Side, b: Bytes, o: number, end: number, closed: boolean): Read<never> => {
  const old = from === 0 && s.version === 0 && u8(b, o) > 127 && u8(b, o + 2) === 1 && (u8(b, o + 3) === 3 || u16(b, o + 3) === 2);
  if (!old) return { kind: 'fault', length: 0, text: 'this is no record of TLS' };
  const length = 2 + (u16(b, o) & 0x7fff);
  if (end - o < length) return ended(end - o, closed) ?? more(length);
  return { kind: 'fault', length, text: 'a client hello of SSL 2.0, which is not to be used (RFC 6176)' };
};

const resume = (s: TlsState, from: Side): boolean => {
  const side = s.sides[from];
  side.gap = true;
  dropPartial(side);
  return true;
};

// ---- plain records ---------------------------------------------------------------------------------------------------

/** Encrypted before TLS 1.3, where the type of a record stands outside. */
const isSealed = (s: TlsState, from: Side, b: Bytes, o: number, length: number): boolean => {
  const type = u8(b, o);
  if (s.version === Version.tls13 || (type === Content.changeCipherSpec && !(s.sides[from].changed && length > HEADER + 1))) return false;
  const { changed, gap, have, skip } = s.sides[from];
  if (changed && !(s.version === 0 && isHello(b, o, length))) return true;
  if (type === Content.alert) return length !== HEADER + 2;
  const unsure = (s.version === 0 || gap) && have === 0 && skip === 0;
  return unsure && type === Content.handshake && !isHandshake(b, o, length);
};

const isHello = (b: Bytes, o: number, length: number): boolean =>
  u8(b, o) === Content.handshake && length > HEADER + 4 && u8(b, o + HEADER) === 1 && u24(b, o + HEADER + 1) === length - HEADER - 4;

/** Where a conversation is met in its middle or has gaps, what no message can be is encrypted. */
const isHandshake = (b: Bytes, o: number, length: number): boolean =>
  length < HEADER + 4 || (HANDSHAKE_TYPES[u8(b, o + HEADER)] !== undefined && u24(b, o + HEADER + 1) <= MAX_HANDSHAKE);

const plainRecord = (s: TlsState, from: Side, b: Bytes, o: number, length: number): TlsMessage => {
  const type = u8(b, o);
  if (type === Content.handshake) return handshakeRecord(s, from, b, o + HEADER, o + length);
  if (type === Content.alert && length >= HEADER + 2) return messageOf(s, type, says(u8(b, o + HEADER), u8(b, o + HEADER + 1)));
  if (type === Content.changeCipherSpec && s.version !== Version.tls13) changeKeys(s.sides[from]);
  return again(s, from, type, false);
};

/** RFC 5246 §7.1. In TLS 1.3 it means nothing (RFC 8446 §5). */
const changeKeys = (side: SideState): void => {
  side.changed = true;
  side.keys = undefined;
  side.sequence = 0;
  side.missed = 0;
};

const says = (...what: readonly number[]): readonly number[] => what;
const NOTHING: readonly number[] = [];

/** A message while it is made: objects that are spread cost ten times as much. */
type Draft = { -readonly [K in keyof TlsMessage]: TlsMessage[K] };

const messageOf = (s: TlsState, content: number, what: readonly number[], version = s.version, sealed = false): Draft => ({
  version,
  content,
  sealed,
  says: what,
  suite: s.suite,
  resumed: s.resumed,
  protocol: s.protocol,
  headless: false,
  keys: undefined,
  sequence: 0,
  fragments: 0,
  before: undefined,
  waiting: 0,
  parts: NO_PARTS,
});

/** Messages that say nothing of their own are the same object as long as nothing changes. */
const again = (s: TlsState, from: Side, content: number, sealed: boolean): TlsMessage => {
  const side = s.sides[from];
  const { last } = side;
  // Early data is there before it is known which version the server chooses, but only TLS 1.3 has it.
  const version = side.epoch === Epoch.early ? Version.tls13 : s.version;
  if (last?.content === content && last.sealed === sealed && last.version === version && last.protocol === s.protocol) return last;
  side.last = messageOf(s, content, NOTHING, version, sealed);
  return side.last;
};

// ---- sealed records --------------------------------------------------------------------------------------------------

const sealedRecord = (s: TlsState, from: Side, b: Bytes, o: number, length: number): Read<TlsMessage> => {
  const side = s.sides[from];
  const plain = s.facts.tools.crypto === undefined ? undefined : openSealed(s, from, b, o);
  if (plain === undefined) {
    if (side.keys === undefined) side.sequence++;
    if (side.headless) return { kind: 'message', length, message: { ...again(s, from, u8(b, o), true), headless: true } };
    return { kind: 'message', length, message: again(s, from, u8(b, o), true) };
  }
  const { opened, sequence } = side;
  const message = openedRecord(s, from, plain);
  // What a handshake message changes holds for the records behind it.
  message.keys = opened;
  message.sequence = sequence - 1;
  if (plain.content !== Content.applicationData || plain.bytes.length === 0) return { kind: 'message', length, message };
  return { kind: 'message', length, message, carries: carried(s, plain.bytes) };
};

const openedRecord = (s: TlsState, from: Side, { content, bytes }: Plaintext): Draft => {
  if (content === Content.handshake) return handshakeRecord(s, from, bytes, 0, bytes.length);
  if (content === Content.changeCipherSpec && s.version !== Version.tls13) changeKeys(s.sides[from]);
  const what = content === Content.alert && bytes.length >= 2 ? says(u8(bytes, 0), u8(bytes, 1)) : NOTHING;
  return messageOf(s, content, what, s.version || Version.tls13);
};

const carried = (s: TlsState, bytes: Bytes): Carried =>
  s.alpn === '' ? { bytes, table: 'tls.port', key: s.facts.ports[1] } : { bytes, table: 'tls.alpn', key: s.alpn };

// ---- handshake messages ----------------------------------------------------------------------------------------------

const ONE: readonly (readonly number[])[] = Array.from({ length: 256 }, (_, type) => [type]);

/** The messages that end in this record, and what is left over for later ones. */
const handshakeRecord = (s: TlsState, from: Side, b: Bytes, o: number, end: number): Draft => {
  const side = s.sides[from];
  const { fragments } = side;
  const first = side.have > 0 || side.skip > 0 ? continued(s, from, b, o, end) : undefined;
  const found = first?.type === undefined ? [] : [first.type];
  for (let at = first?.next ?? o; at < end; ) {
    const length = end - at < 4 ? Number.POSITIVE_INFINITY : 4 + u24(b, at + 1);
    if (at + length > end) {
      found.push(u8(b, at) | FRAGMENT);
      begin(side, b, at, end, length);
      break;
    }
    found.push(noteHandshake(s, from, b, at));
    at += length;
  }
  const what = found.length === 1 ? (ONE[found[0] ?? 0] ?? found) : found;
  const message = messageOf(s, Content.handshake, what);
  message.fragments = fragments;
  message.before = first?.before;
  return message;
};

const dropPartial = (side: SideState): void => {
  side.partial = EMPTY;
  side.have = 0;
  side.fragments = 0;
  side.skip = 0;
};

/** Keeps the beginning of a message. */
const begin = (side: SideState, b: Bytes, at: number, end: number, length: number): void => {
  dropPartial(side);
  side.fragments = 1;
  if (length > MAX_HANDSHAKE && length !== Number.POSITIVE_INFINITY) side.skip = length - (end - at);
  else keep(side, b, at, end);
};

const keep = (side: SideState, b: Bytes, from: number, to: number): void => {
  const need = side.have + to - from;
  if (need > side.partial.length) {
    const grown = new Uint8Array(Math.max(need, 2 * side.partial.length));
    grown.set(side.partial.subarray(0, side.have));
    side.partial = grown;
  }
  side.partial.set(b.subarray(from, to), side.have);
  side.have = need;
};

interface Continued {
  /** Where the next message starts. */
  readonly next: number;
  /** The type of the message that goes on, marked where it still does. */
  readonly type: number;
  readonly before: Bytes | undefined;
}

/** Goes on with a message that began in earlier records. */
const continued = (s: TlsState, from: Side, b: Bytes, o: number, end: number): Continued => {
  const side = s.sides[from];
  if (side.skip > 0) return skipped(side, o, end);
  const had = side.have;
  if (side.have < 4) keep(side, b, o, Math.min(end, o + 4 - side.have));
  const length = side.have < 4 ? Number.POSITIVE_INFINITY : 4 + u24(side.partial, 1);
  const type = u8(side.partial, 0);
  const at = o + side.have - had;
  if (length > MAX_HANDSHAKE && length !== Number.POSITIVE_INFINITY) {
    side.skip = length - side.have;
    return skipped(side, at, end);
  }
  const next = Math.min(end, o + length - had);
  keep(side, b, at, next);
  if (side.have < length) {
    side.fragments++;
    return { next: end, type: type | FRAGMENT, before: undefined };
  }
  const before = side.partial.slice(0, had);
  const named = noteHandshake(s, from, side.partial, 0);
  dropPartial(side);
  return { next, type: named, before };
};

const skipped = (side: SideState, o: number, end: number): Continued => {
  const taken = Math.min(side.skip, end - o);
  side.skip -= taken;
  side.fragments++;
  if (side.skip === 0) dropPartial(side);
  return { next: o + taken, type: FRAGMENT | 0xff, before: undefined };
};
