/** Checks that several exercises have in common. */
import type { Said } from '../../core/words.ts';
import {
  type Evidence,
  echoesOf,
  endOf,
  handshakeOf,
  packetsOf,
  resetOf,
  saidBy,
  type Talk,
  type Turn,
  talksAt,
  textOf,
  turnsOf,
} from './evidence.ts';
import { done, type Finding, firstDone, type Goal, notYet, type Question } from './exercise.ts';
import { labSayer, labText } from './words.ts';

const say = labSayer('checks');
const text = labText('checks');
const sayLab = labSayer('lab');

/** A check over the conversations at a place; the best of them counts. */
export const atPlace =
  (place: string, nothing: Said, check: (talk: Talk) => Finding): Goal['check'] =>
  (seen) =>
    firstDone(talksAt(seen, place).map(check), nothing);

export const isConnected = (place: string, hint: Said): Goal => ({
  what: text('connected'),
  hint,
  check: atPlace(place, say('noClient'), (talk) => {
    const packets = handshakeOf(talk);
    if (packets === undefined) return notYet(say('noAnswerToSyn'));
    const [syn, answer, third] = packets.map(String) as [string, string, string];
    return done(say('opened', { syn, answer, third }));
  }),
});

export const isEchoed = (place: string, what: Said, hint: Said): Goal => ({
  what,
  hint,
  check: atPlace(place, say('noMessage'), echoFinding),
});

const echoFinding = (talk: Talk): Finding => {
  const { echoes, wrong } = echoesOf(talk);
  const [first] = echoes;
  if (wrong !== undefined) return wrongEcho(wrong);
  if (first !== undefined) {
    const { sent, packets } = first;
    return done(say('echoed', { text: textOf(sent.bytes), sent: packetsOf(sent.packets), back: packetsOf(packets) }));
  }
  const turn = turnsOf(talk).find((t) => t.side === 0);
  if (turn === undefined) return notYet(say('noMessage'));
  const waits = { text: textOf(turn.bytes), sent: packetsOf(turn.packets) };
  const back = saidBy(talk, 1);
  return notYet(back.length === 0 ? say('waiting', waits) : say('partly', { ...waits, got: textOf(back) }));
};

const wrongEcho = ({ packet, expected, got, isEarly }: NonNullable<ReturnType<typeof echoesOf>['wrong']>): Finding => {
  const found = { packet: String(packet), got: textOf(got) };
  if (isEarly) return notYet(say('earlyBack', found));
  return notYet(expected.length === 0 ? say('moreBack', found) : say('otherBack', { ...found, sent: textOf(expected) }));
};

export const severalEchoes = (place: string): Goal => ({
  what: text('several'),
  hint: text('severalHint'),
  check: atPlace(place, say('noMessage'), (talk) => {
    const { echoes, wrong } = echoesOf(talk);
    if (wrong !== undefined) return wrongEcho(wrong);
    const [a, b] = echoes;
    const { tag } = talk;
    if (a === undefined || b === undefined) return notYet(say('fewMessages', { count: echoes.length, tag }));
    return done(say('severalFound', { tag, first: textOf(a.sent.bytes), second: textOf(b.sent.bytes) }));
  }),
});

export const bothEnd = (place: string): Goal => ({
  what: text('bothEnd'),
  hint: text('bothEndHint'),
  check: atPlace(place, say('noConnection'), (talk) => {
    const { tag, client } = talk;
    const [a, b, reset] = [endOf(talk, 0), endOf(talk, 1), resetOf(talk)];
    if (a !== undefined && b !== undefined) return done(say('ends', { client: String(a.number), server: String(b.number) }));
    return notYet(reset === undefined ? say('open', { tag, client }) : say('cut', { packet: String(reset.number), tag }));
  }),
});

type Numbers = (seen: Evidence) => readonly number[];

/** The number of one of these packets. */
export const asksPacket = (ask: Said, packets: Numbers): Question => ({
  ask,
  check: (answer, seen) => packetFinding(answer, packets(seen)),
});

/** The numbers of all these packets. */
export const asksPackets = (ask: Said, packets: Numbers): Question => ({
  ask,
  check: (answer, seen) => {
    const right = packets(seen);
    const found = packetFinding(answer, right);
    const left = right.filter((n) => !numbersIn(answer).includes(n)).length;
    return found.done && left > 0 ? notYet(sayLab('morePackets', { count: left })) : found;
  },
});

const packetFinding = (answer: string, right: readonly number[]): Finding => {
  const numbers = numbersIn(answer);
  if (right.length === 0) return notYet(sayLab('nothingYet'));
  if (numbers.length === 0) return notYet(sayLab('number'));
  const wrong = numbers.find((n) => !right.includes(n));
  return wrong === undefined ? done(sayLab('right')) : notYet(sayLab('otherPacket', { number: String(wrong) }));
};

const numbersIn = (answer: string): readonly number[] => (answer.match(/\d+/g) ?? []).map(Number);

/** The turns of the client, or of the server, in the order of all conversations at the place. */
export const turnsAt = (seen: Evidence, place: string, side: 0 | 1): readonly Turn[] =>
  talksAt(seen, place).flatMap((talk) => turnsOf(talk).filter((t) => t.side === side));
