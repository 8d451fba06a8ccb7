/** Service `imap`: the mail of the spool in its folders, IMAP4rev1 (RFC 3501) with what clients use beside it. */
import { openSpool } from '../../mail/spool.ts';
import { runTalk } from '../../serve/line-talk.ts';
import { type Service, sharedOptions } from '../../serve/service.ts';
import { parseUsers, type Users } from '../../serve/users.ts';
import { ImapSession } from './session.ts';

export interface ImapOptions {
  readonly users: Users;
  readonly mail: string | undefined;
}

export const imap: Service<ImapOptions> = {
  name: 'imap',
  title: 'Shows mail in its folders',
  spec: 'RFC 3501',
  ports: { tcp: 143, tls: 993 },
  framings: ['stream'],
  example: 'curl -u guest:guest imap://HOST:PORT/INBOX',
  tlsExample: 'curl -k -u guest:guest imaps://HOST:PORT/INBOX',
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
        const session = new ImapSession(talk, context, users, spool);
        try {
          await session.run();
        } finally {
          session.close();
        }
      },
      (talk) => talk.say('* BYE You said nothing for too long'),
    );
  },
};
