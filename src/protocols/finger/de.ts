/** What finger says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  all: '{sender} fragt {receiver:acc}, wer dort ist.',
  one: '{sender} fragt {receiver:acc} nach {name}.',
  response: '{sender} antwortet mit Text darüber, wer dort ist, und schließt.',
  'about.finger': 'Dieser Dienst sagt, wer eine Maschine benutzt, oder etwas über eine dieser Personen.',
  'finger.query': 'Ein Name, oder nichts für alle; /W davor fragt nach mehr.',
  'finger.response': 'Was gesagt wird, als Text für Menschen.',
  'finger.response_to': 'Das Paket mit der Frage.',
  'finger.response_time': 'Wie lange die Antwort gedauert hat.',
  'finger.nocrlf': 'Das Ende der Zeile fehlt.',
};
