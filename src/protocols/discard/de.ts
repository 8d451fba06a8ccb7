/** What discard says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  request: '{sender} sendet {receiver:dat} {count|Byte|Bytes}; der Dienst wirft alles weg, was kommt.',
  response: '{sender} sendet {count|Byte|Bytes}: Ein Dienst, der alles wegwirft, antwortet nicht.',
  'about.discard': 'Was man diesem Dienst sendet, wird weggeworfen: der einfachste Test, wie schnell man senden kann.',
  'discard.request': 'Was weggeworfen wird.',
  'discard.response': 'Was vom Server kam, der nichts sagen sollte.',
};
