/** What Geneve says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} sendet {target} ein Paket des virtuellen Netzes {vni} (Geneve).',
  tunnel: 'Es reist in einem Geneve-Tunnel von {source} nach {target}, im virtuellen Netz {vni}.',
  'about.geneve': 'Geneve verpackt Rahmen virtueller Netze in UDP.',
  'geneve.vni': 'Die Nummer des virtuellen Netzes.',
  'geneve.proto_type': 'Was der Tunnel enthält.',
};
