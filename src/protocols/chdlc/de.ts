/** What Cisco HDLC says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: 'Ein Paket von {protocol} läuft über die Leitung zwischen zwei Routern (Cisco HDLC).',
  'about.chdlc': 'Ciscos Rahmen auf Leitungen zwischen zwei Routern.',
  'chdlc.address': '0x0f: für die Gegenstelle; 0x8f: für alle.',
  'chdlc.control': 'Immer 0.',
  'chdlc.protocol': 'Was der Rahmen enthält.',
};
