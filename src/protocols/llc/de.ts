/** Was LLC sagt, auf Deutsch. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} schickt {target} einen Rahmen nach IEEE 802.3 mit {kind}.',
  'about.llc': 'In Rahmen nach IEEE 802.3, die statt einer Art ihre Länge nennen, sagt es, was sie tragen.',
};
