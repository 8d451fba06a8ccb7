/** What Frame Relay says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: 'Ein Paket läuft über die virtuelle Verbindung {dlci} eines Frame-Relay-Netzes.',
  'about.fr': 'Frame Relay bringt Pakete über virtuelle Verbindungen, die ein Provider eingerichtet hat.',
  'fr.dlci': 'Die Nummer der Leitung: Sie steht anstelle einer Adresse.',
  'fr.upper_dlci': 'Die höheren Bits dieser Nummer.',
  'fr.second_dlci': 'Die niedrigeren Bits dieser Nummer.',
  'fr.cr': 'Vom Netz nicht verwendet.',
  'fr.ea': '1: das letzte Byte der Adresse.',
  'fr.fecn': '1: Auf dem Weg dieses Rahmens staute es sich.',
  'fr.becn': '1: In der Gegenrichtung staut es sich.',
  'fr.de': '1: wird bei Stau zuerst verworfen.',
  'fr.control': 'Welche Art von Rahmen es ist: 3 sind einfach Daten.',
  'fr.nlpid': 'Was der Rahmen enthält.',
  'fr.chdlctype': 'Was der Rahmen enthält.',
  'fr.first_addr_octet': 'Das erste Byte der Adresse.',
  'fr.second_addr_octet': 'Das zweite Byte der Adresse.',
};
