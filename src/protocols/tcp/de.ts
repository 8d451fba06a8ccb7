/** What TCP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  syn: '{sender} bittet {receiver:acc} um eine Verbindung zu Port {port} (Verbindungsaufbau, Schritt 1); die eigenen Sequenznummern beginnen bei {seq}.',
  synAgain:
    'Es kam keine Antwort: {sender} bittet {receiver:acc} noch einmal um eine Verbindung zu Port {port}, mit derselben Anfangsnummer {seq}.',
  synAck:
    '{sender} nimmt die Verbindung an (Verbindungsaufbau, Schritt 2) und bestätigt die Anfangsnummer {receiver:gen}; die eigenen Sequenznummern beginnen bei {seq}.',
  synAckAgain: '{sender} nimmt die Verbindung noch einmal an: Die erste Antwort wurde nicht bestätigt.',
  established: '{sender} bestätigt die Antwort {receiver:gen} (Verbindungsaufbau, Schritt 3): Ab jetzt ist die Verbindung für beide offen.',
  data: '{sender} sendet {receiver:dat} {count|Byte|Bytes}.',
  dataNumbered:
    '{sender} sendet {receiver:dat} {count|Byte|Bytes}: die Nummern {from} bis {to} von allem, was in dieser Richtung gesendet wurde.',
  dataNamed:
    '{sender} sendet {receiver:dat} {count|Byte|Bytes}: die Nummern {from} bis {to} von allem, was in dieser Richtung gesendet wurde. Port {known} gehört zu {service}.',
  oneByte: '{sender} sendet {receiver:dat} 1 Byte, die Nummer {from} von allem, was in dieser Richtung gesendet wurde.',
  again:
    '{sender} sendet {receiver:dat} {count|Byte|Bytes} noch einmal: Die Bestätigung blieb zu lange aus, {count!es ist|sie sind} wohl verloren gegangen.',
  againFast:
    '{sender} sendet {receiver:dat} {count|Byte|Bytes} sofort noch einmal: Dieselbe Bestätigung kam mehrmals, also {count!ist es|sind sie} verloren gegangen.',
  againNeedless: '{sender} sendet {receiver:dat} {count|Byte|Bytes} noch einmal, obwohl die Bestätigung dafür hier schon vorbeikam.',
  overtaken: '{count|Byte|Bytes} {sender:von} an {receiver:acc} {count!kommt|kommen} verspätet an: Später gesendete Bytes sind schon da.',
  ackFrame: '{sender} bestätigt, dass alle Bytes {receiver:gen} bis zum Ende von Paket {frame} angekommen sind.',
  ackNumber: '{sender} bestätigt, dass {receiver:von} {count!das erste|die ersten} {count|Byte|Bytes} angekommen {count!ist|sind}.',
  ackNothing: '{sender} bestätigt, dass die Verbindung steht; {receiver:von} ist noch kein Byte angekommen.',
  ackMid: '{sender} bestätigt, was bisher {receiver:von} angekommen ist.',
  ackAgain: '{sender} wiederholt die letzte Bestätigung ({time}. Mal): Es kam etwas an, aber nicht das, was auf Paket {frame} folgen muss.',
  window: '{sender} teilt {receiver:dat} mit, wie viel jetzt in den Empfangspuffer passt (Fenster): {window|Byte|Bytes}.',
  windowUnknown: '{sender} teilt {receiver:dat} mit, dass sich der Platz im Empfangspuffer (das Fenster) geändert hat.',
  zeroWindow: 'Der Empfangspuffer {sender:gen} ist voll (Fenster 0): {receiver} darf erst weitersenden, wenn wieder Platz gemeldet wird.',
  probe: '{sender} prüft mit einem einzelnen Byte, ob {receiver} wieder Platz hat: Zuletzt war der Empfangspuffer dort voll.',
  probeAck: '{sender} antwortet auf die Probe: Der Empfangspuffer ist noch immer voll.',
  keepAlive: '{sender} fragt, ob {receiver} noch da ist oder wieder Platz hat: mit einer alten Nummer und ohne neue Daten (Keep-Alive).',
  keepAliveAck: '{sender} antwortet auf das Keep-Alive: Die Verbindung steht noch.',
  fin: '{sender} hat nichts mehr zu senden und schließt die eigene Richtung; {receiver} darf weiter senden.',
  finBoth: 'Auch {sender} hat nichts mehr zu senden und schließt die eigene Richtung: Mit der Bestätigung dafür endet die Verbindung.',
  finAgain: '{sender} sagt noch einmal, dass nichts mehr kommt.',
  ackFin: '{sender} bestätigt, dass {receiver} die eigene Richtung geschlossen hat; die Gegenrichtung ist noch offen.',
  ackFinBoth: '{sender} bestätigt das Ende: Beide Richtungen sind geschlossen.',
  refused: '{sender} lehnt die Verbindung ab: An Port {port} nimmt niemand Verbindungen an.',
  dropped: '{sender} bricht ab, bevor die Verbindung steht.',
  reset: '{sender} bricht die Verbindung sofort ab (Reset): Was noch unterwegs war, ist verloren.',
  resetAfter: '{sender} weist zurück, was nach dem Ende noch kam: Diese Verbindung gibt es dort nicht mehr.',
  nothing: '{sender} sendet {receiver:dat} ein Segment ohne ein einziges Flag: Das macht kein TCP, wohl aber ein Portscanner.',
  cut: '{sender} sendet {receiver:dat} ein TCP-Segment, dessen Kopf nicht vollständig oder nicht richtig ist; mehr lässt sich nicht sagen.',
  addFin: 'Zugleich schließt {sender} die eigene Richtung; {receiver} darf weiter senden.',
  addFinBoth: 'Zugleich schließt auch {sender} die eigene Richtung.',
  addPart: 'Sie gehören zu einer Nachricht, die noch nicht vollständig ist: Der Rest muss noch kommen.',
  addAgain: 'Diese Bytes wurden schon einmal gesendet: Es ist eine Wiederholung.',
  addOvertaken: 'Das Paket kommt verspätet an: Später gesendete Bytes sind schon da.',
  addSynData: '{count|Byte|Bytes} Daten sind gleich dabei (TCP Fast Open).',
  addLost: 'Was direkt davor gesendet wurde, fehlt in der Aufzeichnung.',
  addAckLost: 'Bestätigt werden auch Bytes, die in der Aufzeichnung fehlen.',
  addFull: 'Damit ist der Empfangspuffer {receiver:gen} voll: {sender} muss auf eine Bestätigung warten.',
  addZero: 'Der eigene Empfangspuffer ist voll: {receiver} darf vorerst nichts senden.',
  addReused: 'Dieselben beiden Ports hatten vorher schon eine andere Verbindung.',
  addOdd: 'Seine Flags schließen einander aus: So sendet sie kein TCP, wohl aber ein Portscanner.',
  addUrgent: 'Ein Teil davon ist als dringend markiert.',
};
