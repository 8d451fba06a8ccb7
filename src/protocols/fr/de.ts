/** What Frame Relay says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: 'Ein Paket läuft über die virtuelle Verbindung {dlci} eines Frame-Relay-Netzes.',
  'about.fr': 'Frame Relay bringt Pakete über virtuelle Verbindungen, die ein Provider eingerichtet hat.',
};
