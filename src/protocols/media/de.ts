/** What media says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  'about.media': 'Der Inhalt einer Nachricht, dessen Art hier nicht zerlegt wird.',
  'media.type': 'Die Bytes, wie sie sind.',
};
