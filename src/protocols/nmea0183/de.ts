/** What NMEA 0183 says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  position: '{sender} meldet die eigene Position um {time} UTC: {latitude}, {longitude}, bestimmt aus {count|Satellit|Satelliten}.',
  lost: '{sender} meldet keine Position: Es sind zu wenige Satelliten zu empfangen.',
  time: '{sender} meldet, wie spät es nach den Satelliten ist: {year}-{month}-{day} {time} UTC.',
  other: '{sender} sendet einen Satz der Art {name}.',
  noise: '{sender} sendet etwas, das kein Satz von NMEA 0183 ist.',
  'about.nmea0183': 'GPS-Empfänger und Schiffsinstrumente melden damit, was sie messen, jedes Mal als eine Zeile Text.',
  'nmea0183.talker': 'Wer spricht: GP ein GPS-Empfänger, GN einer für mehrere Systeme, AI der Funk eines Schiffs.',
  'nmea0183.sentence': 'Was der Satz sagt: GGA wo, ZDA wann.',
  'nmea0183.unknown_field': 'Ein Feld des Satzes, wie es ist.',
  'nmea0183.checksum': 'Alle Zeichen zwischen $ und *, mit exklusivem Oder verknüpft.',
  'nmea0183.checksum_calculated': 'Wie die Prüfsumme lauten muss; von Wirecat errechnet.',
  'nmea0183.gga_time': 'Wann der Empfänger dort war.',
  'nmea0183.gga_latitude': 'Wie weit vom Äquator, in Grad und Minuten, N oder S.',
  'nmea0183.gga_longitude': 'Wie weit von Greenwich, in Grad und Minuten, E (Ost) oder W.',
  'nmea0183.gga_quality': 'Wie gut es ist: 0 nichts bekannt, 1 allein nach GPS, 2 berichtigt.',
  'nmea0183.gga_number_satellites': 'Aus wie vielen Satelliten es errechnet ist.',
  'nmea0183.gga_horizontal_dilution': 'Wie günstig die Satelliten dafür stehen: 1 ist gut, 10 schlecht.',
  'nmea0183.gga_altitude': 'Höhe über dem Meer.',
  'nmea0183.gga_geoidal_separation': 'Wie viel höher das Meer hier ist als das Ellipsoid des Systems.',
  'nmea0183.zda_time': 'Wie spät es ist.',
};
