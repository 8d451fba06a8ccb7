/** A MAC address explained: whose adapter it is, who gave it, and whom it reaches (IEEE 802 §8.2). */
import { macText, parseMac } from '../../core/address.ts';
import type { Words } from '../../core/words.ts';
import type { Facts } from '../facts.ts';
import { namedFact, say } from './words.ts';

/** `00:16:ea:e3:54:e6`, also with `-` between; `makerOf` knows makers by the first three bytes. */
export const explainMac = (text: string, makerOf: (address: Uint8Array) => string | undefined, words: Words): Facts | undefined => {
  const bytes = /^([\da-f]{2}[:-]){5}[\da-f]{2}$/i.test(text) ? parseMac(text) : undefined;
  if (bytes === undefined) return undefined;
  const [first = 0] = bytes;
  const isEverybody = bytes.every((byte) => byte === 255);
  const prefix = macText(bytes, 0).slice(0, 8);
  return {
    kind: words.text(say('mac')),
    text: macText(bytes, 0),
    facts: [
      ...(isEverybody ? [] : [namedFact(words, 'maker', makerOf(bytes) ?? words.text(say('makerUnknown', { prefix })))]),
      namedFact(words, 'given', words.text(say((first & 2) === 0 ? 'byMaker' : 'byHand'))),
      namedFact(words, 'sentTo', words.text(say(isEverybody ? 'everybody' : (first & 1) === 1 ? 'group' : 'oneCard'))),
      namedFact(words, 'bits', Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join(' ')),
    ],
  };
};
