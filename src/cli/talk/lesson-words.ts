/** Words of the first lesson, in English and German. */
import { type Language, type PlainKey, sayer, type Translated, Words } from '../../core/words.ts';
import { ladder as germanLadder } from '../../view/words/de.ts';
import { ladder as englishLadder } from '../../view/words/en.ts';

const en = {
  greeting: '{title}, on this machine alone.',
  title: 'A conversation and its packets',
  service: 'An echo service listens on {service} and sends back whatever it gets.',
  you: 'You are its client: type a line and press Enter. {end} or Ctrl-D closes.',
  prompt: 'you',
  client: 'client: you',
  server: 'server: echo',
  pageStays: 'The conversation is closed. The page stays until Ctrl-C.',
  over: 'It is over:',
  kept: 'The packets are in {file}',
  next: '(Wireshark opens it too). What to try next:',
  rows: 'the packets as rows',
  one: 'the one that carried your first line, bit by bit',
  stays: 'a service that stays; its client, in another terminal, is 127.0.0.1 7007',
  else: 'everything else',
  open: 'the handshake: SYN, SYN+ACK, ACK',
  message: 'a line goes, and comes back',
  messageWhole: 'a line goes, is acknowledged, and comes back',
  close: 'each side ends its own direction with a FIN',
} as const;

const de: Translated<typeof en> = {
  greeting: '{title}, nur auf diesem Rechner.',
  title: 'Ein Gespräch und seine Pakete',
  service: 'Ein Echo-Dienst wartet auf {service} und sendet zurück, was immer er bekommt.',
  you: 'Sein Client sitzt hier: eine Zeile tippen und Enter drücken. {end} oder Strg-D schließt.',
  prompt: 'Zeile',
  client: 'Client: hier',
  server: 'Server: Echo',
  pageStays: 'Das Gespräch ist zu Ende. Die Seite bleibt bis Strg-C.',
  over: 'Es ist vorbei:',
  kept: 'Die Pakete stehen in {file}',
  next: '(auch Wireshark öffnet die Datei). Als Nächstes:',
  rows: 'die Pakete als Zeilen',
  one: 'das mit der ersten Zeile, Bit für Bit',
  stays: 'ein Dienst, der bleibt; sein Client, in einem anderen Terminal, ist 127.0.0.1 7007',
  else: 'alles andere',
  open: 'der Verbindungsaufbau: SYN, SYN+ACK, ACK',
  message: 'eine Zeile geht hin und kommt zurück',
  messageWhole: 'eine Zeile geht hin, wird bestätigt und kommt zurück',
  close: 'jede Seite beendet ihre Richtung mit einem FIN',
};

export const sayLesson = sayer<typeof en>('lesson');
export const lessonWords = (language: Language): Words =>
  new Words(language, language === 'de' ? { lesson: de, ladder: germanLadder } : { lesson: en, ladder: englishLadder });
export type LessonKey = PlainKey<typeof en>;
