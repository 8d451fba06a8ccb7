/** Interfaces answer: what packets can be captured from, and whether this user may. */
import { joined } from '../../core/said.ts';
import type { Words } from '../../core/words.ts';
import { interfaces, stateSaid } from '../../io/capture/live/interfaces.ts';
import { mayCapture, rightsSaid, waysToCapture } from '../../io/capture/live/rights.ts';
import type { Answer } from '../messages/messages.ts';

export const interfacesAnswer = async (words: Words): Promise<Answer<'interfaces'>> => {
  const [all, ways] = await Promise.all([interfaces('capture'), waysToCapture('capture')]);
  const rows = all.map((one) => ({ name: one.name, state: words.text(stateSaid(one)), addresses: one.addresses }));
  return { interfaces: rows, may: mayCapture(ways), says: rightsSaid(ways).map((line) => joined(line, words)) };
};
