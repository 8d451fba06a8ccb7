/** What GRE says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} sendet {target} ein Paket durch einen Tunnel (GRE).',
  tunnel: 'Es reist in einem GRE-Tunnel von {source} nach {target}.',
  'about.gre': 'GRE verpackt ein beliebiges Paket in ein IP-Paket: ein Tunnel zwischen zwei Routern.',
  'gre.flags_and_version': 'Welche der möglichen Felder vorhanden sind.',
  'gre.proto': 'Was der Tunnel enthält.',
  'gre.key': 'Die Nummer des Tunnels, falls es mehrere gibt.',
  'gre.sequence_number': 'Zählt die Pakete, damit die Reihenfolge gewahrt bleibt.',
  'gre.checksum': 'Prüfsumme über Kopf und Daten.',
};
