/** Service `smtp`: takes mail for this machine and lays it into the spool, RFC 5321. It never passes any on. */
import { mailService } from '../../mail/mail-service.ts';
import { SmtpSession } from './session.ts';

export const smtp = mailService(
  {
    name: 'smtp',
    title: 'Takes mail for @lab, @localhost and this machine, and passes none on',
    spec: 'RFC 5321',
    ports: { tcp: 25, also: 587, tls: 465 },
    example: 'swaks --server HOST:PORT --to guest@lab',
    tlsExample: 'swaks --tls-on-connect --server HOST:PORT --to guest@lab',
  },
  (talk, context, users, spool) => new SmtpSession(talk, context, { users, spool }),
  '421 4.4.2 You said nothing for too long, good bye',
);
