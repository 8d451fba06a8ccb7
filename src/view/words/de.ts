/** Words of the views, in German. */
import type { Translated } from '../../core/words.ts';
import type * as en from './en.ts';

export const frame: Translated<typeof en.frame> = {
  unknown: 'Der Rahmen hat {count|Byte|Bytes} einer Art, die hier nicht entschlüsselt wird.',
  empty: 'Der Rahmen ist leer.',
  carries: '{sender} sendet {receiver:dat} etwas von {protocol}; mehr sagt kein Satz darüber.',
  more: 'Im selben Paket {count!folgt noch|folgen noch} {count|weitere Nachricht|weitere Nachrichten}.',
  pieces: 'Die Nachricht kam in {count|Stück|Stücken} an: Pakete {frames}.',
  cut: 'Aufgezeichnet sind nur die ersten {captured} von {original|Byte|Bytes}.',
  broken: 'Etwas daran stimmt nicht: Im Teil von {protocol} steht nicht, was dort stehen müsste.',
};
