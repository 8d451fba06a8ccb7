/** What qotd says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  request: '{sender} sendet {receiver:dat} {count|Byte|Bytes}, um etwas zu erfahren.',
  response: '{sender} sendet {receiver:dat} einen kurzen Text, {count|Byte|Bytes}.',
  'about.qotd': 'Wer sich mit diesem Dienst verbindet, bekommt ein Zitat.',
  'qotd.request': 'Was der Client sendet; der Dienst beachtet es nicht.',
  'qotd.quote': 'Ein Text von höchstens 512 Zeichen.',
};
