/** What Echo says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  request: '{sender} sendet {receiver:dat} {count|Byte|Bytes} und erwartet dasselbe zurück: {text}',
  response: '{sender} schickt zurück, was {receiver:von} kam, {count|Byte|Bytes}: {text}',
  'about.echo': 'Was man diesem Dienst sendet, kommt zurück: der einfachste Test einer Verbindung.',
  'echo.request': 'Es geht zum Server.',
  'echo.response': 'Es kommt vom Server zurück.',
  'echo.data': 'Die Bytes, die unverändert zurückgeschickt werden.',
};
