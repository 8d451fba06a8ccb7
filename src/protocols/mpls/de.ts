/** What MPLS says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  frame: '{source} sendet {target} einen Rahmen mit der Marke {label} eines MPLS-Netzes.',
  label: 'Im Netz des Providers folgt es {count!der Marke|den Marken} {labels} (MPLS): Router sehen dort auf Marken, nicht auf Adressen.',
  'about.mpls': 'Marken leiten Pakete durch das Netz eines Providers: Jeder Router tauscht sie aus und sendet das Paket weiter.',
  'mpls.label': 'Die Marke: Daran kennt der nächste Router den Weg.',
  'mpls.exp': 'Die Dienstklasse.',
  'mpls.bottom': '1: die letzte Marke; danach folgt das Paket.',
  'mpls.ttl': 'Wie viele Router es noch durchlaufen darf.',
};
