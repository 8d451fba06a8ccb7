/** What 802.1ad says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  frame: '{source} sendet {target} einen Rahmen im virtuellen Netz {id} des Providers.',
  outer: 'Darum liegt die Marke {id} eines Providers: Die Netze vieler Kunden teilen sich eine Leitung (Q-in-Q).',
  'about.ieee8021ad': 'Eine zweite Marke, die des Providers, um die des Kunden herum.',
  'ieee8021ad.id': 'Die Nummer des virtuellen Netzes beim Provider.',
  'ieee8021ad.priority': 'Wie dringend der Rahmen ist.',
  'ieee8021ad.dei': '1: bei Stau zuerst zu verwerfen.',
  'ieee8021ah.etype': 'Was der Rahmen enthält.',
};
