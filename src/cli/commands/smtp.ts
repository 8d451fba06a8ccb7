/** `wirecat smtp`: sends a mail by hand. */
import { smtpGuide } from '../../protocols/smtp/guide.ts';
import type { Command } from '../command/command.ts';
import { guidedCommand } from '../talk/guided.ts';

export const command: Command = guidedCommand(smtpGuide, 'send a mail by hand, each reply explained', [
  { line: 'wirecat smtp 127.0.0.1:10025', says: 'EHLO, MAIL, RCPT, DATA, QUIT; wirecat serve smtp --base 10000 is such a server' },
  { line: 'wirecat smtp 127.0.0.1:10025 -w mail.pcapng', says: 'and keep the packets' },
]);
