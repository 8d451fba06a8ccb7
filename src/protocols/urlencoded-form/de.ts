/** What forms of web pages say, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  'about.urlencoded-form': 'Was jemand in ein Formular einer Webseite eingetragen hat: Namen und Werte.',
  'urlencoded-form.key': 'Wie das Feld des Formulars heißt.',
  'urlencoded-form.value': 'Was eingetragen wurde.',
};
