/** What the loopback link says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: 'Ein Paket von {family} bleibt auf diesem Rechner (Loopback).',
  number: 'der Adressfamilie {number}',
  'about.null': 'Was macOS und BSD vor Pakete setzen, die auf dem Rechner bleiben.',
  'null.family': 'Was das Paket ist: 2 ist IPv4; IPv6 ist je nach System 24, 28 oder 30.',
  'null.type': 'Dasselbe als EtherType.',
};
