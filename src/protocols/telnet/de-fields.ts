/** What Telnet's fields says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en-fields.ts';

export const de: Translated<typeof en> = {
  'telnet.cmd': "Ein Befehl zwischen den beiden Programmen: WILL bietet an, DO verlangt, WON'T und DON'T lehnen ab.",
  'telnet.subcmd': 'Um welche Fähigkeit es geht.',
  'telnet.string_subopt.value': 'Der Wert als Text, etwa die Art des Terminals.',
  'telnet.naws_subopt.width': 'Spalten des Fensters.',
  'telnet.naws_subopt.height': 'Zeilen des Fensters.',
  'telnet.rfc_subopt.cmd': 'Wie die Ausgabe anzuhalten und fortzusetzen ist.',
  'telnet.auth.cmd': 'Ein Schritt der Anmeldung.',
  'telnet.auth.type': 'Eine Art der Anmeldung.',
  'telnet.auth.name': 'Der Name der Anmeldung.',
  'telnet.enc.cmd': 'Ein Schritt zur Verschlüsselung.',
  'telnet.option_data': 'Ein Wert zu dieser Fähigkeit.',
  'telnet.data': 'Was getippt oder angezeigt wurde.',
};
