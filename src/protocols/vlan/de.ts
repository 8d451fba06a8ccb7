/** What VLAN says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  frame: '{source} sendet {target} einen Rahmen im virtuellen Netz (VLAN) {id}.',
  tag: 'Der Rahmen gehört zum virtuellen Netz (VLAN) {id}: Switches leiten ihn nur dort weiter.',
  'about.vlan': 'Eine Marke im Rahmen sagt, zu welchem virtuellen Netz er gehört; so teilen sich mehrere Netze ein Kabel.',
  'vlan.id': 'Die Nummer des virtuellen Netzes.',
  'vlan.priority': 'Wie dringend der Rahmen ist: 0 gewöhnlich, 5 Sprache, 7 Steuerung des Netzes.',
  'vlan.dei': '1: bei Stau zuerst zu verwerfen.',
  'vlan.etype': 'Was der Rahmen enthält.',
};
