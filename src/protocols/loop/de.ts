/** What test frames of Ethernet say, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  forward: '{source} bittet {target}, diesen Prüfrahmen an {to} weiterzusenden: Geht der Weg?',
  reply: '{source} sendet {target} einen Prüfrahmen, der hin und zurück ging: Der Weg geht.',
  'about.loop': 'Ein Rahmen, der hin und zurück geht, zeigt, ob eine Leitung funktioniert; Switches senden oft einen an sich selbst.',
  'loop.skipcount': 'Wie viele Bytes der Liste von Aufgaben erledigt sind.',
  'loop.function': '1: Der Rahmen ist eine Antwort; 2: er soll weitergesendet werden.',
  'loop.relevant_function': 'Was jetzt zu tun ist.',
  'loop.receipt_number': 'An dieser Nummer erkennt der Absender den Rahmen wieder.',
  'loop.forwarding_address': 'An wen der Rahmen als nächstes geht.',
};
