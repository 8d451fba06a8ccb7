/** What exported bytes without a network says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  sent: '{sender} schreibt {receiver:dat} {count|Byte|Bytes}: {text}',
  nothing: '{sender} schreibt {receiver:dat} nichts.',
  opened: '{sender} öffnet den Weg {receiver:zu}.',
  ended: '{sender} hat für {receiver:acc} nichts mehr zu schreiben.',
  cut: 'Der Weg zwischen {sender:dat} und {receiver:dat} ist abgebrochen.',
  'about.exported_pdu':
    'Bytes, die durch eine Pipe, ein Programm oder einen Unix-Socket liefen oder deren untere Schichten weggelassen sind.',
};
