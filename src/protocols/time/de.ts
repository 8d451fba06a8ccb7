/** What the time protocol says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  request: '{sender} fragt {receiver:acc} nach der Zeit: Es genügen beliebige Bytes.',
  response: '{sender} nennt die Zeit dort: {text}.',
  short: '{sender} antwortet mit weniger als den vier Bytes einer Zeit.',
  'about.time': 'Wer sich mit diesem Dienst verbindet, erfährt die Sekunden seit 1900, in vier Bytes: eine Zeit für Maschinen.',
  'time.response': 'Ob der Client fragt oder der Server antwortet.',
  'time.time': 'Sekunden seit dem Anfang von 1900; im Februar 2036 beginnen sie von vorn.',
};
