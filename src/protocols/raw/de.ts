/** What raw IP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: 'Ein Paket mit {count|Byte|Bytes}, dessen Version weder 4 noch 6 ist.',
  'about.raw': 'Die Aufzeichnung enthält IP-Pakete ohne Sicherungsschicht.',
};
