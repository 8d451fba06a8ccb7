/** Interfaces answer: what packets can be captured from, and whether this user may. */
import { interfaces, stateText } from '../../io/capture/live/interfaces.ts';
import { mayCapture, rightsText, waysToCapture } from '../../io/capture/live/rights.ts';
import type { Answer } from '../messages/messages.ts';

export const interfacesAnswer = async (): Promise<Answer<'interfaces'>> => {
  const [all, ways] = await Promise.all([interfaces('capture'), waysToCapture('capture')]);
  const rows = all.map((one) => ({ name: one.name, state: stateText(one), addresses: one.addresses }));
  return { interfaces: rows, may: mayCapture(ways), says: rightsText(ways) };
};
