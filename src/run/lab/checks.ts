/** Checks that several exercises have in common. */
import {
  type Evidence,
  echoesOf,
  endOf,
  handshakeOf,
  isOver,
  packetsText,
  quoted,
  resetOf,
  type Talk,
  type Turn,
  talksAt,
  turnsOf,
} from './evidence.ts';
import { done, type Finding, firstDone, type Goal, notYet, type Question } from './exercise.ts';

/** A check over the conversations at a place; the best of them counts. */
export const atPlace =
  (place: string, nothing: string, check: (talk: Talk) => Finding): Goal['check'] =>
  (seen) =>
    firstDone(talksAt(seen, place).map(check), nothing);

export const isConnected = (place: string): Goal => ({
  what: 'a client has opened a connection',
  hint: `in another terminal: wirecat {${place}}`,
  check: atPlace(place, 'nobody has connected yet', (talk) => {
    const packets = handshakeOf(talk);
    if (packets === undefined) return notYet('a connection was begun, and not opened');
    const [syn, answer, third] = packets;
    return done(`packets ${syn}, ${answer} and ${third} opened it: SYN, SYN+ACK, ACK`);
  }),
});

export const isEchoed = (place: string, what: string, hint: string): Goal => ({
  what,
  hint,
  check: atPlace(place, 'no message yet', echoFinding),
});

const echoFinding = (talk: Talk): Finding => {
  const { echoes, wrong } = echoesOf(talk);
  const [first] = echoes;
  if (wrong !== undefined) return wrongEcho(wrong);
  if (first !== undefined)
    return done(`the message ${quoted(first.sent.bytes)} is ${packetsText(first.sent.packets)}, its echo ${packetsText(first.packets)}`);
  const turn = turnsOf(talk).find((t) => t.side === 0);
  if (turn === undefined) return notYet('no message yet');
  return notYet(`${quoted(turn.bytes)} is ${packetsText(turn.packets)}, and nothing of it has come back yet`);
};

const wrongEcho = ({ packet, expected, got }: NonNullable<ReturnType<typeof echoesOf>['wrong']>): Finding =>
  notYet(
    expected.length === 0
      ? `packet ${packet} brings back more than was sent: ${quoted(got)}`
      : `packet ${packet} brings back ${quoted(got)} where ${quoted(expected)} was sent: an echo changes nothing`,
  );

export const severalEchoes = (place: string): Goal => ({
  what: 'two messages in one connection',
  hint: 'type a second line in the same client',
  check: atPlace(place, 'no message yet', (talk) => {
    const { echoes, wrong } = echoesOf(talk);
    if (wrong !== undefined) return wrongEcho(wrong);
    const [a, b] = echoes;
    if (a === undefined || b === undefined) return notYet(`${echoes.length === 0 ? 'none' : 'only one'} so far in ${talk.tag}`);
    return done(`${talk.tag} has ${quoted(a.sent.bytes)} and ${quoted(b.sent.bytes)}: one connection carries as many as you like`);
  }),
});

export const bothEnd = (place: string): Goal => ({
  what: 'both sides end the connection in order',
  hint: 'end the client: Ctrl-D, or what it calls its end',
  check: atPlace(place, 'there is no connection yet', (talk) => {
    const [a, b] = [endOf(talk, 0), endOf(talk, 1)];
    const reset = resetOf(talk);
    if (a !== undefined && b !== undefined)
      return done(`packet ${a.number} ends what the client says, packet ${b.number} what the server says: a FIN each`);
    if (reset !== undefined) return notYet(`packet ${reset.number} cut ${talk.tag}: a RST, not an end in order`);
    return notYet(isOver(talk) ? `${talk.tag} is over` : `${talk.tag} from ${talk.client} is still open`);
  }),
});

/** A number of a packet, which must be the one; `packets` gives those that are right. */
export const asksPacket = (ask: string, packets: (seen: Evidence) => readonly number[]): Question => ({
  ask,
  check: (answer, seen) => {
    const right = packets(seen);
    const numbers = (answer.match(/\d+/g) ?? []).map(Number);
    if (right.length === 0) return notYet('there is nothing to look at yet');
    if (numbers.length === 0) return notYet('a number is asked for: that at the left of its arrow');
    const wrong = numbers.find((n) => !right.includes(n));
    return wrong === undefined ? done('right') : notYet(`packet ${wrong} is another one: look for the text below the arrow`);
  },
});

/** The turns of the client, or of the server, in the order of all conversations at the place. */
export const turnsAt = (seen: Evidence, place: string, side: 0 | 1): readonly Turn[] =>
  talksAt(seen, place).flatMap((talk) => turnsOf(talk).filter((t) => t.side === side));
