/** What ident says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  request: '{sender} fragt {receiver:acc}, wem die Verbindung vom dortigen Port {here} zu Port {there} gehört.',
  user: '{sender} sagt, die Verbindung gehöre {user}.',
  error: '{sender} sagt nicht, wem die Verbindung gehört: {why}.',
  'about.ident': 'Damit fragt ein Server die Maschine seines Clients, wer eine Verbindung geöffnet hat.',
  'ident.server_port': 'Der Port auf der Maschine, die gefragt wird.',
  'ident.client_port': 'Der Port auf der Maschine, die fragt.',
  'ident.type': 'USERID, wenn ein Benutzer genannt wird, ERROR, wenn nicht.',
  'ident.system': 'Die Art des Systems, vielleicht mit dem Zeichensatz des Namens.',
  'ident.user': 'Der Benutzer, wie ihn jene Maschine nennt; sie kann sagen, was sie will.',
  'ident.error': 'Warum niemand genannt wird.',
  'ident.request_in': 'Das Paket mit der Frage.',
  'ident.response_time': 'Wie lange die Antwort gedauert hat.',
};
