/** What TFTP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  read: '{sender} möchte {receiver:von} die Datei {file} haben.',
  readCut: '{sender} bittet {receiver:acc} um eine Datei, deren Name nicht vollständig ist.',
  write: '{sender} möchte {receiver:bei} die Datei {file} ablegen.',
  writeCut: '{sender} möchte {receiver:bei} eine Datei ablegen, deren Name nicht vollständig ist.',
  data: '{sender} sendet {receiver:dat} Block {block} der Datei, {count|Byte|Bytes}.',
  ack: '{sender} bestätigt Block {block}.',
  ready: '{sender} ist einverstanden: Die Datei darf gesendet werden.',
  options: '{sender} ist mit diesen Optionen einverstanden: {options}.',
  error: '{sender} bricht ab: {why}.',
  other: '{sender} sendet {receiver:dat} eine TFTP-Nachricht, die nicht festgelegt ist.',
  'about.tftp': 'TFTP kopiert eine Datei über UDP, Block für Block: Jeder wird bestätigt, bevor der nächste folgt.',
};
