/** What systat says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  request: '{sender} fragt {receiver:acc}, wer aktiv ist: Es genügen beliebige Bytes.',
  response: '{sender} sagt, wer aktiv ist, {count|Byte|Bytes} Text.',
  'about.systat': 'Wer sich mit diesem Dienst verbindet, erfährt, wer den Rechner gerade benutzt, mit einer Zeile für jeden.',
  'systat.request': 'Was der Client sendet; der Dienst beachtet es nicht.',
  'systat.users': 'Wer angemeldet ist, eine Zeile für jeden.',
};
