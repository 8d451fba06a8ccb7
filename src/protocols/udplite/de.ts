/** What UDP-Lite says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  datagram:
    '{sender} sendet an Port {port} {receiver:gen} ein Datagramm mit {count|Byte|Bytes}; es bleibt brauchbar, wenn der ungeschützte Teil beschädigt wird (UDP-Lite).',
  'about.udplite': 'UDP-Lite ist UDP, dessen Prüfsumme nur den Anfang decken darf: für Sprache und Bild, die kleine Fehler vertragen.',
  'udplite.srcport': 'Port des Programms, das gesendet hat.',
  'udplite.dstport': 'Port des Programms, für das es bestimmt ist.',
  'udplite.checksum_coverage': 'Wie viele Byte die Prüfsumme schützt; 0: alle.',
  'udplite.checksum': 'Prüfsumme über diesen Teil.',
  'udplite.checksum.status': 'Ob die Prüfsumme stimmt.',
  'udplite.payload': 'Was es enthält.',
  'udplite.stream': 'Die Nummer des Gesprächs in dieser Aufzeichnung.',
  'udplite.time_relative': 'Sekunden seit seinem ersten Datagramm.',
  'udplite.time_delta': 'Sekunden seit dem vorigen.',
};
