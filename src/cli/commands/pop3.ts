/** `wirecat pop3`: fetches mail by hand. */
import { popGuide } from '../../protocols/pop/guide.ts';
import type { Command } from '../command/command.ts';
import { guidedCommand } from '../talk/guided.ts';

export const command: Command = guidedCommand(popGuide, 'fetch mail by hand, each reply explained', [
  { line: 'wirecat pop3 127.0.0.1:10110', says: 'USER, PASS, STAT, LIST, RETR, QUIT; wirecat serve pop3 --base 10000 is such a server' },
  { line: 'wirecat pop3 tls:mail.example.org --user ada:secret', says: 'inside TLS from the first byte' },
]);
