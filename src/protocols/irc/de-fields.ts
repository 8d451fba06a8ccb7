/** What IRC's fields says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en-fields.ts';

export const de: Translated<typeof en> = {
  'irc.request': 'Eine Zeile vom Client.',
  'irc.request.prefix': 'Von wem sie ist.',
  'irc.request.command': 'Was der Client möchte: NICK, JOIN betritt, PRIVMSG sagt.',
  'irc.request.command_parameter': 'An wen oder wohin.',
  'irc.request.trailer': 'Der Text.',
  'irc.response': 'Eine Zeile vom Server.',
  'irc.response.prefix': 'Von wem sie ist: eine Person oder der Server.',
  'irc.response.command': 'Was geschehen ist, als Wort oder Zahl.',
  'irc.response.num_command': 'Die Nummer der Antwort: ab 400 Fehler.',
  'irc.response.command_parameter': 'An wen oder wo.',
  'irc.response.trailer': 'Der Text.',
  'irc.ctcp': 'Eine Nachricht von Programm zu Programm.',
};
