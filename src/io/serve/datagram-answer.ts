/** Answers that hit nobody harder than the question did: a sender's address may be forged, and then another gets the answer (T-B1). */

import { isLoopback } from '../../core/address.ts';
import type { OpenChannel } from '../base/channel.ts';
import { answerEach } from './answer-each.ts';

/** The first of the answers that is not longer than the question, or the start of the last; whole for this machine. */
export const datagramAnswer = (channel: OpenChannel, question: Uint8Array, ...answers: readonly Uint8Array[]): Uint8Array => {
  const [whole = NOTHING] = answers;
  if (isNear(channel)) return whole;
  return answers.find(({ length }) => length <= question.length) ?? (answers.at(-1) ?? NOTHING).subarray(0, question.length);
};

/** On this machine, or joined by something else than IP. */
export const isNear = ({ facts }: OpenChannel): boolean => facts.remoteIp === undefined || isLoopback(facts.remoteIp.address);

const NOTHING = new Uint8Array(0);

/** For services that say one thing and are done: on a stream at once, on datagrams to each that comes. `least`: a shorter answer says nothing. */
export const sayOnce = (channel: OpenChannel, say: () => Uint8Array, least = 1): Promise<void> => {
  if (channel.facts.framing !== 'datagram') return channel.write(say());
  return answerEach(channel, (question) => {
    const fit = datagramAnswer(channel, question, say());
    return fit.length >= least ? fit : undefined;
  });
};
