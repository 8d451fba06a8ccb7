/** What FTP's fields says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en-fields.ts';

export const de: Translated<typeof en> = {
  'ftp.request': 'Es ist ein Befehl.',
  'ftp.response': 'Es ist eine Antwort.',
  'ftp.request.command': 'Was der Client möchte: USER, PASS, RETR holt, STOR legt ab, LIST zeigt den Ordner.',
  'ftp.request.arg': 'Worum es beim Befehl geht: ein Name, eine Datei.',
  'ftp.response.code': 'Wie es ausging: 1xx beginnt, 2xx geklappt, 3xx mehr nötig, 4xx jetzt nicht, 5xx nein.',
  'ftp.response.arg': 'Dasselbe in Worten.',
  'ftp.active.cip': 'Wo der Client die Datenverbindung erwartet: die Adresse.',
  'ftp.active.port': 'Der Port dafür: die letzten beiden Zahlen, die erste mal 256.',
  'ftp.active.nat': 'Die Adresse ist nicht die des Absenders: Sie wurde unterwegs umgesetzt.',
  'ftp.passive.ip': 'Wo der Server die Datenverbindung erwartet: die Adresse.',
  'ftp.passive.port': 'Der Port dafür: die letzten beiden Zahlen, die erste mal 256.',
  'ftp.passive.nat': 'Die Adresse ist nicht die des Absenders: Sie wurde unterwegs umgesetzt.',
  'ftp.eprt.af': 'Die Art der Adresse: 1 ist IPv4, 2 IPv6.',
  'ftp.eprt.ip': 'Wo der Client die Datenverbindung erwartet.',
  'ftp.eprt.ipv6': 'Wo der Client die Datenverbindung erwartet.',
  'ftp.eprt.port': 'Der Port dafür.',
  'ftp.epsv.ip': 'Wo der Server die Datenverbindung erwartet.',
  'ftp.epsv.ipv6': 'Wo der Server die Datenverbindung erwartet.',
  'ftp.epsv.port': 'Der Port dafür.',
  'ftp.current-working-directory': 'Der Ordner, in dem der Client ist, soweit zu sehen war.',
  'ftp.request_in': 'Das Paket mit dem Befehl.',
  'ftp.response_time': 'Wie lange die Antwort gedauert hat.',
  'ftp-data.setup-frame': 'Das Paket, in dem diese Verbindung vereinbart wurde.',
  'ftp-data.setup-method': 'Wie sie vereinbart wurde.',
  'ftp-data.command': 'Der Befehl, zu dem diese Daten gehören.',
  'ftp-data.command-frame': 'Das Paket mit diesem Befehl.',
  'ftp-data.current-working-directory': 'Der Ordner, in dem der Client war.',
};
