/** What the Network Service Header says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  packet: '{source} sendet {target} ein Paket, das durch eine Kette von Diensten geht (NSH).',
  path: 'Es geht durch eine Kette von Diensten: Pfad {path}, höchstens {place} Stellen vor dem Ende (NSH).',
  'about.nsh': 'Der Network Service Header führt Pakete durch eine Kette von Diensten, etwa Filter und Adressübersetzer.',
  'nsh.version': 'Immer 0.',
  'nsh.Obit': '1: ein Paket für Betrieb und Wartung.',
  'nsh.CBit': 'Ohne Bedeutung.',
  'nsh.ttl': 'Durch wie viele Dienste es noch gehen darf.',
  'nsh.length': 'Worte zu vier Bytes, die dieser Kopf hat.',
  'nsh.mdtype': '1: vier Worte Metadaten; 2: beliebig viele.',
  'nsh.nextproto': 'Was folgt.',
  'nsh.spi': 'Der Pfad: welche Dienste in welcher Reihenfolge.',
  'nsh.si': 'Die Stelle auf dem Pfad: Jeder Dienst zählt sie herunter.',
  'nsh.contextheader': 'Metadaten, die Dienste teilen.',
  'nsh.metadataclass': 'Wer sagt, was der Typ bedeutet.',
  'nsh.metadatatype': 'Was die Metadaten sind.',
  'nsh.metadatalen': 'Bytes der Metadaten.',
  'nsh.metadata': 'Metadaten, die Dienste teilen.',
};
