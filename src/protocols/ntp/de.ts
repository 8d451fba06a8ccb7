/** What NTP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  client: '{sender} fragt {receiver:acc} nach der genauen Zeit.',
  server:
    '{sender} nennt {receiver:dat} die Zeit: {time}. Aus den vier Zeiten von Frage und Antwort rechnet der Client aus, wie lange der Weg dauerte, und zieht das ab.',
  notSet: '{sender} antwortet {receiver:dat}, aber die eigene Uhr ist noch nicht gestellt.',
  kiss: '{sender} fordert {receiver:acc} auf, nicht mehr oder seltener zu fragen ({code}).',
  symmetric: '{sender} gleicht die Uhr mit {receiver:dat} ab, von gleich zu gleich.',
  broadcast: '{sender} teilt allen die Zeit mit: {time}.',
  control: '{sender} fragt {receiver:acc} nach dem Zustand des Zeitdienstes.',
  controlReply: '{sender} nennt {receiver:dat} den Zustand des Zeitdienstes.',
  private: '{sender} sendet {receiver:dat} eine Nachricht, die nur ntpd versteht.',
  other: '{sender} sendet {receiver:dat} eine NTP-Nachricht einer Art, die nicht benutzt wird (Modus {mode}).',
  'about.ntp': 'NTP stellt Uhren: Frage und Antwort tragen Zeiten, damit sich die Laufzeit herausrechnen lässt.',
};
