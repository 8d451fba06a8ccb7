/** What TCPMUX says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  help: '{sender} fragt {receiver:acc}, welche Dienste es gibt.',
  service: '{sender} möchte {receiver:von} den Dienst {service}.',
  accepted: '{sender} hat den Dienst; von hier an sprechen ihn beide: {text}.',
  refused: '{sender} hat keinen solchen Dienst: {text}.',
  listed: '{sender} nennt einen Dienst: {text}.',
  'about.tcpmux': 'Hinter einem Port liegen viele Dienste: Der Client nennt den, den er möchte.',
  'tcpmux.service': 'Der Name des gewünschten Dienstes; HELP fragt nach den Namen.',
  'tcpmux.positive': 'Ob es den Dienst gibt: + oder -.',
  'tcpmux.reply': 'Was der Server dazu sagt.',
  'tcpmux.request_in': 'Das Paket mit der Frage.',
  'tcpmux.response_time': 'Wie lange die Antwort gedauert hat.',
};
