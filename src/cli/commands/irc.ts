/** `wirecat irc`: talks in a room of IRC by hand. */
import { ircGuide } from '../../protocols/irc/guide.ts';
import type { Command } from '../command/command.ts';
import { guidedCommand } from '../talk/guided.ts';

export const command: Command = guidedCommand(ircGuide, 'talk in a room of IRC by hand, each reply explained', [
  {
    line: 'wirecat irc 127.0.0.1:16667',
    says: 'NICK, USER, JOIN, PRIVMSG, QUIT, with Enter; wirecat serve chat --base 10000 is such a server',
  },
  { line: 'wirecat irc tls:irc.example.org --user ada:x', says: 'inside TLS from the first byte, by the name ada' },
  { line: "printf 'NICK ada\\nUSER ada 0 * :Ada\\nJOIN #lab\\nQUIT\\n' | wirecat irc 127.0.0.1:16667", says: 'from a pipe' },
]);
