/** What UDP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  datagram:
    '{sender} sendet an Port {port} {receiver:gen} ein Datagramm mit {count|Byte|Bytes}; UDP bestätigt nichts und wiederholt nichts.',
  datagramNamed:
    '{sender} sendet an Port {port} {receiver:gen} ein Datagramm mit {count|Byte|Bytes}; Port {known} gehört zu {service}. UDP bestätigt nichts und wiederholt nichts.',
  cut: '{sender} sendet {receiver:dat} ein UDP-Datagramm, dessen Kopf nicht vollständig ist; mehr lässt sich nicht sagen.',
  empty: '{sender} sendet an Port {port} {receiver:gen} ein Datagramm ohne Daten.',
  datagramAll: '{sender} sendet an Port {port} aller Rechner in diesem Netz ein Datagramm mit {count|Byte|Bytes}.',
  'about.udp':
    'UDP bringt einzelne Nachrichten von Programm zu Programm: Ein Port sagt, zu welchem, eine Prüfsumme schützt sie; nichts wird bestätigt, sortiert oder wiederholt (Schicht 4).',
  'udp.srcport': 'Port des Programms, das gesendet hat: Dorthin gehen Antworten.',
  'udp.dstport': 'Port des Programms, für das es bestimmt ist.',
  'udp.length': 'Länge von Kopf und Daten in Byte: 8 davon sind der Kopf.',
  'udp.checksum': 'Prüfsumme über Kopf, Daten und die IP-Adressen (Pseudo-Header); 0 heißt, der Absender hat keine berechnet.',
  'udp.checksum.zero': 'Sie fehlt, und über IPv6 muss es sie geben (RFC 8200).',
  'udp.checksum.status': 'Ob die Prüfsumme passt.',
  'udp.checksum_calculated': 'Die Prüfsumme, wie sie sein müsste.',
  'udp.stream': 'Die Nummer dieses Gesprächs in der Aufzeichnung.',
  'udp.time_relative': 'Zeit seit dem ersten Datagramm dieses Gesprächs.',
  'udp.time_delta': 'Zeit seit dem vorigen Datagramm dieses Gesprächs.',
  'udp.payload': 'Was das Programm gesendet hat: die Daten hinter dem Kopf.',
};
