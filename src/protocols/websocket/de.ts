/** What WebSocket says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  text: '{sender} sendet {receiver:dat} eine Textnachricht: {text}',
  packed: '{sender} sendet {receiver:dat} eine Nachricht, gepackt in {count|Byte|Bytes}.',
  binary: '{sender} sendet {receiver:dat} eine Nachricht aus {count|Byte|Bytes}, kein Text.',
  part: '{sender} sendet {receiver:dat} einen Teil einer Nachricht; der Rest folgt.',
  rest: '{sender} sendet {receiver:dat} einen weiteren Teil einer Nachricht.',
  close: '{sender} kündigt das Ende des Gesprächs an.',
  closeWhy: '{sender} kündigt das Ende des Gesprächs an: {why} ({code}).',
  ping: '{sender} bittet {receiver:acc} um ein Lebenszeichen (Ping).',
  pong: '{sender} antwortet mit einem Lebenszeichen (Pong).',
  unknown: '{sender} sendet {receiver:dat} einen Rahmen einer Art, die nicht festgelegt ist.',
  'about.websocket': 'WebSocket macht aus einer HTTP-Verbindung eine, auf der beide Seiten jederzeit Nachrichten senden.',
  'websocket.fin': '1: der letzte Teil der Nachricht.',
  'websocket.rsv': 'Für Erweiterungen, etwa Kompression.',
  'websocket.opcode': 'Was es ist: 1 Text, 2 Bytes, 8 das Ende, 9 Ping, 10 Pong.',
  'websocket.mask': '1: Die Bytes sind mit einem Schlüssel verknüpft, wie es Clients müssen.',
  'websocket.payload_length': 'Länge der Nachricht in Byte; bei 126 und 127 folgt die Länge.',
  'websocket.masking_key': 'Der Schlüssel, mit dem die Bytes verknüpft sind: kein Geheimnis, er schützt Proxys vor Täuschung.',
  'websocket.payload.text': 'Der Text der Nachricht.',
  'websocket.payload.close.status_code': 'Warum das Gespräch endet: 1000 ist regulär.',
  'websocket.payload.close.reason': 'Der Grund in Worten.',
};
