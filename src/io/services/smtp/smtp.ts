/** Service `smtp`: takes mail for this machine and lays it into the spool, RFC 5321. It never passes any on. */
import { openSpool } from '../../mail/spool.ts';
import { runTalk } from '../../serve/line-talk.ts';
import { type Service, sharedOptions } from '../../serve/service.ts';
import { parseUsers, type Users } from '../../serve/users.ts';
import { SmtpSession } from './session.ts';

export interface SmtpOptions {
  readonly users: Users;
  readonly mail: string | undefined;
}

export const smtp: Service<SmtpOptions> = {
  name: 'smtp',
  title: 'Takes mail for @lab, @localhost and this machine, and passes none on',
  spec: 'RFC 5321',
  ports: { tcp: 25, tls: 465 },
  framings: ['stream'],
  example: 'swaks --server HOST:PORT --to guest@lab',
  tlsExample: 'swaks --tls-on-connect --server HOST:PORT --to guest@lab',
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
      (talk) => new SmtpSession(talk, context, { users, spool }).run(),
      (talk) => talk.say('421 4.4.2 You said nothing for too long, good bye'),
    );
  },
};
