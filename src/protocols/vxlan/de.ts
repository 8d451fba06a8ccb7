/** What VXLAN says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} sendet {target} einen Rahmen des virtuellen Netzes {vni} (VXLAN).',
  tunnel: 'Es reist in einem VXLAN-Tunnel von {source} nach {target}: Das virtuelle Netz {vni} reicht über IP hinweg.',
  'about.vxlan': 'VXLAN verpackt Ethernet-Rahmen in UDP, damit ein virtuelles Netz über viele Rechner reicht.',
  'vxlan.vni': 'Die Nummer des virtuellen Netzes.',
  'vxlan.flags': 'Welche der Felder gelten.',
  'vxlan.flag_i': '1: Die Nummer des Netzes ist angegeben, wie es sein muss.',
  'vxlan.flag_g': '1: Eine Gruppenrichtlinie ist angegeben.',
  'vxlan.flag_d': '1: Adressen sollen daraus nicht gelernt werden.',
  'vxlan.flag_a': '1: Die Richtlinie wurde schon angewendet.',
  'vxlan.flags_reserved': 'Immer 0.',
  'vxlan.gbp': 'Die Gruppenrichtlinie.',
  'vxlan.reserved8': 'Immer 0.',
};
