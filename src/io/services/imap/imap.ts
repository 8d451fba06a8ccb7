/** Service `imap`: the mail of the spool in its folders, IMAP4rev1 (RFC 3501) with what clients use beside it. */
import { mailService } from '../../mail/mail-service.ts';
import { ImapSession } from './session.ts';

export const imap = mailService(
  {
    name: 'imap',
    title: 'Shows mail in its folders',
    spec: 'RFC 3501',
    ports: { tcp: 143, tls: 993 },
    example: 'curl -u guest:guest imap://HOST:PORT/INBOX',
    tlsExample: 'curl -k -u guest:guest imaps://HOST:PORT/INBOX',
  },
  (talk, context, users, spool) => new ImapSession(talk, context, users, spool),
  '* BYE You said nothing for too long',
);
