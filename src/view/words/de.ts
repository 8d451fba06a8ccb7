/** Words of the views, in German. */
import type { Translated } from '../../core/words.ts';
import type * as en from './en.ts';

export const frame: Translated<typeof en.frame> = {
  unknown: 'Der Rahmen hat {count|Byte|Bytes} einer Art, die hier nicht entschlüsselt wird.',
  empty: 'Der Rahmen ist leer.',
  carries: '{sender} sendet {receiver:dat} etwas von {protocol}; mehr sagt kein Satz darüber.',
  more: 'Im selben Paket {count!folgt noch|folgen noch} {count|weitere Nachricht|weitere Nachrichten}.',
  pieces: 'Die Nachricht kam in {count|Stück|Stücken} an: Pakete {frames}.',
  cut: 'Aufgezeichnet sind nur die ersten {captured} von {original|Byte|Bytes}.',
  broken: 'Etwas daran stimmt nicht: Im Teil von {protocol} steht nicht, was dort stehen müsste.',
};

export const explain: Translated<typeof en.explain> = {
  field: 'Feld von {title}',
  place: '{bits|Bit|Bits}, ab Byte {byte}, Bit {bit} des Kopfs',
  declared: 'Der Kopf, wie er festgelegt ist:',
  example: 'Ein Paket, das es zeigt:',
  fields: 'Die Felder:',
  sumOf: 'Internet-Prüfsumme (RFC 1071) über {count|Byte|Byte}: alle 16-Bit-Wörter addiert',
  sumRight: 'Die Summe samt Prüfsumme ist 0xffff: Die Prüfsumme in diesen Bytes stimmt.',
  sumWrong: 'Falls eines dieser Wörter eine Prüfsumme ist, stimmt sie nicht: Mit der richtigen wäre die Summe 0xffff.',
  sumPut: 'Falls noch keine Prüfsumme in diesen Bytes steht, ist es diese: {complement}.',
  protocolWrong: 'Im Pseudo-Header steht die Protokollnummer {given}; im IP-Kopf steht {true}.',
  decimal: '{decimal} ist die Nummer dezimal; hexadezimal ist das {hex}.',
};

export const ladder: Translated<typeof en.ladder> = {
  open: 'Aufbau',
  message: 'Nachricht {number}',
  close: 'Abbau',
  connects: 'Client: baut auf',
  listens: 'Server: nimmt an',
  server: 'Server',
  plain: 'S: aus eigenen Socket-Aufrufen: Bytes, Zeiten, Adressen und Schließen sind echt.',
  inferred:
    'S: aus eigenen Socket-Aufrufen: Bytes, Zeiten, Adressen und Schließen sind echt. Reine Bestätigungen (~), Segmente, Seq- und Ack-Nummern sind erschlossen.',
  folded:
    'S: aus eigenen Socket-Aufrufen: Bytes, Zeiten, Adressen und Schließen sind echt. Erschlossene Bestätigungen (~) und Nummern sind ausgeblendet: --wire=all zeigt sie.',
  lab: 'L: aus dem simulierten Netz; darin echt.',
};

export const layers: Translated<typeof en.layers> = {
  heading: 'OSI  Wie jede Schicht die darüber einpackt, in Bytes:',
  link: 'Netzzugang',
  network: 'Vermittlung',
  transport: 'Transport',
  application: 'Anwendung',
  bytes: '{count|Byte|Bytes}',
};

export const vantage: Translated<typeof en.vantage> = {
  near: 'beim Client gesehen',
  far: 'beim Server gesehen',
  there: 'vom Client zum Server',
  back: 'vom Server zum Client',
  arrived: 'nach {took}',
  overtaken: 'nach {took}, überholt',
  lost: 'verloren{took}',
  doubled: 'noch einmal{took}',
  changed: 'nach {took}, verändert',
  unsent: 'nie abgehen gesehen{took}',
  sent: '{sent} gesendet, {came} angekommen',
  lostSum: '{count} verloren',
  overtakenSum: '{count} überholt',
  doubledSum: '{count} doppelt',
  changedSum: '{count} verändert',
  unsentSum: '{count} nie abgehen gesehen',
  took: 'unterwegs {least} bis {most}, in der Mitte {middle}',
};
