/** Service `telnet`: options negotiated for real (RFC 854 to 860, 1073, 1091, 1184), in front of a small shell, or of a program where one is named. */
import { splitWords } from '../../program/shell-words.ts';
import type { Service } from '../../serve/service.ts';
import { runProgram } from './program.ts';
import { Shell } from './shell.ts';
import { TelnetTalk } from './talk.ts';

export interface TelnetOptions {
  /** Run for each client; undefined: the shell that is built in. */
  readonly argv: readonly string[] | undefined;
}

export const telnet: Service<TelnetOptions> = {
  name: 'telnet',
  title: 'Gives a terminal: a small shell, or a program',
  spec: 'RFC 854',
  ports: { tcp: 23, tls: 992 },
  framings: ['stream'],
  example: 'telnet HOST PORT',
  tlsExample: 'openssl s_client -quiet -connect HOST:PORT',
  options: {
    exec: { value: 'COMMAND', help: 'each client gets this program, on a terminal of its own; otherwise a small shell that runs nothing' },
  },
  parse: ({ exec }) => ({ argv: typeof exec === 'string' ? splitWords(exec, 'serve --exec') : undefined }),
  program: ({ argv }) => argv?.join(' '),
  serve: async (channel, context) => {
    const talk = new TelnetTalk(channel, context.limits.idle);
    talk.begin();
    try {
      if (context.options.argv === undefined) await new Shell(talk, context).run();
      else await runProgram(context.options.argv, talk, context);
    } finally {
      talk.close();
    }
  },
};
