/** What chargen says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  request: '{sender} sendet {receiver:dat} {count|Byte|Bytes}; was kommt, beachtet der Dienst nicht.',
  response: '{sender} sendet {receiver:dat} {count|Zeichen|Zeichen} aus dem endlosen Muster.',
  'about.chargen': 'Dieser Dienst sendet ohne Ende Zeichen: Man sieht, was geschieht, wenn ein Leser langsamer ist als ein Sender.',
  'chargen.data': 'Die Zeichen: 72 in einer Zeile, jede Zeile beginnt eins weiter.',
  'chargen.response': 'Es kommt vom Server.',
};
