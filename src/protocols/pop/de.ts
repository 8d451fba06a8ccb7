/** What POP3 says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  USER: '{sender} nennt das gewünschte Postfach: {arg}.',
  PASSHidden: '{sender} sendet das Passwort, durch Verschlüsselung geschützt.',
  PASS: '{sender} sendet das Passwort; jeder unterwegs kann es lesen.',
  APOP: '{sender} meldet sich an, ohne das Passwort zu zeigen.',
  STAT: '{sender} fragt, wie viele Briefe da sind und wie groß.',
  LIST: '{sender} möchte eine Liste der Briefe mit ihren Größen.',
  RETR: '{sender} möchte Brief {arg} haben.',
  TOP: '{sender} möchte nur den Anfang eines Briefs ({arg}: Nummer und Zeilen).',
  DELE: '{sender} kennzeichnet Brief {arg} zum Löschen am Ende.',
  RSET: '{sender} nimmt alle Kennzeichen zurück.',
  UIDL: '{sender} fragt nach bleibenden Namen der Briefe.',
  NOOP: '{sender} zeigt, noch da zu sein.',
  CAPA: '{sender} fragt, was der Server kann.',
  STLS: '{sender} möchte die Verbindung ab hier verschlüsseln.',
  AUTH: '{sender} möchte sich anmelden.',
  QUIT: '{sender} verabschiedet sich; jetzt werden die gekennzeichneten Briefe gelöscht.',
  command: '{sender} sendet den Befehl {name}.',
  credentials: '{sender} sendet einen Teil der Anmeldung.',
  ok: '{sender} ist einverstanden: {text}.',
  okBare: '{sender} ist einverstanden.',
  err: '{sender} lehnt ab: {text}.',
  errBare: '{sender} lehnt ab.',
  more: '{sender} verlangt den nächsten Teil der Anmeldung.',
  data: '{sender} sendet das Gewünschte: {count|Zeile|Zeilen}, beendet durch eine Zeile mit nur einem Punkt.',
  line: '{sender} sendet {receiver:dat} eine Zeile: {text}.',
  'about.pop': 'POP3 holt Post vom Server ab: nachsehen, holen, löschen.',
};
