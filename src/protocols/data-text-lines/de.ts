/** What lines of text says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  'about.data-text-lines': 'Die Nachricht enthält Text: seine Zeilen.',
};
