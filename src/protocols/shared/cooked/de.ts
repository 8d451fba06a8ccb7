/** What the Linux cooked link says, in German. */
import type { Translated } from '../../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: 'Linux hat ein Paket von {protocol} aufgezeichnet, {way}.',
  ours: 'das für diesen Rechner war',
  broadcast: 'das für alle im Netz war',
  group: 'das für eine Gruppe war',
  others: 'das für einen anderen Rechner war',
  sent: 'das dieser Rechner gesendet hat',
  somehow: 'das hier vorbeikam',
  number: 'Protokoll {number}',
  'about.sll': 'Was Linux vor Pakete setzt, wenn alle Schnittstellen zugleich aufgezeichnet werden.',
  'about.sll2': 'Was Linux vor Pakete setzt, wenn alle Schnittstellen zugleich aufgezeichnet werden, zweite Fassung.',
  'sll.pkttype': 'Für wen es war: 0 diesen Rechner, 1 alle, 2 eine Gruppe, 3 einen anderen, 4 von diesem gesendet.',
  'sll.hatype': 'Die Art der Schnittstelle.',
  'sll.halen': 'Länge der Absenderadresse in Byte.',
  'sll.src.eth': 'Die MAC-Adresse des Absenders.',
  'sll.etype': 'Was das Paket enthält.',
  'sll.ifindex': 'Die Nummer der Schnittstelle.',
};
