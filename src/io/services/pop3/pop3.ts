/** Service `pop3`: the messages of the inbox, to be fetched and deleted, RFC 1939. */
import { mailService } from '../../mail/mail-service.ts';
import { Pop3Session } from './session.ts';

export const pop3 = mailService(
  {
    name: 'pop3',
    title: 'Gives the mail of the inbox',
    spec: 'RFC 1939',
    ports: { tcp: 110, tls: 995 },
    example: 'curl -u guest:guest pop3://HOST:PORT/1',
    tlsExample: 'curl -k -u guest:guest pop3s://HOST:PORT/1',
  },
  (talk, context, users, spool) => new Pop3Session(talk, context.limits, users, spool.inbox),
  '-ERR You said nothing for too long',
);
