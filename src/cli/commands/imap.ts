/** `wirecat imap`: reads mail on a server by hand. */
import { imapGuide } from '../../protocols/imap/guide.ts';
import type { Command } from '../command/command.ts';
import { guidedCommand } from '../talk/guided.ts';

export const command: Command = guidedCommand(imapGuide, 'read mail on a server by hand, each reply explained', [
  {
    line: 'wirecat imap 127.0.0.1:10143',
    says: 'LOGIN, LIST, EXAMINE, FETCH, LOGOUT, with Enter; wirecat serve imap --base 10000 is such a server',
  },
  { line: 'wirecat imap tls:mail.example.org --user ada:secret', says: 'inside TLS from the first byte' },
  { line: "printf 'a1 LOGIN guest guest\\na2 LOGOUT\\n' | wirecat imap 127.0.0.1:10143", says: 'from a pipe' },
]);
