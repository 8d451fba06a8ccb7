/** What SSH says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  version: '{sender} nennt die eigene Version von SSH ({version}) und das eigene Programm: {software}.',
  versionAlone: '{sender} nennt die eigene Version von SSH: {version}.',
  line: '{sender} sendet Klartext, wo bei SSH die Version oder Pakete stehen: {text}',
  lists:
    '{sender} zählt die eigenen Verfahren auf, das liebste zuerst: {method} für die Einigung auf einen Schlüssel, {cipher} für die Verschlüsselung in der eigenen Richtung.',
  agreed:
    '{sender} zählt die eigenen Verfahren auf. Genommen wird jeweils das erste des Clients, das auch der Server hat: Auf einen Schlüssel einigen sich beide mit {method}, der Server weist sich mit einem Schlüssel der Art {hostKey} aus, und der Client verschlüsselt mit {cipher}.',
  nothing: '{sender} zählt die eigenen Verfahren auf; {what} steht in beiden Listen, sodass es nicht weitergehen kann.',
  noMethod: 'kein Verfahren für die Einigung auf einen Schlüssel',
  noHostKey: 'keine Art von Schlüssel des Servers',
  noCipher: 'kein Verschlüsselungsverfahren',
  init: '{sender} sendet die eigene Hälfte des Austauschs, aus dem beide denselben geheimen Schlüssel errechnen ({method}); wer beide Hälften mithört, kann ihn nicht errechnen.',
  reply:
    '{sender} sendet die eigene Hälfte des Schlüsselaustauschs, den Schlüssel, an dem man den Server erkennt ({type}), und eine Signatur damit, die beweist, dass kein anderer geantwortet hat.',
  request: '{sender} bittet {receiver:acc} um eine Primzahl von etwa {bits|Bit|Bit}, aus der beide einen Schlüssel errechnen können.',
  group: '{sender} sendet die Primzahl und die Basis, mit denen beide den Schlüssel errechnen ({bits|Bit|Bit}).',
  newKeys: '{sender} hat die Schlüssel errechnet: Alles, was von hier an in dieser Richtung kommt, ist mit {cipher} verschlüsselt.',
  newKeysAlone: '{sender} hat die Schlüssel errechnet: Alles, was von hier an in dieser Richtung kommt, ist verschlüsselt.',
  newKeysOpen:
    '{sender} hat die Schlüssel errechnet, aber diese Richtung bleibt unverschlüsselt: Beide haben sich auf kein Verfahren geeinigt, das verschlüsselt.',
  sealed: '{sender} sendet {receiver:dat} {count|Byte|Bytes}, verschlüsselt: Nur die beiden können lesen, was darin steht.',
  disconnect: '{sender} beendet die Verbindung ({why}): {text}',
  disconnectAlone: '{sender} beendet die Verbindung: {why}.',
  ignore: '{sender} sendet etwas, das {receiver} nicht beachten soll, damit weniger erfährt, wer Bytes zählt.',
  debug: '{sender} meldet für die Fehlersuche: {text}',
  unimplemented: '{sender} kennt die Art von Paket nicht, die zuvor ankam.',
  serviceRequest: '{sender} bittet {receiver:acc} um den Dienst {name}.',
  serviceAccept: '{sender} nimmt an: Der Dienst {name} beginnt.',
  other: '{sender} sendet {receiver:dat} ein Paket der Art {name}.',
  'about.ssh':
    'Mit SSH arbeitet man auf einem anderen Rechner, als säße man davor: Beide Seiten einigen sich offen auf einen Schlüssel, alles danach ist verschlüsselt.',
};
