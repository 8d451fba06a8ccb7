/** Words of the page, in German. */

export const common = {
  close: 'Schließen',
  client: 'Client',
  server: 'Server',
  theClient: 'der Client',
  theServer: 'der Server',
} as const;

export const lessons = {
  lessons: 'Übungen',
  intro:
    'Übungen, die an ihren Paketen geprüft werden. Jede startet auf diesem Rechner, was sie braucht, und sieht zu: Ihrem eigenen Programm, in welcher Sprache auch immer, oder dem, was Sie hier tippen.',
  begin: 'Beginnen',
  goOn: 'Weiter',
  about: '{goals|Ziel|Ziele}, {questions|Frage|Fragen}',
  steps: 'Schrittkonsole',
  stepsSay: 'socket, bind, listen, accept: die Aufrufe einzeln machen und sehen, was jeder liefert und bewirkt',
  all: 'Alle Übungen',
  readOnly: 'Die Übungen macht, wer wirecat gestartet hat; hier ist zu sehen, wie weit sie sind.',
  none: 'Gerade wird keine Übung gemacht.',
  reached: '{done} von {count} erreicht',
  report: 'Bericht speichern',
  code: 'Programm abgeben …',
  codeFiles: 'Abgegeben: {files}',
  next: 'Als Nächstes',
  answer: 'Antworten',
  answerTo: 'Ihre Antwort',
  thisPacket: 'Paket {number}',
  full: 'Es kamen mehr Pakete, als gemerkt werden: bitte die Übung neu beginnen.',
  places: 'Adressen dieser Übung',
  connect: 'Von hier verbinden',
  machine: 'Zustände von TCP',
  console: 'Schrittkonsole',
  packet: 'Paket {number}.',
  noPacket:
    'Jedes Paket bringt eine Seite oder beide in einen anderen Zustand. Wählen Sie rechts eines, oder gehen Sie unten mit den Pfeilen.',
  before: 'Paket davor',
  after: 'Paket danach',
  place: '{number} von {count}',
  ladder: 'Leiter',
  conversations: 'Gespräch',
  noTalk: 'Noch keine Pakete',
  noTalkSays:
    'Der erste Client zeichnet den ersten Pfeil: verbinden Sie Ihr Programm mit einer Adresse dieser Übung, oder verbinden Sie von hier.',
  typeCall: 'Ein Aufruf: s = socket tcp, dann bind s 127.0.0.1:7007, listen s 5, c = accept s',
  call: 'Ein Aufruf an Sockets',
  make: 'Ausführen',
  consoleSays:
    'Je Zeile ein Aufruf des Systems, wie hier oder wie in C oder Python. help zählt sie auf; code c, code python und code ts geben dasselbe Programm aus.',
} as const;

export const machine = {
  label: 'Zustände von TCP: Client {client}, Server {server}',
  got: 'kommt',
  send: 'sende',
  connect: 'connect',
  listen: 'listen',
  close: 'close',
} as const;

export const talk = {
  talk: 'Gespräch',
  label: 'Gespräch und Leiter',
  says: 'was {one} und {other} sagen',
  packet: 'Paket',
  you: 'Sie',
  ladder: 'Leiter',
  rooms: 'Räume',
  looksOn: 'Hier spricht ein anderes Programm; Sie sehen zu.',
  over: 'Es ist vorbei: {why}.',
  typing: 'wird getippt: noch kein Paket',
  nothingSent: 'Nichts ist auf der Leitung.',
  unfinished: 'Die Zeile ist nicht fertig: Enter sendet sie.',
  choose: 'Wählen Sie links einen Endpunkt, oder machen Sie einen neuen.',
  none: 'Noch keine Pakete',
  listens: 'Der Dienst hört auf {address}. Der erste Client zeichnet den ersten Pfeil.',
  connect: 'Dorthin verbinden',
  byHand: 'Von Hand sprechen',
  elsewhere: 'oder in einem Terminal:',
} as const;

export const composer = {
  line: 'Eine Zeile tippen. Enter sendet sie.',
  message: 'Eine Nachricht aus mehreren Zeilen tippen. Strg Enter sendet sie.',
  label: 'Was Sie sagen',
  as: 'Eingabe als',
  text: 'Text',
  lines: 'Zeilen',
  hex: 'Hex',
  end: 'Zeilenende',
  none: 'keines',
  send: 'Senden',
  notYet: '{bytes|Byte|Bytes} · noch kein Paket',
  whyHex: 'erwartet: Paare aus 0–9 und a–f',
  whyEscaped: 'nach einem Backslash erwartet: \\n, \\r, \\t, \\0, \\\\ oder \\xNN',
  file: 'Datei senden …',
  fileGoes: '{name}: {sent} von {size}',
  stop: 'Anhalten',
  request: 'Eine Anfrage an einen Webserver',
  looksLike: 'sieht aus wie {protocol}',
  right: 'daran ist nichts falsch',
  next: 'Als Nächstes',
  empty: '(eine leere Zeile)',
  take: 'Enter in einer leeren Zeile sendet, was vorgeschlagen ist.',
  waits: 'Der Server hat noch nicht geantwortet.',
  any: 'Jede Zeile kann getippt werden.',
} as const;

export const mail = {
  inbox: 'Posteingang',
  none: 'Noch keine Post',
  noneSays: 'Was über SMTP an diesen Dienst kommt, steht hier und wird mit IMAP und POP3 abgeholt.',
  from: 'Von',
  to: 'An',
  subject: 'Betreff',
  noSubject: '(kein Betreff)',
  isNew: 'neu',
  head: 'Kopf',
  text: 'Text',
  attachments: 'Angehängt: {names}',
  size: '{bytes|Byte|Bytes}',
  choose: 'Wählen Sie eine Mail: ihr Text steht hier.',
} as const;

export const chat = {
  label: 'Was im Raum gesagt wurde',
  join: 'In einen Raum gehen',
  name: 'Einen Namen annehmen',
  who: 'Wer ist hier?',
  rooms: 'Welche Räume?',
  go: 'Los',
  quiet: 'Noch wurde nichts gesagt.',
} as const;

export const maker = {
  label: 'Neuer Endpunkt',
  connect: 'Verbinden mit',
  connectNow: 'Verbinden',
  address: 'Adresse',
  service: 'Einen Dienst starten',
  byHand: 'Von Hand sprechen',
  protocol: 'Protokoll',
  host: 'Rechner, mit Port oder ohne',
  user: 'Name',
  password: 'Passwort',
  begin: 'Beginnen',
} as const;
