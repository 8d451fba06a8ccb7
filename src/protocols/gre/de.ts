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
  'gre.flags.checksum': '1: Eine Prüfsumme folgt.',
  'gre.flags.key': '1: Ein Schlüssel folgt, der Tunnel unterscheidet.',
  'gre.flags.sequence_number': '1: Pakete sind nummeriert.',
  'gre.flags.routing': '1: Ein Weg ist vorgegeben (wird nicht mehr verwendet).',
  'gre.flags.strict_source_route': '1: genau dieser Weg (wird nicht mehr verwendet).',
  'gre.flags.recursion_control': 'Wie viele Tunnel noch darin sein dürfen (wird nicht mehr verwendet).',
  'gre.flags.reserved': 'Immer 0.',
  'gre.flags.version': '0; 1 ist die von PPTP.',
  'gre.offset': 'Wo auf dem Weg wir sind (wird nicht mehr verwendet).',
};
