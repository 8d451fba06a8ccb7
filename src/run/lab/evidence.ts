/** Evidence: what was seen of the conversations of an exercise, and what its checks ask of it. */
import { type Bytes, concat } from '../../core/bytes.ts';
import { cut, visibleBytes } from '../../core/text.ts';
import type { Said } from '../../core/words.ts';
import { ACK, FIN, RST, type Segment, SYN } from '../../view/segment.ts';
import { labSayer } from './words.ts';

/** A packet of a conversation; its payload is cut where the lab remembers no more. */
export interface Seen extends Segment {
  /** 0: the client sent it. */
  readonly side: 0 | 1;
  /** Bytes that it carried. */
  readonly length: number;
}

/** One conversation at a place of the exercise. */
export interface Talk {
  /** `#1` */
  readonly tag: string;
  /** Name of the place. */
  readonly place: string;
  readonly framing: 'stream' | 'datagram';
  readonly client: string;
  readonly server: string;
  readonly names: readonly [client: string, server: string];
  readonly seen: readonly Seen[];
  /** The client's program had closed it before anybody read what it sent. */
  readonly hasLeft: boolean;
}

export interface Evidence {
  readonly talks: readonly Talk[];
  /** What was answered to the questions of the exercise, in their order. */
  readonly answers: readonly (string | undefined)[];
}

/** Bytes of one side without a break by the other. */
export interface Turn {
  readonly side: 0 | 1;
  readonly bytes: Bytes;
  readonly packets: readonly number[];
}

export const talksAt = (seen: Evidence, place: string): readonly Talk[] => seen.talks.filter((t) => t.place === place);

/** The numbers of the packets that open a connection: SYN, SYN+ACK, ACK; undefined where one is missing. */
export const handshakeOf = ({ seen }: Talk): readonly [number, number, number] | undefined => {
  const syn = seen.find((p) => p.side === 0 && (p.flags & (SYN | ACK)) === SYN);
  const answer = seen.find((p) => p.side === 1 && (p.flags & (SYN | ACK)) === (SYN | ACK));
  const third = answer && seen.find((p) => p.side === 0 && p.number > answer.number && (p.flags & (SYN | RST)) === 0);
  return syn && answer && third ? [syn.number, answer.number, third.number] : undefined;
};

/** The packet in which a side ended its direction. */
export const endOf = ({ seen }: Talk, side: 0 | 1): Seen | undefined => seen.find((p) => p.side === side && (p.flags & FIN) !== 0);
/** The packet that cut it; by that side, where one is named. */
export const resetOf = ({ seen }: Talk, side?: 0 | 1): Seen | undefined =>
  seen.find((p) => (p.flags & RST) !== 0 && (side === undefined || p.side === side));

/** Neither side will say anything more. */
export const isOver = (talk: Talk): boolean =>
  resetOf(talk) !== undefined || (endOf(talk, 0) !== undefined && endOf(talk, 1) !== undefined);

/** What each side said, in turns. */
export const turnsOf = ({ seen }: Talk): readonly Turn[] => {
  const turns: { side: 0 | 1; parts: Bytes[]; packets: number[] }[] = [];
  for (const { side, payload, number, length } of seen) {
    if (length === 0) continue;
    const last = turns.at(-1);
    if (last?.side === side) {
      last.parts.push(payload);
      last.packets.push(number);
    } else turns.push({ side, parts: [payload], packets: [number] });
  }
  return turns.map(({ side, parts, packets }) => ({ side, bytes: concat(parts), packets }));
};

/** When the first of these packets went, in seconds since 1970. */
export const timeOf = ({ seen }: Talk, [first]: readonly number[]): number => seen.find((p) => p.number === first)?.at?.seconds ?? 0;

/** All that a side said. */
export const saidBy = ({ seen }: Talk, side: 0 | 1): Bytes => concat(seen.filter((p) => p.side === side).map((p) => p.payload));
export const lengthOf = ({ seen }: Talk, side: 0 | 1): number => seen.reduce((n, p) => (p.side === side ? n + p.length : n), 0);

/** A message and the packets that brought the same bytes back. */
export interface Echo {
  readonly sent: Turn;
  readonly packets: readonly number[];
}

/** Where what came back is not what was sent. */
export interface WrongEcho {
  /** Packet that brought the wrong byte. */
  readonly packet: number;
  readonly expected: Bytes;
  readonly got: Bytes;
  /** It came before anything like it had been sent. */
  readonly isEarly?: boolean;
}

/** Each message of the client with the packets of its echo, as far as it came; and the first byte that is another. */
export const echoesOf = (talk: Talk): { readonly echoes: readonly Echo[]; readonly wrong: WrongEcho | undefined } =>
  talk.framing === 'datagram' ? datagramEchoes(talk) : streamEchoes(talk);

const streamEchoes = (talk: Talk): ReturnType<typeof echoesOf> => {
  const [sent, back] = [saidBy(talk, 0), saidBy(talk, 1)];
  const same = commonLength(sent, back);
  const replies = rangesOf(talk, 1);
  const early = earlyEcho(talk, replies);
  if (early !== undefined) return { echoes: [], wrong: { ...early, got: back.subarray(early.from) } };
  const echoes: Echo[] = [];
  let from = 0;
  for (const turn of turnsOf(talk).filter((t) => t.side === 0)) {
    const to = from + turn.bytes.length;
    if (to <= same) echoes.push({ sent: turn, packets: replies.filter((r) => r.from < to && r.to > from).map((r) => r.number) });
    from = to;
  }
  if (same === back.length || same === sent.length) {
    const extra = same === sent.length && back.length > same ? replies.find((r) => r.to > same) : undefined;
    return { echoes, wrong: extra && { packet: extra.number, expected: new Uint8Array(0), got: back.subarray(same) } };
  }
  const packet = replies.find((r) => r.from <= same && same < r.to)?.number ?? 0;
  const line = same === 0 ? 0 : sent.lastIndexOf(10, same - 1) + 1;
  return { echoes, wrong: { packet, expected: sent.subarray(line), got: back.subarray(line) } };
};

/** What answers nothing that was sent before it is no echo, even if it says the same. */
const earlyEcho = (
  talk: Talk,
  replies: ReturnType<typeof rangesOf>,
): { packet: number; from: number; expected: Bytes; isEarly: true } | undefined => {
  const messages = rangesOf(talk, 0);
  const sentBefore = (number: number): number => messages.findLast((m) => m.number < number)?.to ?? 0;
  const early = replies.find((r) => r.from >= sentBefore(r.number) && r.from < (messages.at(-1)?.to ?? 0));
  return early && { packet: early.number, from: early.from, expected: new Uint8Array(0), isEarly: true };
};

/** In order: a datagram is answered by the next one that comes back. */
const datagramEchoes = (talk: Talk): ReturnType<typeof echoesOf> => {
  const echoes: Echo[] = [];
  const waiting: Seen[] = [];
  for (const p of talk.seen) {
    if (p.side === 0) {
      waiting.push(p);
      continue;
    }
    const k = waiting.findIndex((w) => w.length === p.length && commonLength(w.payload, p.payload) === p.payload.length);
    const [sent] = waiting.splice(Math.max(0, k), 1);
    if (k < 0 || sent === undefined)
      return { echoes, wrong: { packet: p.number, expected: sent?.payload ?? new Uint8Array(0), got: p.payload } };
    echoes.push({ sent: { side: 0, bytes: sent.payload, packets: [sent.number] }, packets: [p.number] });
  }
  return { echoes, wrong: undefined };
};

const rangesOf = ({ seen }: Talk, side: 0 | 1): readonly { readonly number: number; readonly from: number; readonly to: number }[] => {
  let from = 0;
  return seen.flatMap((p) => {
    if (p.side !== side || p.length === 0) return [];
    const range = { number: p.number, from, to: from + p.payload.length };
    from = range.to;
    return [range];
  });
};

const commonLength = (a: Bytes, b: Bytes): number => {
  const most = Math.min(a.length, b.length);
  for (let i = 0; i < most; i++) if (a[i] !== b[i]) return i;
  return most;
};

/** Bytes as a short text. */
export const textOf = (bytes: Bytes, most = 40): string => cut(visibleBytes(bytes).replace(/(\\r)?\\n$/, ''), most);

/** `packet 4`, `packets 4, 5 and 7`. */
export const packetsOf = (numbers: readonly number[]): Said => {
  const [first = 0, ...more] = numbers;
  const last = more.at(-1);
  if (last === undefined) return sayLab('packet', { number: String(first) });
  if (numbers.length > 4) return sayLab('packetRange', { first: String(first), last: String(last) });
  return sayLab('packets', { numbers: numbers.map(String) });
};

const sayLab = labSayer('lab');
