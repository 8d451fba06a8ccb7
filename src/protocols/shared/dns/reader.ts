/** Messages in a stream: each behind two bytes that say how long it is (RFC 1035 §4.2.2, RFC 7766). */
import { type Bytes, u8, u16 } from '../../../core/bytes.ts';
import { type Message, MORE, more, type Read, type Reader, type Side } from '../../../wire/stream.ts';
import { behindName } from '../dns-name.ts';
import { HEADER } from './header.ts';
import { OPCODES, TYPES } from './types.ts';

const PREFIX = 2;
const REPLY = 0x8000;
/** Bytes of the shortest question and the shortest record. */
const QUESTION = 5;
const RECORD = 11;

interface Talk {
  /** Whether a message of each side was read. */
  readonly known: [boolean, boolean];
}

/** Whether the header at `o` can be that of a message of `length` bytes. */
const isPlausible = (b: Bytes, o: number, length: number): boolean => {
  const flags = u16(b, o + 2);
  const entries = u16(b, o + 4) * QUESTION + (u16(b, o + 6) + u16(b, o + 8) + u16(b, o + 10)) * RECORD;
  return OPCODES[(flags >> 11) & 15] !== undefined && entries <= length - HEADER;
};

const messageOf = (b: Bytes, o: number): Message => {
  const id = u16(b, o);
  return u16(b, o + 2) & REPLY ? { skip: PREFIX, answers: id } : { skip: PREFIX, asks: id };
};

const read = (s: Talk, from: Side, b: Bytes, o: number, end: number, closed: boolean): Read => {
  const there = end - o;
  if (there < PREFIX) return MORE;
  const length = u16(b, o);
  const whole = PREFIX + length;
  if (length < HEADER && (there >= whole || closed)) return tooShort(length, Math.min(whole, there));
  if (length >= HEADER && !s.known[from]) {
    if (there < PREFIX + HEADER) return more(PREFIX + HEADER);
    if (!isPlausible(b, o + PREFIX, length)) return { kind: 'fault', length: 0, text: 'these bytes are not DNS' };
  }
  if (there < whole) return more(whole);
  s.known[from] = true;
  return { kind: 'message', length: whole, message: messageOf(b, o + PREFIX) };
};

const tooShort = (length: number, take: number): Read => ({
  kind: 'fault',
  length: take,
  text: `a message of ${length} bytes: its header takes ${HEADER}`,
});

const guess = (b: Bytes, o: number, end: number): number =>
  end - o > PREFIX && u16(b, o) === end - o - PREFIX ? guessMessage(b, o + PREFIX, end) : 0;

/** One question, whole, with a name and a type and class that are known, and nothing else where nobody has replied. */
export const guessMessage = (b: Bytes, o: number, end: number): number => {
  if (end - o < HEADER + QUESTION || u16(b, o + 4) !== 1 || !isPlausible(b, o, end - o)) return 0;
  const name = behindName(b, o + HEADER, end);
  if (isNetbios(b, o + HEADER, end)) return 0;
  if (name < 0 || name + 4 > end || !TYPES_KNOWN.has(u16(b, name)) || u16(b, name + 2) !== INTERNET) return 0;
  const isQuery = (u16(b, o + 2) & REPLY) === 0;
  if (isQuery && (u16(b, o + 6) !== 0 || (u16(b, o + 10) === 0 && name + 4 !== end))) return 0;
  return 0.8;
};
/** Names of NetBIOS over TCP/IP are coded in 32 letters from A to P (RFC 1001 §14.1); its messages look like those of DNS. */
const isNetbios = (b: Bytes, o: number, end: number): boolean => {
  if (o + 33 > end || u8(b, o) !== 32) return false;
  for (let i = o + 1; i <= o + 32; i++) if (u8(b, i) < 65 || u8(b, i) > 80) return false;
  return true;
};

const INTERNET = 1;
const TYPES_KNOWN: ReadonlySet<number> = new Set(Object.keys(TYPES).map(Number));

export const dnsReader: Reader<unknown> = {
  guess,
  open: (): Talk => ({ known: [false, false] }),
  read: (s, from, b, o, end, closed) => read(s as Talk, from, b, o, end, closed),
  cut: (_, _from, b, o, end) => (end - o < PREFIX + HEADER ? undefined : messageOf(b, o + PREFIX)),
  resume(s, from) {
    (s as Talk).known[from] = false;
    return true;
  },
};

/** Requests and replies in datagrams: a query asks with its number, a response answers that. */
export const exchange = (b: Bytes, o: number, end: number): number | undefined => {
  if (end - o < HEADER) return undefined;
  return u16(b, o + 2) & REPLY ? -1 - u16(b, o) : u16(b, o);
};
