/** What PPPoE says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} sendet {target} {count|Byte|Byte} über die DSL-Leitung (PPPoE-Sitzung {session}).',
  tunnel: 'Es läuft über eine DSL-Leitung: Sitzung {session} von PPPoE.',
  'about.pppoe': 'PPPoE bringt PPP über Ethernet: So erkennen DSL-Anschlüsse ihre Kunden.',
  'pppoe.version': 'Die Version: 1.',
  'pppoe.type': 'Immer 1.',
  'pppoe.code': '0: Daten der Sitzung.',
  'pppoe.session_id': 'Die Nummer der Sitzung: der Anschluss eines Kunden.',
  'pppoe.payload_length': 'Wie viele Byte folgen.',
};
