/** What content of several parts says, in German. */
import type { Translated } from '../../core/words.ts';
import type { en } from './en.ts';

export const de: Translated<typeof en> = {
  'about.mime_multipart': 'Inhalt aus mehreren Teilen hintereinander: Eine Zeile, die sonst nirgends steht, trennt sie.',
  'mime_multipart.type': 'Wie die Teile zusammengehören: nebeneinander, oder jeder sagt dasselbe auf andere Weise.',
  'mime_multipart.first_boundary': 'Die Zeile vor dem ersten Teil: zwei Striche und das vereinbarte Wort.',
  'mime_multipart.boundary': 'Die Zeile zwischen zwei Teilen.',
  'mime_multipart.last_boundary': 'Die Zeile hinter dem letzten Teil: Zwei Striche mehr sagen, dass keiner mehr kommt.',
  'mime_multipart.part': 'Ein Teil: sein eigener Kopf, eine Leerzeile und sein Inhalt.',
  'mime_multipart.preamble': 'Vor dem ersten Teil: Programme, die keine Teile kennen, zeigen es.',
  'mime_multipart.trailer': 'Hinter dem letzten Teil: Es zählt nicht.',
  'mime_multipart.header.content-type': 'Welche Art von Inhalt dieser Teil ist.',
  'mime_multipart.header.content-disposition': 'Ob er beim Text gezeigt wird oder eine eigene Datei ist, und wie die heißt.',
  'mime_multipart.header.content-transfer-encoding': 'Wie dieser Teil in Zeichen geschrieben ist.',
};
