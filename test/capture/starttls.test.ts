/** TLS that begins in the middle of a conversation, captured with the key log of the client: inside is what tshark sees. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { beside, differences } from '../tls-beside.ts';
import { inNamespace } from './namespace.ts';

const folder = scratch();

/** Names whose values do not depend on how tshark 4.0 counts whole lines, or cuts STARTTLS and the words of LOGIN in two. */
const SAME =
  /^(tls\.|smtp\.(rsp|response)\.|imap\.(line|request\.command|response\.\w+)=|pop\.(request|response)\.\w+=|ftp\.(request\.|response\.(code|arg)))/;

/** Each line is said when the one before was answered. */
const TALK = `
talk() { P=$1; PORT=$2; shift 2; : >heard
  ( for LINE; do N=$(wc -c <heard); printf '%s\\r\\n' "$LINE"; until [ $(wc -c <heard) -gt $N ]; do sleep 0.02; done; done ) |
    openssl s_client -quiet -connect 127.0.0.1:$PORT -starttls $P -keylogfile keys >heard 2>/dev/null || true; }
wirecat serve smtp imap pop3 ftp >served 2>&1 & S=$!; says 'ftp ' served $S
capture lo tcp -w talk.pcapng; C=$P
talk smtp 25 'EHLO me' 'MAIL FROM:<a@b.c>' 'RSET' 'QUIT'
talk imap 143 'a1 CAPABILITY' 'a2 LOGIN guest guest' 'a3 SELECT INBOX' 'a4 LOGOUT'
talk pop3 110 'USER guest' 'PASS guest' 'STAT' 'QUIT'
talk ftp 21 'USER anonymous' 'PASS guest' 'SYST' 'QUIT'
P=$C; end; kill $S
`;

needs('netns', 'ip', 'openssl', 'tshark').describe('TLS behind', () => {
  it('STARTTLS of SMTP and IMAP, STLS of POP and AUTH TLS of FTP has the fields of tshark inside', () => {
    inNamespace(folder, TALK);
    const compared = beside(folder, readFileSync(join(folder, 'talk.pcapng')), readFileSync(join(folder, 'keys'), 'latin1'));
    const same = (all: readonly (readonly string[])[]) => all.map((lines) => lines.filter((line) => SAME.test(line)));
    expect(differences({ ours: same(compared.ours), theirs: same(compared.theirs) })).toEqual([]);
    const ours = compared.ours.flat();
    for (const said of ['smtp.req.command=RSET', 'imap.request.command=SELECT', 'pop.request.command=STAT', 'ftp.request.command=SYST'])
      expect(ours).toContain(said);
  });
});
