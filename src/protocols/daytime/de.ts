/** What daytime says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  request: '{sender} fragt {receiver:acc} nach Datum und Uhrzeit: Es genügen beliebige Bytes.',
  response: '{sender} nennt Datum und Uhrzeit dort: {text}.',
  'about.daytime': 'Wer sich mit diesem Dienst verbindet, erfährt Datum und Uhrzeit, als Text für Menschen.',
  'daytime.response_request': 'Ob der Client fragt oder der Server antwortet.',
  'daytime.string': 'Datum und Uhrzeit, in einer Form, die der Server wählt.',
};
