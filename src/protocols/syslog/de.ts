/** What syslog says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  line: '{sender} meldet ins Protokoll {receiver:gen} ({level}): {text}',
  lineFrom: '{sender} meldet ins Protokoll {receiver:gen} ({level}), vom Programm {program}: {text}',
  level0: 'Notfall',
  level1: 'Alarm',
  level2: 'kritisch',
  level3: 'Fehler',
  level4: 'Warnung',
  level5: 'beachtenswert',
  level6: 'Information',
  level7: 'zur Fehlersuche',
  plain: '{sender} sendet dem Protokoll {receiver:gen} eine Zeile: {text}',
  'about.syslog': 'Syslog bringt Meldungen von Programmen in das Protokoll eines anderen Rechners.',
  'syslog.facility': 'Welcher Teil des Systems meldet: Mail, Kern, Anmeldung.',
  'syslog.level': 'Wie ernst es ist: 0 Notfall, 7 nur zur Fehlersuche.',
  'syslog.msg': 'Was gemeldet wird.',
  'syslog.hostname': 'Der Rechner, der meldet.',
  'syslog.appname': 'Das Programm, das meldet.',
  'syslog.procid': 'Dessen Prozess.',
  'syslog.version': '1: die Form von RFC 5424.',
  'syslog.timestamp': 'Wann es geschah.',
  'syslog.timestamp_rfc3164': 'Wann es geschah, ohne Jahr.',
  'syslog.program': 'Welches Programm es meldet.',
  'syslog.process': 'Die Nummer seines Prozesses.',
  'syslog.msgid': 'Die Art der Meldung, in den Worten des Programms.',
  'syslog.structured_data': 'Einzelheiten für Programme, die es lesen.',
  'syslog.text': 'Die Meldung selbst.',
  'syslog.length': 'Länge der Zeile in Byte.',
};
