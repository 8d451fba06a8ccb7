/** What MSP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  message: '{sender} sendet {receiver:dat} eine Nachricht für einen Bildschirm: {text}.',
  delivered: '{sender} hat die Nachricht gezeigt.',
  refused: '{sender} hat die Nachricht nicht gezeigt.',
  'about.msp': 'Mit diesem Dienst sendet man eine kurze Nachricht auf den Bildschirm von jemand anderem.',
  'msp.version': 'B nach RFC 1312, A nach RFC 1159.',
  'msp.recipient': 'Für wessen Bildschirm sie ist; ist es leer, für den, der gerade da ist.',
  'msp.recip_term': 'Auf welchem Terminal; leer heißt auf dem gerade benutzten, * auf allen.',
  'msp.message': 'Was gezeigt wird.',
  'msp.sender': 'Wer es angeblich sagt.',
  'msp.sender_term': 'Das Terminal des Absenders.',
  'msp.cookie': 'Bleibt gleich, wenn die Nachricht noch einmal gesendet wird: So wird sie nur einmal gezeigt.',
  'msp.signature': 'Beweist, wer sie gesendet hat, sofern beide vereinbart haben, wie.',
  'msp.delivered': 'Ob sie gezeigt wurde: + oder -.',
  'msp.answer': 'Warum nicht.',
  'msp.request_in': 'Das Paket mit der Nachricht.',
  'msp.response_time': 'Wie lange die Antwort gedauert hat.',
};
