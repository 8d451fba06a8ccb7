/** The protocols that are spoken by hand with a guide. */
export { ftpGuide as ftp } from './ftp/guide.ts';
export { imapGuide as imap } from './imap/guide.ts';
export { popGuide as pop3 } from './pop/guide.ts';
export { smtpGuide as smtp } from './smtp/guide.ts';
