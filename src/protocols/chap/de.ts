/** What CHAP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  asks: 'Ein Ende der Leitung, {name}, sendet eine Zufallszahl: Wer das Geheimnis kennt, kann die Antwort ausrechnen.',
  answers: 'Ein Ende der Leitung, {name}, zeigt, dass es das Geheimnis kennt, ohne es zu nennen.',
  yes: 'Ein Ende der Leitung ist zufrieden: Wer geantwortet hat, darf hinein.',
  no: 'Ein Ende der Leitung ist mit der Antwort nicht zufrieden.',
  'about.chap':
    'Ein Ende einer PPP-Verbindung zeigt, dass es ein Geheimnis kennt: Es rechnet die Antwort auf eine Zufallszahl aus. Das Geheimnis selbst wird nie gesendet.',
  'chap.code': 'Was die Nachricht ist.',
  'chap.identifier': 'Eine Antwort hat die Nummer ihrer Frage.',
  'chap.length': 'Bytes der Nachricht.',
  'chap.value_size': 'Bytes der Zahl.',
  'chap.value': 'Die Zufallszahl oder die Antwort darauf.',
  'chap.name': 'Wer sie sendet.',
  'chap.message': 'Ein Text für Menschen.',
};
