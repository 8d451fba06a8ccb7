/** The talk of SOCKS 4, 4a and 5 in a stream: who is next to say what, and what both sides speak when the tunnel stands. */
import { type Bytes, u8, u16 } from '../../core/bytes.ts';
import { type Message, MORE, type Read, type Reader, type Side } from '../../wire/stream.ts';
import { tunnelled } from '../shared/tunnelled.ts';

export const Part = { request4: 0, reply4: 1, methods: 2, method: 3, login: 4, status: 5, request5: 6, reply5: 7 } as const;
export type Part = (typeof Part)[keyof typeof Part];

export interface SocksMessage extends Message {
  readonly part: Part;
  /** What was asked for, in a reply that does not say it again. */
  readonly command?: number;
}

interface SocksTalk {
  /** What comes next; undefined: the tunnel. */
  next: Part | undefined;
  command: number;
  port: number;
  /** Replies that were not a refusal: BIND has two. */
  replies: number;
  asked: number;
  become: Read<never> | undefined;
}

type Found = Read<SocksMessage>;

export const socksReader: Reader<SocksTalk, SocksMessage> = {
  begins: ['\u0004\u0005', ''],
  // Only requests that can be told from chance: a list of methods that is just as long as it says, a request for a port with a user's name.
  guess: (b, o, end, from) => (from === 0 && isBeginning(b, o, end) ? 0.55 : 0),
  open: () => ({ next: Part.methods, command: 0, port: 0, replies: 0, asked: 0, become: undefined }),
  read(talk, from, b, o, end, closed) {
    if (talk.become !== undefined) return talk.become;
    if (end === o) return MORE;
    if (talk.next === undefined) return becoming(talk, from, b, o, end, closed);
    if (talk.asked === 0 && from === 0 && u8(b, o) === 4) talk.next = Part.request4;
    if (sideOf(talk.next) !== from)
      return end - o < MOST_AHEAD ? MORE : { kind: 'fault', length: 0, text: 'the other side has not answered' };
    const length = lengthOf(talk.next, b, o, end);
    if (length < 0) return { kind: 'fault', length: 0, text: 'no SOCKS: it begins with its version, 4 or 5' };
    if (length === 0) return MORE;
    return taken(talk, from, b, o, length);
  },
};

/** A client may send what is meant for its target before it is connected. */
const MOST_AHEAD = 65_536;

const sideOf = (part: Part): Side => (part === Part.reply4 || part === Part.method || part === Part.status || part === Part.reply5 ? 1 : 0);

/** Of the message that begins at `o`: 0 where it is not whole, -1 where it is none. */
const lengthOf = (part: Part, b: Bytes, o: number, end: number): number => {
  const first = u8(b, o);
  if (first !== FIRST[part]) return -1;
  const length = wanted(part, b, o, end);
  return length > 0 && o + length <= end ? length : Math.min(length, 0);
};

const FIRST: Readonly<Record<Part, number>> = [4, 0, 5, 5, 1, 1, 5, 5] as const;

/** How long it says that it is; 0 where that cannot be seen yet. */
const wanted = (part: Part, b: Bytes, o: number, end: number): number => {
  if (part === Part.request4) return requestLength(b, o, end);
  if (part === Part.reply4) return 8;
  if (part === Part.method || part === Part.status) return 2;
  if (part === Part.methods) return end - o < 2 ? 0 : 2 + u8(b, o + 1);
  if (part === Part.login) return loginLength(b, o, end);
  return end - o < 5 ? 0 : addressLength(b, o + 3) < 0 ? -1 : 3 + addressLength(b, o + 3) + 2;
};

const requestLength = (b: Bytes, o: number, end: number): number => {
  const user = zeroFrom(b, o + 8, end);
  if (user <= 0) return user;
  if (!isNamed(b, o)) return user - o;
  const name = zeroFrom(b, user, end);
  return name <= 0 ? name : name - o;
};

/** RFC 1928 calls it so: an address of no host (0.0.0.x) says that a name stands at the end. */
export const isNamed = (b: Bytes, o: number): boolean =>
  u8(b, o + 4) === 0 && u8(b, o + 5) === 0 && u8(b, o + 6) === 0 && u8(b, o + 7) !== 0;

const MOST_TEXT = 255;
/** Behind the next zero; 0 where it is not there yet, -1 where it will not be. */
const zeroFrom = (b: Bytes, from: number, end: number): number => {
  for (let i = from; i < end; i++) if (u8(b, i) === 0) return i + 1;
  return end - from > MOST_TEXT ? -1 : 0;
};

const loginLength = (b: Bytes, o: number, end: number): number => {
  if (end - o < 2) return 0;
  const password = o + 2 + u8(b, o + 1);
  return password >= end ? 0 : 3 + u8(b, o + 1) + u8(b, password);
};

/** Of the address with the byte that says its kind; -1 where that is none. */
export const addressLength = (b: Bytes, o: number): number => {
  const kind = u8(b, o);
  return kind === 1 ? 5 : kind === 4 ? 17 : kind === 3 ? 2 + u8(b, o + 1) : -1;
};

const taken = (talk: SocksTalk, from: Side, b: Bytes, o: number, length: number): Found => {
  const part = talk.next ?? Part.methods;
  const next = STEPS[part](talk, b, o, length);
  talk.next = next === 'over' ? undefined : next;
  if (next === 'over' && !isGranted(part, b, o)) talk.become = { kind: 'become', protocol: '', length: 0 };
  const order = from === 0 ? { asks: ++talk.asked } : { answers: talk.asked };
  return { kind: 'message', length, message: { part, ...order, ...(part === Part.reply5 && { command: talk.command }) } };
};

const isGranted = (part: Part, b: Bytes, o: number): boolean => u8(b, o + 1) === (part === Part.reply4 ? GRANTED : 0);
const GRANTED = 90;

const BIND = 2;
type Step = (talk: SocksTalk, b: Bytes, o: number, length: number) => Part | 'over';

/** What comes behind each part. */
const STEPS: readonly [Step, Step, Step, Step, Step, Step, Step, Step] = [
  (talk, b, o) => {
    talk.command = u8(b, o + 1);
    talk.port = u16(b, o + 2);
    return Part.reply4;
  },
  (talk, b, o) => replied(talk, Part.reply4, isGranted(Part.reply4, b, o)),
  () => Part.method,
  (_talk, b, o) => (u8(b, o + 1) === 0 ? Part.request5 : u8(b, o + 1) === 2 ? Part.login : 'over'),
  () => Part.status,
  (_talk, b, o) => (u8(b, o + 1) === 0 ? Part.request5 : 'over'),
  (talk, b, o, length) => {
    talk.command = u8(b, o + 1);
    talk.port = u16(b, o + length - 2);
    return Part.reply5;
  },
  (talk, b, o) => replied(talk, Part.reply5, isGranted(Part.reply5, b, o)),
];

/** BIND is answered twice: where it listens, and who came. */
const replied = (talk: SocksTalk, part: Part, granted: boolean): Part | 'over' =>
  granted && talk.command === BIND && ++talk.replies === 1 ? part : 'over';

const becoming = (talk: SocksTalk, from: Side, b: Bytes, o: number, end: number, closed: boolean): Read<never> => {
  const protocol = tunnelled(talk.port, from, b, o, end);
  if (protocol === undefined && !closed) return MORE;
  talk.become = { kind: 'become', protocol: protocol ?? '', length: 0 };
  return talk.become;
};

const isBeginning = (b: Bytes, o: number, end: number): boolean => {
  if (u8(b, o) === 5) return end - o >= 3 && end - o === 2 + u8(b, o + 1) && b.subarray(o + 2, end).includes(0);
  if (u8(b, o) !== 4 || end - o < 9 || (u8(b, o + 1) !== 1 && u8(b, o + 1) !== BIND)) return false;
  return requestLength(b, o, end) === end - o;
};
