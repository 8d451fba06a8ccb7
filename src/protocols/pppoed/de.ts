/** What PPPoE's discovery says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  who: '{source} fragt alle hier, wer zu einem Provider führt (PPPoE).',
  offer: '{source} bietet {target} an, der Weg zum Provider zu sein.',
  offerNamed: '{source} mit dem Namen {name} bietet {target} an, der Weg zum Provider zu sein.',
  request: '{source} nimmt das Angebot von {target} an und bittet um eine Sitzung.',
  confirmed: '{source} öffnet für {target} die Sitzung {session}: In ihr reist ab jetzt PPP.',
  refused: '{source} gibt {target} keine Sitzung.',
  ended: '{source} beendet die Sitzung {session} mit {target}.',
  other: '{source} sendet {target} eine Nachricht von PPPoE mit dem Code {code}.',
  'about.pppoed': 'Damit findet ein DSL-Kunde den Rechner, der zum Provider führt, und öffnet eine Sitzung.',
};
