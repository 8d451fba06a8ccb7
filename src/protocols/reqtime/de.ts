/** What the time request says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  request: '{sender} fragt {receiver:acc}, wie spät es dort ist.',
  wrong: '{sender} sendet {receiver:dat} {text}; der Server antwortet nur auf das Wort reqtime.',
  answer: '{sender} antwortet: {text}',
  time: '{sender} antwortet mit der eigenen Zeit: {text}',
  'about.reqtime': 'Der Zeitserver aus der Vorlesung: Wer reqtime sagt, bekommt die Zeit des Servers.',
  'reqtime.request': 'Das Wort, mit dem nach der Zeit gefragt wird.',
  'reqtime.time': 'Wie spät es beim Server ist.',
  'reqtime.request_in': 'Das Paket mit der Frage.',
  'reqtime.response_time': 'Wie lange die Antwort gedauert hat.',
};
