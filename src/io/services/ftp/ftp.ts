/** Service `ftp`: a folder by FTP (RFC 959, 1123, 2389, 2428, 3659, 4217), active and passive, each data connection for its own client alone. */
import { runTalk } from '../../serve/line-talk.ts';
import { type Service, sharedOptions } from '../../serve/service.ts';
import { parseUsers } from '../../serve/users.ts';
import { obeyAll } from './obey.ts';
import { type FtpOptions, FtpSession } from './session.ts';

const { files, write, dotfiles, user } = sharedOptions;

export const ftp: Service<FtpOptions> = {
  name: 'ftp',
  title: 'Gives files and takes them',
  spec: 'RFC 959',
  ports: { tcp: 21, tls: 990 },
  framings: ['stream'],
  example: 'curl ftp://HOST:PORT/',
  tlsExample: 'curl -k ftps://HOST:PORT/',
  options: { files, write, dotfiles, user },
  parse: (given) => ({ users: parseUsers(given['user'] as readonly string[] | undefined) }),
  serve: (channel, context) =>
    runTalk(
      channel,
      context,
      async (talk) => {
        const session = new FtpSession(channel, talk, context);
        try {
          await obeyAll(session);
        } finally {
          await session.close();
        }
      },
      (talk) => talk.say('421 Nothing was said for too long; goodbye.'),
    ),
};
