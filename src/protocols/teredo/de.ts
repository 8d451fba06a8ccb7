/** What Teredo says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} sendet {target} ein IPv6-Paket in UDP (Teredo).',
  tunnel: 'Es reist in UDP, weil Adressübersetzer (NAT) das durchlassen (Teredo).',
  origin: 'Es reist in UDP (Teredo); der Server sah seinen Absender unter {address}, Port {port}.',
  'about.teredo': 'Teredo verpackt IPv6-Pakete in UDP: So erreichen Rechner hinter einem Adressübersetzer (NAT) von IPv4 andere über IPv6.',
  'teredo.auth': 'Zeigt, dass das Paket von dem kommt, der es sagt.',
  'teredo.auth.idlen': 'Wie viele Bytes die Kennung hat.',
  'teredo.auth.aulen': 'Wie viele Bytes der Nachweis hat.',
  'teredo.auth.id': 'Wer der Client ist.',
  'teredo.auth.value': 'Der Nachweis: Nur wer das Geheimnis kennt, kann ihn bilden.',
  'teredo.auth.nonce': 'Eine Zahl für ein einziges Mal, damit niemand eine alte Antwort noch einmal senden kann.',
  'teredo.auth.conf': '0: alles in Ordnung; sonst braucht der Client einen neuen Schlüssel.',
  'teredo.orig': 'Woher das Paket für den Server kam.',
  'teredo.orig.port': 'Der Port, den der Adressübersetzer vergab; auf der Leitung umgekehrt, damit ihn keiner ändert.',
  'teredo.orig.addr': 'Die Adresse, die der Adressübersetzer vergab; auf der Leitung umgekehrt, damit sie keiner ändert.',
};
