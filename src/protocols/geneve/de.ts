/** What Geneve says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} sendet {target} ein Paket des virtuellen Netzes {vni} (Geneve).',
  tunnel: 'Es reist in einem Geneve-Tunnel von {source} nach {target}, im virtuellen Netz {vni}.',
  'about.geneve': 'Geneve verpackt Rahmen virtueller Netze in UDP.',
  'geneve.vni': 'Die Nummer des virtuellen Netzes.',
  'geneve.proto_type': 'Was der Tunnel enthält.',
  'geneve.version': 'Immer 0.',
  'geneve.flags': 'Was an diesem Paket besonders ist.',
  'geneve.flags.oam': '1: ein Paket des Tunnels selbst, nicht seiner Benutzer.',
  'geneve.flags.critical': '1: Die Optionen müssen verstanden werden.',
  'geneve.flags.reserved': 'Immer 0.',
  'geneve.option.length': 'Länge der Optionen in Byte.',
  'geneve.reserved': 'Immer 0.',
};
