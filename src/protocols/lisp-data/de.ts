/** What data packets of LISP say, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} sendet {target} ein Paket durch einen Tunnel (LISP).',
  tunnel: 'Es reist in einem LISP-Tunnel von {source} nach {target}.',
  'about.lisp-data':
    'LISP trennt, wer ein Rechner ist und wo er ist: Router verpacken Pakete in andere, die dorthin gehen, wo er gerade ist.',
  'lisp-data.flags': 'Welche der Felder gelten.',
  'lisp-data.flags.nonce': '1: Eine Nonce ist angegeben.',
  'lisp-data.flags.lsb': '1: Es wird gesagt, welche Router erreichbar sind.',
  'lisp-data.flags.enr': '1: Der Empfänger soll die Nonce zurücksenden.',
  'lisp-data.flags.mv': '1: Versionen der Karte sind angegeben.',
  'lisp-data.flags.iid': '1: Das Netz ist angegeben.',
  'lisp-data.flags.res': 'Ohne Bedeutung.',
  'lisp-data.nonce': 'Eine Zufallszahl, die zeigt, ob der andere Router da ist.',
  'lisp-data.mapver': 'Welche Version der Karte beide Router kennen.',
  'lisp-data.iid': 'Die Nummer des Netzes, wenn mehrere dieselben Adressen verwenden.',
  'lisp-data.lsb': 'Welche Router des Absenders erreichbar sind, je ein Bit.',
  'lisp-data.lsb8': 'Welche Router des Absenders erreichbar sind, je ein Bit.',
};
