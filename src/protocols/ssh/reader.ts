/** SSH out of the bytes of a conversation: lines until each side has said its version, packets until its keys are new, then what is encrypted. */

import { type Bytes, u8, u32 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { type Message, MORE, more, type Read, type Reader, type Side } from '../../wire/stream.ts';
import { lineFeed, lineTextEnd, startsWith } from '../shared/text.ts';
import { type Agreed, agree, type Lists, readLists } from './agree.ts';
import { actOf, Code, exchangeOf, type Seal, sealOf } from './names.ts';

export type Kind = 'version' | 'line' | 'packet' | 'sealed';

export interface SshMessage extends Message {
  readonly kind: Kind;
  /** From the server. */
  readonly reply: boolean;
  /** Nobody has said a version before. */
  readonly first: boolean;
  /** Its number among its side's packets. */
  readonly number: number;
  /** The method by which keys are agreed on, as far as it is known; and all that both have agreed on. */
  readonly method: string;
  readonly agreed: Agreed | undefined;
  /** How it is encrypted; undefined while it is not. */
  readonly seal: Seal | undefined;
}

/** The longest packet that OpenSSH takes. */
export const LONGEST_PACKET = 262_144;
/** The shortest one (RFC 4253 §6): 16 bytes with its length. */
const SHORTEST_PACKET = 12;
/** Lines before the version may be of any length; longer ones than this are none. */
const LONGEST_LINE = 8192;

interface SideTalk {
  /** What comes next. */
  next: Kind;
  number: number;
  seal: Seal | undefined;
  /** Bytes were missing: where packets begin that are encrypted is not known any more. */
  gap: boolean;
}
interface SshTalk {
  readonly sides: readonly [SideTalk, SideTalk];
  readonly lists: [Lists | undefined, Lists | undefined];
  agreed: Agreed | undefined;
  begun: boolean;
}

type Found = Read<SshMessage>;

export const sshReader: Reader<SshTalk, SshMessage> = {
  unframed: ({ kind, seal }) => kind === 'sealed' && seal?.framed !== true,
  begins: ['S', 'S'],
  guess: (b, o, end) => (startsWith(b, o, end, 'SSH-') ? 0.9 : 0),
  open: () => ({ sides: [begun(), begun()], lists: [undefined, undefined], agreed: undefined, begun: false }),
  read(talk, from, b, o, end, closed) {
    if (end === o) return MORE;
    const side = talk.sides[from];
    if (side.next === 'version') return readLine(talk, from, b, o, end, closed);
    return side.next === 'packet' ? readPacket(talk, from, b, o, end, closed) : readSealed(talk, from, b, o, end);
  },
  cut: (talk, from, b, o, end) => cutMessage(talk, from, b, o, end),
  resume(talk, from) {
    const side = talk.sides[from];
    side.gap = true;
    side.seal = undefined;
    if (side.next === 'packet') side.next = 'version';
    return true;
  },
};

const begun = (): SideTalk => ({ next: 'version', number: 0, seal: undefined, gap: false });

const take = (talk: SshTalk, from: Side, kind: Kind, length: number, order: Message = {}): Found => {
  const { number, seal } = talk.sides[from];
  const method = talk.agreed?.method ?? talk.lists[from]?.method[0] ?? '';
  const first = !talk.begun;
  talk.begun = true;
  return { kind: 'message', length, message: { kind, reply: from === 1, first, number, method, agreed: talk.agreed, seal, ...order } };
};

/** What there is of a message of which the capture cut the end. */
const cutMessage = (talk: SshTalk, from: Side, b: Bytes, o: number, end: number): SshMessage | undefined => {
  const side = talk.sides[from];
  const kind = side.next === 'version' ? firstKind(b, o, end) : side.next;
  const code = kind === 'packet' && end - o >= 6 ? u8(b, o + 5) : undefined;
  if (code === Code.kexInit) talk.lists[from] = talk.agreed = undefined;
  const found = take(talk, from, kind, end - o, code === undefined ? {} : orderOf(talk, from, code));
  if (kind !== 'line') side.next = kind === 'sealed' ? kind : 'packet';
  if (kind === 'packet') side.number++;
  if (code === Code.newKeys) renew(talk, from);
  return found.kind === 'message' ? found.message : undefined;
};

const firstKind = (b: Bytes, o: number, end: number): Kind => {
  if (startsWith(b, o, end, 'SSH-')) return 'version';
  return lineLength(b, o, end, true) > 0 ? 'line' : isClear(b, o, end) ? 'packet' : 'sealed';
};

/** Behind a gap: a packet of the transport itself or of key exchange, with padding as RFC 4253 §6 wants it. */
const isClear = (b: Bytes, o: number, end: number): boolean => {
  if (end - o < 6) return false;
  const [length, padding, code] = [u32(b, o), u8(b, o + 4), u8(b, o + 5)];
  return (
    isPacket(b, o) && length % 4 === 0 && padding >= 4 && padding < length - 1 && ((code >= 1 && code <= 4) || (code >= 20 && code < 50))
  );
};

/** Text up to the end of its line; -1 where it is none, 0 where that cannot be seen yet. */
const lineLength = (b: Bytes, o: number, end: number, closed: boolean): number => {
  const feed = lineFeed(b, o, Math.min(end, o + LONGEST_LINE));
  const to = feed < 0 ? end : lineTextEnd(b, o, feed);
  for (let i = o; i < to; i++) if (!isText(u8(b, i)) && !(u8(b, i) === CR && i === end - 1)) return -1;
  if (feed >= 0) return feed + 1 - o;
  return closed ? end - o : end - o >= LONGEST_LINE ? -1 : 0;
};
const CR = 13;
const isText = (c: number): boolean => (c >= 32 && c < 127) || c === 9;

const readLine = (talk: SshTalk, from: Side, b: Bytes, o: number, end: number, closed: boolean): Found => {
  const length = lineLength(b, o, end, closed);
  if (length === 0) return MORE;
  // A capture that began later: nobody can tell where packets begin that are encrypted.
  if (length < 0) return isClear(b, o, end) ? readPacket(talk, from, b, o, end, closed) : seal(talk, from, b, o, end);
  if (!startsWith(b, o, o + length, 'SSH-')) return take(talk, from, 'line', length);
  const found = take(talk, from, 'version', length, from === 0 ? { asks: 'version' } : { answers: 'version' });
  talk.sides[from].next = fromLatin1(b, o, o + length).startsWith('SSH-1.') && !startsWith(b, o, end, 'SSH-1.99') ? 'sealed' : 'packet';
  return found;
};

const seal = (talk: SshTalk, from: Side, b: Bytes, o: number, end: number): Found => {
  talk.sides[from].next = 'sealed';
  talk.sides[from].seal = undefined;
  return readSealed(talk, from, b, o, end);
};

const isPacket = (b: Bytes, o: number): boolean => {
  const length = u32(b, o);
  return length >= SHORTEST_PACKET && length <= LONGEST_PACKET;
};

const readPacket = (talk: SshTalk, from: Side, b: Bytes, o: number, end: number, closed: boolean): Found => {
  if (end - o < 6) return more(6);
  if (!isPacket(b, o)) return readOther(talk, from, b, o, end, closed);
  const side = talk.sides[from];
  side.next = 'packet';
  const length = 4 + u32(b, o) + (side.seal?.mac ?? 0);
  if (end - o < length) return more(length);
  const code = u8(b, o + 5);
  if (code === Code.kexInit) noteLists(talk, from, b, o, o + length);
  const found = take(talk, from, 'packet', length, orderOf(talk, from, code));
  side.number++;
  if (code === Code.newKeys) renew(talk, from);
  return found;
};

/** A server tells in a line what it does not like. */
const readOther = (talk: SshTalk, from: Side, b: Bytes, o: number, end: number, closed: boolean): Found => {
  const length = lineLength(b, o, end, closed);
  if (length === 0) return MORE;
  return length < 0 ? seal(talk, from, b, o, end) : take(talk, from, 'line', length);
};

const noteLists = (talk: SshTalk, from: Side, b: Bytes, o: number, end: number): void => {
  if (talk.lists[from] !== undefined) talk.lists[0] = talk.lists[1] = undefined;
  talk.lists[from] = readLists(b, o, end);
  const [client, server] = talk.lists;
  talk.agreed = client && server && agree(client, server);
};

/** Which messages answer which. */
const orderOf = (talk: SshTalk, from: Side, code: number): Message => {
  if (code === Code.kexInit) return from === 0 ? { asks: 'lists' } : { answers: 'lists' };
  if (code === Code.newKeys) return from === 0 ? { asks: 'keys' } : { answers: 'keys' };
  const method = talk.agreed?.method ?? talk.lists[from]?.method[0] ?? '';
  const act = actOf(code, exchangeOf(method));
  if (act === 'request' || act === 'group') return from === 0 ? { asks: 'group' } : { answers: 'group' };
  return act === undefined ? {} : from === 0 ? { asks: 'exchange' } : { answers: 'exchange' };
};

const renew = (talk: SshTalk, from: Side): void => {
  const side = talk.sides[from];
  if (side.gap) {
    side.next = 'sealed';
    return;
  }
  side.seal = sealOf(talk.agreed?.cipher[from] ?? '', talk.agreed?.mac[from] ?? '');
  side.next = side.seal.open ? 'packet' : 'sealed';
};

const readSealed = (talk: SshTalk, from: Side, b: Bytes, o: number, end: number): Found => {
  const side = talk.sides[from];
  if (side.seal?.framed !== true) return take(talk, from, 'sealed', end - o);
  if (end - o < 4) return more(4);
  if (!isPacket(b, o)) return seal(talk, from, b, o, end);
  const length = 4 + u32(b, o) + side.seal.mac;
  return end - o < length ? more(length) : take(talk, from, 'sealed', length);
};
