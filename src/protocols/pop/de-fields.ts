/** What POP3's fields says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en-fields.ts';

export const de: Translated<typeof en> = {
  'pop.request': 'Ein Befehl des Clients.',
  'pop.request.command': 'Was der Client möchte: USER, PASS, LIST, RETR holt, DELE kennzeichnet zum Löschen, QUIT.',
  'pop.request.parameter': 'Worum es beim Befehl geht.',
  'pop.request.data': 'Ein Teil der Anmeldung.',
  'pop.response': 'Eine Antwort des Servers.',
  'pop.response.indicator': 'Ob es geklappt hat: +OK heißt ja, -ERR nein.',
  'pop.response.description': 'Dasselbe in Worten.',
  'pop.response.data': 'Eine Zeile des Gewünschten.',
  'pop.request_in': 'Das Paket mit dem Befehl.',
  'pop.response_time': 'Wie lange die Antwort gedauert hat.',
};
