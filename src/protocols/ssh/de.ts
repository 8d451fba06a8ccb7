/** What SSH says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  version: '{sender} sagt, welche Version von SSH er spricht ({version}) und welches Programm er ist: {software}.',
  versionAlone: '{sender} sagt, welche Version von SSH er spricht: {version}.',
  line: '{sender} sendet Klartext, wo bei SSH die Version oder Pakete stehen: {text}',
  lists:
    '{sender} zählt die Verfahren auf, die er kennt, das liebste zuerst: {method}, um sich auf einen Schlüssel zu einigen, {cipher}, um zu verschlüsseln, was er sendet.',
  agreed:
    '{sender} zählt die Verfahren auf, die er kennt. Genommen wird das erste des Clients, das auch der Server hat: Auf einen Schlüssel einigen sich beide mit {method}, der Server weist sich mit einem Schlüssel der Art {hostKey} aus, und der Client verschlüsselt mit {cipher}.',
  nothing: '{sender} zählt die Verfahren auf, die er kennt; {what} steht in beiden Listen, sodass es nicht weitergehen kann.',
  noMethod: 'kein Verfahren für die Einigung auf einen Schlüssel',
  noHostKey: 'keine Art von Schlüssel des Servers',
  noCipher: 'kein Verschlüsselungsverfahren',
  init: '{sender} sendet seine Hälfte des Austauschs, aus dem beide denselben geheimen Schlüssel errechnen ({method}); wer beide Hälften mithört, kann ihn nicht errechnen.',
  reply:
    '{sender} sendet seine Hälfte des Schlüsselaustauschs, den Schlüssel, an dem man den Server erkennt ({type}), und eine Signatur damit, die beweist, dass kein anderer geantwortet hat.',
  request: '{sender} bittet {receiver:acc} um eine Primzahl von etwa {bits|Bit|Bit}, aus der beide einen Schlüssel errechnen können.',
  group: '{sender} sendet die Primzahl und die Basis, mit denen beide den Schlüssel errechnen ({bits|Bit|Bit}).',
  newKeys: '{sender} hat die Schlüssel errechnet: Alles, was er von hier an sendet, ist mit {cipher} verschlüsselt.',
  newKeysAlone: '{sender} hat die Schlüssel errechnet: Alles, was er von hier an sendet, ist verschlüsselt.',
  newKeysOpen:
    '{sender} hat die Schlüssel errechnet, aber was er sendet, bleibt unverschlüsselt: Beide haben sich auf kein Verfahren geeinigt, das verschlüsselt.',
  sealed: '{sender} sendet {receiver:dat} {count|Byte|Bytes}, die verschlüsselt sind; nur die beiden können sie lesen.',
  disconnect: '{sender} beendet die Verbindung ({why}): {text}',
  disconnectAlone: '{sender} beendet die Verbindung: {why}.',
  ignore: '{sender} sendet etwas, das {receiver} nicht beachten soll, damit weniger erfährt, wer Bytes zählt.',
  debug: '{sender} meldet für die Fehlersuche: {text}',
  unimplemented: '{sender} kennt die Art von Paket nicht, die er bekommen hat.',
  serviceRequest: '{sender} bittet {receiver:acc} um den Dienst {name}.',
  serviceAccept: '{sender} nimmt an: Der Dienst {name} beginnt.',
  other: '{sender} sendet {receiver:dat} ein Paket der Art {name}.',
  'about.ssh':
    'Mit SSH arbeitet man auf einem anderen Rechner, als säße man davor: Beide Seiten einigen sich offen auf einen Schlüssel, alles danach ist verschlüsselt.',
};
