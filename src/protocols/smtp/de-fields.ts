/** What SMTP's fields says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en-fields.ts';

export const de: Translated<typeof en> = {
  'smtp.req': 'Es kommt vom Client.',
  'smtp.rsp': 'Es kommt vom Server.',
  'smtp.command_line': 'Ein Befehl des Clients.',
  'smtp.req.command': 'Was der Client möchte: EHLO grüßt, MAIL nennt den Absender, RCPT einen Empfänger, DATA beginnt den Brief.',
  'smtp.req.parameter': 'Worum es beim Befehl geht.',
  'smtp.response': 'Eine Antwort des Servers.',
  'smtp.response.code': 'Wie es ausging: 2xx heißt gelungen, 3xx weiter, 4xx später noch einmal, 5xx nein.',
  'smtp.rsp.parameter': 'Dasselbe in Worten.',
  'smtp.auth.username': 'Der Name der Anmeldung.',
  'smtp.auth.password': 'Das Passwort der Anmeldung.',
  'smtp.auth.username_password': 'Name und Passwort der Anmeldung.',
  'smtp.message': 'Eine Zeile des Briefs.',
  'smtp.eom': 'Eine Zeile mit nur einem Punkt: das Ende des Briefs.',
  'smtp.request_in': 'Das Paket mit dem Befehl.',
  'smtp.response_time': 'Wie lange die Antwort gedauert hat.',
};
