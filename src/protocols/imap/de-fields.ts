/** What IMAP's fields says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en-fields.ts';

export const de: Translated<typeof en> = {
  'imap.isrequest': 'Es kommt vom Client.',
  'imap.line': 'Eine Zeile des Gesprächs.',
  'imap.request': 'Ein Befehl des Clients.',
  'imap.request_tag': 'Die Marke des Befehls: Die Antwort trägt dieselbe.',
  'imap.request.command': 'Was der Client möchte: LOGIN, SELECT öffnet, FETCH liest, LOGOUT geht.',
  'imap.request.command.uid': 'Briefe sind mit bleibenden Nummern bezeichnet.',
  'imap.request.folder': 'Das Postfach, um das es geht.',
  'imap.request.username': 'Der Name der Anmeldung.',
  'imap.request.password': 'Das Passwort der Anmeldung.',
  'imap.request.credentials': 'Ein Teil der Anmeldung.',
  'imap.response': 'Eine Antwort des Servers.',
  'imap.response_tag': 'Die Marke des beantworteten Befehls; ein Stern: eine Mitteilung des Servers von sich aus.',
  'imap.response.status': 'Wie es ausging: OK geklappt, NO nicht geklappt, BAD nicht verstanden.',
  'imap.response.command': 'Was die Antwort mitteilt.',
  'imap.tag': 'Die Marke von Befehl oder Antwort.',
  'imap.command': 'Der Befehl oder was mitgeteilt wird.',
  'imap.response_to': 'Das Paket mit dem Befehl.',
  'imap.time': 'Wie lange die Antwort gedauert hat.',
};
