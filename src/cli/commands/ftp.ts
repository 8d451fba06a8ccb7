/** `wirecat ftp`: fetches files by hand. */
import { ftpGuide } from '../../protocols/ftp/guide.ts';
import type { Command } from '../command/command.ts';
import { guidedCommand } from '../talk/guided.ts';

export const command: Command = guidedCommand(ftpGuide, 'fetch files by hand, each reply explained', [
  {
    line: 'wirecat ftp 127.0.0.1:10021',
    says: 'USER, PASS, PASV, LIST, PASV, RETR, QUIT; wirecat serve ftp --base 10000 is such a server',
  },
  { line: 'wirecat ftp ftp.example.org --user anonymous:me@example.org', says: 'as anybody may' },
]);
