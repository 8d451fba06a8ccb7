/** What TFTP's fields says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en-fields.ts';

export const de: Translated<typeof en> = {
  'tftp.opcode': 'Was es ist: 1 lesen, 2 schreiben, 3 Daten, 4 Bestätigung, 5 Fehler, 6 vereinbarte Optionen.',
  'tftp.source_file': 'Die gewünschte Datei.',
  'tftp.destination_file': 'Die Datei, die abgelegt werden soll.',
  'tftp.type': 'octet: Byte für Byte; netascii: als Text.',
  'tftp.block': 'Die Nummer des Blocks: Jeder wird mit seiner Nummer bestätigt.',
  'tftp.error.code': 'Was schiefging, als Zahl.',
  'tftp.error.message': 'Was schiefging, in Worten.',
  'tftp.block.full': 'Die Nummer des Blocks, über 65535 hinaus weitergezählt, wo die zwei Bytes wieder bei 0 beginnen.',
  'tftp.request_frame': 'Das Paket, das um die Datei bat.',
  'tftp.nextwindowsize': 'Wie viele Blöcke aufeinander folgen, bis einer bestätigt wird.',
  'tftp.option.name': 'Was anders sein soll: blksize ist die Blocklänge.',
  'tftp.option.value': 'Der Wert dafür.',
  'tftp.data': 'Die Bytes der Datei.',
};
