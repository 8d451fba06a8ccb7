/** What PAP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  asks: 'Ein Ende der Leitung nennt seinen Namen, {name}, und ein Passwort, das jeder unterwegs lesen kann.',
  yes: 'Ein Ende der Leitung nimmt das Passwort an: Wer es sandte, darf hinein.',
  no: 'Ein Ende der Leitung nimmt das Passwort nicht an.',
  'about.pap': 'Ein Ende einer PPP-Verbindung zeigt mit Namen und Passwort, wer es ist; beide gehen offen über die Leitung.',
  'pap.code': 'Was die Nachricht ist.',
  'pap.identifier': 'Eine Antwort hat die Nummer ihrer Frage.',
  'pap.length': 'Bytes der Nachricht.',
  'pap.peer_id': 'Der Name.',
  'pap.peer_id.length': 'Bytes des Namens.',
  'pap.password': 'Das Passwort, wie es ist.',
  'pap.password.length': 'Bytes des Passworts.',
  'pap.message': 'Ein Text für Menschen.',
  'pap.message.length': 'Bytes des Textes.',
};
