/** What PPP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{sender} sendet {receiver:dat} ein Paket von {protocol} über eine Leitung zwischen zweien (PPP).',
  number: 'Protokoll {number}',
  'about.ppp': 'PPP bringt Pakete über eine Leitung zwischen genau zwei Rechnern: Modem, DSL.',
  'about.ppp.framed': 'Was PPP hinter den beiden festen Bytes enthält.',
  'ppp.protocol': 'Was das Paket enthält.',
  'ppp.address': 'Immer 0xff: Sonst ist niemand an der Leitung.',
  'ppp.control': 'Immer 3: Daten ohne Nummern.',
};
