/** What mail messages says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  'about.imf': 'Ein Brief: Im Kopf steht, von wem, an wen und worüber; nach einer Leerzeile folgt der Text.',
  'imf.from': 'Wer ihn geschrieben hat.',
  'imf.to': 'Für wen er ist.',
  'imf.subject': 'Worum es geht.',
  'imf.date': 'Wann er geschrieben wurde.',
  'imf.message_id': 'Ein Name, den kein anderer Brief hat.',
  'imf.content.type': 'Welche Art von Inhalt es ist.',
  'imf.content.transfer_encoding': 'Wie der Inhalt in Zeichen geschrieben ist.',
  'imf.mime_version': 'Immer 1.0: Es kann mehr als einfacher Text sein.',
  'imf.message_text': 'Der Text der Mail.',
};
