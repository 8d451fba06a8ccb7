/** Mail service: what SMTP, IMAP and POP3 have in common: one spool, users, lines. */
import { type LineTalk, runTalk } from '../serve/line-talk.ts';
import { type Service, type ServiceContext, sharedOptions } from '../serve/service.ts';
import { parseUsers, type Users } from '../serve/users.ts';
import { openSpool, type Spool } from './spool.ts';

export interface MailOptions {
  readonly users: Users;
  readonly mail: string | undefined;
}

export interface MailSession {
  run(): Promise<void>;
  close?(): void;
}

type Declared = Pick<Service, 'name' | 'title' | 'spec' | 'ports' | 'example' | 'tlsExample'>;

/** `silent`: the line for a client that says nothing for too long. */
export const mailService = (
  declared: Declared,
  session: (talk: LineTalk, context: ServiceContext<MailOptions>, users: Users, spool: Spool) => MailSession,
  silent: string,
): Service<MailOptions> => ({
  ...declared,
  framings: ['stream'],
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
    const run = async (talk: LineTalk): Promise<void> => {
      const own = session(talk, context, users, spool);
      try {
        await own.run();
      } finally {
        own.close?.();
      }
    };
    await runTalk(channel, context, run, (talk) => talk.say(silent));
  },
});
