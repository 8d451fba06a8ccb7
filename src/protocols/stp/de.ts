/** Was Switches einander sagen, auf Deutsch. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  root: '{source} sagt den anderen Switches, dass er die Wurzel ihres Baumes ist.',
  tree: '{source} sagt den anderen Switches, dass {root} die Wurzel ihres Baumes ist, von hier aus mit Kosten von {cost}.',
  change: '{source} sagt der Wurzel des Baumes, dass sich das Netz geändert hat.',
  message: '{source} schickt den anderen Switches eine Nachricht des Spannbaumes.',
  'about.stp': 'Damit einigen sich Switches in einem Netz mit Schleifen auf einen Baum, damit kein Rahmen im Kreis läuft.',
};
