/** What MSP says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  message: '{sender} sendet {receiver:dat} eine Nachricht für einen Bildschirm: {text}.',
  delivered: '{sender} hat die Nachricht gezeigt.',
  refused: '{sender} hat die Nachricht nicht gezeigt.',
  'about.msp': 'Mit diesem Dienst sendet man eine kurze Nachricht auf den Bildschirm von jemand anderem.',
  'msp.version': 'B nach RFC 1312, A nach RFC 1159.',
  'msp.recipient': 'Für wessen Bildschirm; nichts: wer gerade da ist.',
  'msp.recip_term': 'Auf welchem Terminal; nichts: das benutzte, *: alle.',
  'msp.message': 'Was gezeigt wird.',
  'msp.sender': 'Wer es angeblich sagt.',
  'msp.sender_term': 'Das Terminal des Absenders.',
  'msp.cookie': 'Dasselbe in einer Nachricht, die noch einmal gesendet wird, damit sie einmal gezeigt wird.',
  'msp.signature': 'Beweist, wer sie gesendet hat, wenn man sich darauf geeinigt hat, wie.',
  'msp.delivered': 'Ob sie gezeigt wurde: + oder -.',
  'msp.answer': 'Warum nicht.',
  'msp.request_in': 'Das Paket mit der Nachricht.',
  'msp.response_time': 'Wie lange die Antwort gedauert hat.',
};
