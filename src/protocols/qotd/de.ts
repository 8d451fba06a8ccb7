/** What qotd says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  request: '{sender} bittet {receiver:acc} um ein Zitat, mit {count|Byte|Bytes}; es genügen beliebige.',
  response: '{sender} sendet {receiver:dat} ein Zitat, {count|Byte|Bytes} Text.',
  'about.qotd': 'Wer sich mit diesem Dienst verbindet, bekommt ein Zitat.',
  'qotd.request': 'Was der Client sendet; der Dienst beachtet es nicht.',
  'qotd.quote': 'Ein Text von höchstens 512 Zeichen.',
};
