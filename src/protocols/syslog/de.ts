/** What syslog says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  line: '{sender} meldet ins Protokoll {receiver:gen} ({level}): {text}',
  lineFrom: '{sender} meldet ins Protokoll {receiver:gen} ({level}), vom Programm {program}: {text}',
  plain: '{sender} sendet dem Protokoll {receiver:gen} eine Zeile: {text}',
  'about.syslog': 'Syslog bringt Meldungen von Programmen in das Protokoll eines anderen Rechners.',
  'syslog.facility': 'Welcher Teil des Systems meldet: Mail, Kern, Anmeldung.',
  'syslog.level': 'Wie ernst es ist: 0 Notfall, 7 nur zur Fehlersuche.',
  'syslog.msg': 'Was gemeldet wird.',
  'syslog.hostname': 'Der Rechner, der meldet.',
  'syslog.appname': 'Das Programm, das meldet.',
  'syslog.procid': 'Dessen Prozess.',
};
