/** Service `pop3`: the messages of the inbox, to be fetched and deleted, RFC 1939. */
import { openSpool } from '../../mail/spool.ts';
import { runTalk } from '../../serve/line-talk.ts';
import { type Service, sharedOptions } from '../../serve/service.ts';
import { parseUsers, type Users } from '../../serve/users.ts';
import { Pop3Session } from './session.ts';

export interface Pop3Options {
  readonly users: Users;
  readonly mail: string | undefined;
}

export const pop3: Service<Pop3Options> = {
  name: 'pop3',
  title: 'Gives the mail of the inbox',
  spec: 'RFC 1939',
  ports: { tcp: 110, tls: 995 },
  framings: ['stream'],
  example: 'curl -u guest:guest pop3://HOST:PORT/1',
  tlsExample: 'curl -k -u guest:guest pop3s://HOST:PORT/1',
  shares: 'one mailbox',
  options: { mail: sharedOptions.mail, user: sharedOptions.user },
  parse: (given) => ({
    users: parseUsers(given['user'] as readonly string[] | undefined),
    mail: given['mail'] as string | undefined,
  }),
  ready: async ({ mail }) => void (await openSpool(mail)),
  serve: async (channel, context) => {
    const { users, mail } = context.options;
    const spool = await openSpool(mail);
    await runTalk(
      channel,
      context,
      async (talk) => {
        const session = new Pop3Session(talk, context.limits, users, spool.inbox);
        try {
          await session.run();
        } finally {
          session.close();
        }
      },
      (talk) => talk.say('-ERR You said nothing for too long'),
    );
  },
};
