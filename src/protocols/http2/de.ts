/** What HTTP/2 says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  magic: '{sender} teilt {receiver:dat} mit, dass es mit HTTP/2 weitergeht.',
  get: '{sender} möchte {receiver:von} {target} haben, auf Stream {stream}.',
  post: '{sender} übergibt {receiver:dat} etwas für {target} zur Verarbeitung, auf Stream {stream}.',
  method: '{sender} ruft {receiver:bei} die Methode {method} für {target} auf, auf Stream {stream}.',
  s1xx: '{sender} sagt auf Stream {stream}, dass die Antwort noch kommt ({code}).',
  s2xx: '{sender} antwortet {code} auf Stream {stream}: Es hat geklappt.',
  s3xx: '{sender} antwortet {code} auf Stream {stream}: Es ist anderswo zu finden oder hat sich nicht geändert.',
  s404: '{sender} antwortet 404 auf Stream {stream}: Das gibt es hier nicht.',
  s4xx: '{sender} antwortet {code} auf Stream {stream}: Der Fehler liegt in der Anfrage.',
  s5xx: '{sender} antwortet {code} auf Stream {stream}: Der Fehler liegt beim Server.',
  more: '{sender} sendet {receiver:dat} weitere Kopfzeilen zu Stream {stream}.',
  data: '{sender} sendet {receiver:dat} {count|Byte|Bytes} Inhalt auf Stream {stream}.',
  end: 'Damit hat {sender} auf Stream {stream} alles gesagt.',
  priority: '{sender} sagt {receiver:dat}, wie dringend Stream {stream} ist.',
  reset: '{sender} bricht Stream {stream} ab: {error}.',
  settings: '{sender} sagt {receiver:dat}, was geht und wie viel angenommen wird.',
  settingsTaken: '{sender} hat die Einstellungen {receiver:gen} übernommen.',
  push: '{sender} kündigt {receiver:dat} etwas an, wonach nicht gefragt war: {target}.',
  ping: '{sender} bittet {receiver:acc} um ein Lebenszeichen (Ping).',
  pong: '{sender} antwortet mit einem Lebenszeichen (Pong).',
  goAway: '{sender} nimmt auf dieser Verbindung keine neuen Streams mehr an; der letzte beachtete ist {last}.',
  goAwayNone: '{sender} nimmt auf dieser Verbindung keine neuen Streams mehr an; von der Gegenseite gab es keine.',
  goAwayError: '{sender} beendet die Verbindung wegen eines Fehlers ({error}); der letzte beachtete Stream ist {last}.',
  window: '{sender} erlaubt {receiver:dat} {count|weiteres Byte|weitere Bytes} auf Stream {stream}.',
  windowAll: '{sender} erlaubt {receiver:dat} {count|weiteres Byte|weitere Bytes} auf allen Streams zusammen.',
  altSvc: '{sender} sagt, wo dasselbe auch zu haben ist: {where}.',
  origin: '{sender} sagt, nach welchen anderen Namen auf dieser Verbindung gefragt werden darf.',
  unknown: '{sender} sendet {receiver:dat} einen Frame, dessen Art nicht festgelegt ist.',
  'about.http2':
    'HTTP/2 trägt viele Anfragen und Antworten zugleich auf einer Verbindung, jede auf einem eigenen Stream und mit gepackten Kopfzeilen.',
};
