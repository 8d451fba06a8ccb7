/** What EtherIP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} sendet {target} einen Ethernet-Rahmen in einem Paket (EtherIP).',
  tunnel: 'Es reist in einem EtherIP-Tunnel von {source} nach {target}, der zwei Ethernets verbindet.',
  'about.etherip': 'EtherIP verpackt Ethernet-Rahmen in IP-Pakete: Zwei entfernte Ethernets werden zu einem.',
  'etherip.ver': 'Immer 3.',
  'etherip.reserved': 'Immer 0.',
};
