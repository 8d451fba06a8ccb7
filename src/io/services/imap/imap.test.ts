import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { type Mails, type MailTalk, mails } from '../../../../test/mail-talk.ts';
import { fc, runs } from '../../../../test/property.ts';
import { memory } from '../../endpoints/memory/memory.ts';
import { closeTemporarySpool } from '../../mail/spool.ts';
import { imap } from './imap.ts';

serviceConformance(imap);
afterAll(closeTemporarySpool);

const MIXED = `Date: Mon, 7 Feb 1994 21:52:25 -0800 (PST)
From: =?UTF-8?Q?J=C3=BCrgen?= <j@lab>, "Ada, L." <ada@lab>
Sender: list@lab
To: friends: a@lab, b@lab;, c@lab
Subject: outer
Message-ID: <1@lab>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=X

--X
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Gr=C3=BC=C3=9Fe
--X
Content-Type: message/rfc822

Subject: inner
From: eve@lab
Content-Type: multipart/alternative; boundary=Y

--Y

plain inside
--Y
Content-Type: text/html

<b>inside</b>
--Y--
--X--
`.replaceAll('\n', '\r\n');
const PLAIN = 'Subject: plain\r\nFrom: bob@lab\r\n\r\none\r\ntwo\r\n';

let folder: string;
let stop: AbortController;
let on: Mails;
let talk: MailTalk;
let tag: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-imap-'));
  stop = new AbortController();
  on = await mails(imap, memory, { mail: folder, user: ['ada:secret'] }, stop.signal);
  tag = 0;
  talk = await on.call();
  expect(await talk.line()).toMatch(/^\* OK \[CAPABILITY IMAP4rev1 /);
});
afterEach(() => {
  stop.abort(new Error('the test is over'));
  rmSync(folder, { recursive: true, force: true });
});

const say = (line: string, as: MailTalk = talk): Promise<string> => as.command(`t${++tag}`, line);

const append = async (mail: string, rest = '', as: MailTalk = talk): Promise<string> => {
  await as.send(`app APPEND INBOX ${rest}{${mail.length}}\r\n`);
  expect(await as.line()).toMatch(/^\+ /);
  await as.send(`${mail}\r\n`);
  return as.until('app ');
};

const enter = async (): Promise<void> => {
  expect(await say('LOGIN ada secret')).toMatch(/OK \[CAPABILITY/);
  expect(await append(PLAIN)).toMatch(/OK \[APPENDUID \d+ 1\]/);
  expect(await append(MIXED, '(\\Flagged) "17-Jul-1996 02:44:25 -0700" ')).toMatch(/APPENDUID \d+ 2/);
  expect(await say('SELECT INBOX')).toMatch(/\* 2 EXISTS[\s\S]*OK \[READ-WRITE\]/);
};

describe('imap before the login', () => {
  it('the lecture: LOGIN, LIST, EXAMINE, FETCH, LOGOUT, and says why BODY [ ] is none', async () => {
    await enter();
    expect(await say('LIST "" "*"')).toContain('* LIST (\\HasNoChildren) "." "INBOX"');
    expect(await say('EXAMINE INBOX')).toContain('[READ-ONLY]');
    expect(await say('FETCH 1 BODY [ ]')).toMatch(/BAD expected no space between BODY and its brackets/);
    expect(await say('FETCH 1 BODY[]')).toContain(`{${PLAIN.length}}\n${PLAIN.replaceAll('\r', '')})\nt`);
    expect(await say('LOGOUT')).toMatch(/^\* BYE[\s\S]*OK/);
  });

  it.each([
    ['SELECT INBOX', /BAD Log in first/],
    ['LOGIN ada wrong', /NO \[AUTHENTICATIONFAILED\]/],
    ['LOGIN "ada" "secret"', /OK/],
    ['AUTHENTICATE PLAIN AGFkYQBzZWNyZXQ=', /OK/],
    ['AUTHENTICATE GSSAPI', /NO/],
    ['XYZ', /BAD There is no command/],
    ['LOGIN ada', /BAD expected more arguments/],
    ['ID NIL', /\* ID .*\n.*OK/],
    ['CAPABILITY', /AUTH=PLAIN AUTH=LOGIN/],
  ])('%s', async (line, reply) => expect(await say(line)).toMatch(reply));

  it('takes names and passwords as literals, in one go too (RFC 7888)', async () => {
    await talk.send('a LOGIN {3+}\r\nada {6+}\r\nsecret\r\n');
    expect(await talk.line()).toMatch(/^a OK/);
  });

  it('refuses literals before they come, and large ones without asking (T-B9)', async () => {
    await talk.send('a LOGIN {999999999}\r\n');
    expect(await talk.line()).toMatch(/^a NO \[TOOBIG\]/);
    expect(await say('LOGIN ada secret')).toMatch(/OK/);
    await talk.send('b SELECT {1048577}\r\n');
    expect(await talk.line()).toMatch(/^b NO \[TOOBIG\]/);
    await talk.send('c APPEND INBOX {99999999}\r\n');
    expect(await talk.line()).toMatch(/^c NO \[TOOBIG\]/);
    await talk.send('d SELECT {99999999+}\r\n');
    expect(await talk.line()).toMatch(/^d NO \[TOOBIG\]/);
    expect(await talk.rest()).toBe('');
  });

  it('a tag may have brackets, and nothing that begins something else (RFC 3501 §9)', async () => {
    for (const tag of ['a[1]', 'x]', '}~']) {
      await talk.send(`${tag} NOOP\r\n`);
      expect(await talk.line()).toBe(`${tag} OK Done`);
    }
    for (const tag of ['a+', 'a*', 'a%', 'a{', 'a\x07']) {
      await talk.send(`${tag} NOOP\r\n`);
      expect(await talk.line()).toMatch(/^\* BAD A command begins with a tag/);
    }
  });

  it('sends away who makes ten errors in a row', async () => {
    for (let i = 0; i < 9; i++) await say('XYZ');
    expect(await say('NOOP')).toMatch(/OK/);
    for (let i = 0; i < 9; i++) await say('XYZ');
    await talk.send('last XYZ\r\n');
    expect(await talk.rest()).toMatch(/last BAD[\s\S]*\* BYE/);
  });
});

describe('imap: messages', () => {
  beforeEach(enter);

  it.each([
    ['FLAGS', 'FLAGS (\\Flagged)'],
    ['UID', 'UID 2'],
    ['INTERNALDATE', 'INTERNALDATE "17-Jul-1996 09:44:25 +0000"'],
    ['RFC822.SIZE', `RFC822.SIZE ${MIXED.length}`],
    ['ENVELOPE', '(("=?UTF-8?Q?J=C3=BCrgen?=" NIL "j" "lab")("Ada, L." NIL "ada" "lab")) ((NIL NIL "list" "lab"))'],
    [
      'ENVELOPE',
      '((NIL NIL "friends" NIL)(NIL NIL "a" "lab")(NIL NIL "b" "lab")(NIL NIL NIL NIL)(NIL NIL "c" "lab")) NIL NIL NIL "<1@lab>")',
    ],
    ['BODY', '("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "QUOTED-PRINTABLE" 15 1)'],
    ['BODY', '("MESSAGE" "RFC822" NIL NIL NIL "7BIT" '],
    ['BODYSTRUCTURE', '"ALTERNATIVE" ("BOUNDARY" "Y") NIL NIL NIL)'],
    ['BODY.PEEK[1]', 'BODY[1] {15}\nGr=C3=BC=C3=9Fe)'],
    ['BODY.PEEK[1]<3.4>', 'BODY[1]<3> {4}\nC3=B)'],
    ['BODY.PEEK[1]<99.4>', 'BODY[1]<99> {0}\n)'],
    ['BODY.PEEK[2.HEADER]', 'Subject: inner\nFrom: eve@lab\n'],
    ['BODY.PEEK[2.MIME]', 'BODY[2.MIME] {32}\nContent-Type: message/rfc822\n'],
    ['BODY.PEEK[2.1]', 'BODY[2.1] {12}\nplain inside)'],
    ['BODY.PEEK[2.2.MIME]', 'Content-Type: text/html\n'],
    ['BODY.PEEK[2.TEXT]', '--Y\n\nplain inside\n'],
    ['BODY.PEEK[3]', 'BODY[3] NIL'],
    ['BODY.PEEK[HEADER.FIELDS (subject X-No)]', 'BODY[HEADER.FIELDS (subject X-No)] {18}\nSubject: outer\n\n)'],
    [
      'BODY.PEEK[HEADER.FIELDS.NOT (From To Date Sender Subject)]',
      'Message-ID: <1@lab>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n)',
    ],
    ['BODY.PEEK[TEXT]', 'BODY[TEXT] {'],
    ['RFC822.HEADER', 'RFC822.HEADER {'],
    ['ALL', 'ENVELOPE ('],
    ['(UID BODY.PEEK[HEADER] FLAGS)', 'UID 2 BODY[HEADER] {'],
  ])('FETCH 2 %s', async (items, part) => expect(await say(`FETCH 2 ${items}`)).toContain(part));

  it('marks as seen what was not only peeked at', async () => {
    expect(await say('FETCH 1 BODY[TEXT]')).toMatch(/FLAGS \(\\Seen/);
    expect(readdirSync(join(folder, 'cur')).filter((name) => name.endsWith(':2,S'))).toHaveLength(1);
    expect(await say('FETCH 2 BODY.PEEK[]')).not.toContain('FLAGS');
    expect(await say('FETCH 9 FLAGS')).toMatch(/BAD there are only 2 messages/);
    expect(await say('UID FETCH 9:* FLAGS')).toMatch(/\* 2 FETCH \(UID 2 FLAGS/);
  });

  it.each([
    ['ALL', '1 2'],
    ['FLAGGED', '2'],
    ['UNFLAGGED NOT DELETED', '1'],
    ['BODY "grüße"', '2'],
    ['TEXT inside', '2'],
    ['FROM "jürgen"', '2'],
    ['HEADER Subject ""', '1 2'],
    ['HEADER X-Nothing ""', ''],
    ['SENTON 7-Feb-1994', '2'],
    ['BEFORE 18-Jul-1996', '2'],
    ['SINCE 18-Jul-1996', '1'],
    ['LARGER 300', '2'],
    ['OR SUBJECT plain (TO c@lab SMALLER 9999)', '1 2'],
    ['UID 2:*', '2'],
    ['2', '2'],
    ['KEYWORD $Junk', ''],
    ['UNSEEN UNANSWERED UNDRAFT', '1 2'],
  ])('SEARCH %s', async (keys, found) => {
    const line = Buffer.from(`SEARCH CHARSET UTF-8 ${keys}`).toString('latin1');
    expect(await say(line)).toContain(`* SEARCH${found === '' ? '' : ` ${found}`}\n`);
  });

  it('STORE, COPY, MOVE and EXPUNGE, with the numbers that last (RFC 4315, RFC 6851)', async () => {
    expect(await say('STORE 1 +FLAGS (\\Deleted \\Seen)')).toContain('* 1 FETCH (FLAGS (\\Seen \\Deleted');
    expect(await say('STORE 1 -FLAGS.SILENT \\Seen')).not.toContain('FETCH');
    expect(await say('COPY 1 Archive')).toMatch(/NO \[TRYCREATE\]/);
    expect(await say('CREATE Archive')).toMatch(/OK/);
    expect(await say('UID COPY 1:2 Archive')).toMatch(/OK \[COPYUID \d+ 1:2 1:2\]/);
    expect(await say('UID MOVE 2 Archive')).toMatch(/\* OK \[COPYUID \d+ 2 3\][\s\S]*\* 2 EXPUNGE\n/);
    expect(await say('UID EXPUNGE 7')).not.toContain('EXPUNGE\n');
    expect(await say('EXPUNGE')).toContain('* 1 EXPUNGE\n');
    expect(await say('STATUS Archive (MESSAGES UIDNEXT UNSEEN)')).toContain('"Archive" (MESSAGES 3 UIDNEXT 4 UNSEEN 3)');
    expect(await say('SELECT Archive')).toContain('* 3 EXISTS');
    expect(await say('CLOSE')).toMatch(/OK/);
    expect(await say('STATUS Archive (MESSAGES)')).toContain('MESSAGES 2');
  });

  it("keeps words of the client's own: stored, searched, copied, there for all, and 26 in a folder", async () => {
    expect(await say('STORE 1 +FLAGS ($Label1 later)')).toMatch(
      /^\* FLAGS \(.*\$Forwarded \$Label1 later\)\n\* OK \[PERMANENTFLAGS \(.* later \\\*\)\].*\n\* 1 FETCH \(FLAGS \(\$Label1 later/,
    );
    expect(await append(PLAIN, '(Later \\Seen) ')).toMatch(/OK/);
    expect(await say('SEARCH KEYWORD LATER')).toContain('* SEARCH 1 3\n');
    expect(await say('SEARCH UNKEYWORD later')).toContain('* SEARCH 2\n');
    await say('CREATE Other');
    await say('COPY 3 Other');
    expect(await say('STORE 1 -FLAGS (LATER unknown)')).toContain('FETCH (FLAGS ($Label1');
    const again = await mails(imap, memory, { mail: `${folder}/.`, user: ['ada:secret'] }, stop.signal);
    const other = await again.call();
    await other.line();
    await say('LOGIN ada secret', other);
    expect(await say('SELECT Other', other)).toMatch(/FLAGS \(.*\$Forwarded later\)/);
    expect(await say('FETCH 1 FLAGS', other)).toMatch(/FLAGS \(\\Seen later/);
    await say(`STORE 1 +FLAGS (${Array.from({ length: 30 }, (_, i) => `w${i}`).join(' ')})`, other);
    const full = await say('SELECT Other', other);
    expect(full).toMatch(/ w24\)\] Flags that stay/);
  });

  it('tells one client what another does, and keeps numbers while it fetches', async () => {
    const other = await on.call();
    await other.line();
    await say('LOGIN ada secret', other);
    await say('SELECT INBOX', other);
    await append('Subject: third\r\n\r\n', '', other);
    expect(await say('NOOP')).toMatch(/\* 3 EXISTS/);
    await say('STORE 1 +FLAGS (\\Answered \\Deleted)', other);
    await say('EXPUNGE', other);
    const fetched = await say('FETCH 1:3 FLAGS');
    expect(fetched).not.toContain('EXPUNGE');
    expect(await say('NOOP')).toMatch(/\* 1 EXPUNGE/);
  });

  it('ends where another client deleted the folder that is open', async () => {
    await say('CREATE Short');
    await say('SELECT Short');
    const other = await on.call();
    await other.line();
    await say('LOGIN ada secret', other);
    expect(await say('DELETE Short', other)).toMatch(/OK/);
    expect(await say('NOOP')).toMatch(/\* BYE The folder that was open is gone\n/);
    expect(await talk.rest()).toBe('');
  });

  it('IDLE tells what other programs put there (RFC 2177)', async () => {
    await talk.send('i IDLE\r\n');
    expect(await talk.line()).toMatch(/^\+ /);
    writeFileSync(join(folder, 'tmp', '1.2.h'), 'Subject: by hand\n\nline ends of another program\n');
    renameSync(join(folder, 'tmp', '1.2.h'), join(folder, 'new', '1.2.h'));
    expect(await talk.until('* 3 EXISTS')).toContain('EXISTS');
    await talk.send('DONE\r\n');
    await talk.until('i OK');
    expect(await say('FETCH 3 (RFC822.SIZE BODY.PEEK[TEXT])')).toContain('RFC822.SIZE 50 BODY[TEXT] {30}');
  });

  it('keeps its numbers: UIDs and UIDVALIDITY lie in a file', async () => {
    const first = /UIDVALIDITY (\d+)/.exec(await say('EXAMINE INBOX'))?.[1];
    expect(existsSync(join(folder, 'wirecat-uids'))).toBe(true);
    await say('SELECT INBOX');
    await say('STORE 1 +FLAGS (\\Deleted)');
    await say('EXPUNGE');
    const again = await mails(imap, memory, { mail: `${folder}/.`, user: ['ada:secret'] }, stop.signal);
    const other = await again.call();
    await other.line();
    await say('LOGIN ada secret', other);
    const examined = await say('EXAMINE INBOX', other);
    expect(/UIDVALIDITY (\d+)/.exec(examined)?.[1]).toBe(first);
    expect(await say('FETCH 1 UID', other)).toContain('UID 2');
    expect(examined).toContain('UIDNEXT 3');
  });
});

describe('imap: folders', () => {
  beforeEach(enter);

  it('are made, listed, renamed with those below them, subscribed and deleted', async () => {
    for (const name of ['a', 'a.b', 'a.b.c', 'Sent', '"Entw&APw-rfe"']) expect(await say(`CREATE ${name}`)).toMatch(/OK/);
    expect(await say('CREATE a')).toMatch(/NO/);
    expect(await say('LIST "" "%"')).toMatch(
      /"INBOX"[\s\S]*\(\\HasNoChildren\) "\." "Entw&APw-rfe"[\s\S]*\(\\HasNoChildren \\Sent\) "\." "Sent"[\s\S]*\\HasChildren\) "\." "a"/,
    );
    expect(await say('LIST "" a.*')).toMatch(/"a\.b"[\s\S]*"a\.b\.c"/);
    expect(await say('LIST "" ""')).toContain('(\\Noselect) "." ""');
    expect(await say('SUBSCRIBE a.b')).toMatch(/OK/);
    expect(await say('LSUB "" "*"')).toContain('"a.b"');
    expect(await say('RENAME a x')).toMatch(/OK/);
    expect(await say('LIST "" "x*"')).toMatch(/"x"[\s\S]*"x\.b"[\s\S]*"x\.b\.c"/);
    expect(await say('DELETE x.b')).toMatch(/OK/);
    expect(await say('LIST "" "x.%"')).toContain('(\\Noselect \\HasChildren) "." "x.b"');
    expect(await say('DELETE INBOX')).toMatch(/NO/);
    expect(await say('RENAME INBOX old')).toMatch(/OK/);
    expect(await say('STATUS old (MESSAGES)')).toContain('MESSAGES 2');
    expect(await say('UNSUBSCRIBE a.b')).toMatch(/OK/);
    expect(await say('NAMESPACE')).toContain('* NAMESPACE (("" ".")) NIL NIL');
  });

  it.each(['../x', '/etc/passwd', '..', 'a/../../x', '"a\\\\b"', 'a..b', '.a', '"a\u0000b"', '"a/b"', '""', `"${'x'.repeat(300)}"`])(
    'none has the name %s, and nothing outside of the spool is touched',
    async (name) => {
      for (const verb of ['CREATE', 'SELECT', 'DELETE', 'SUBSCRIBE', 'RENAME INBOX'])
        expect(await say(`${verb} ${name}`)).toMatch(/ (NO|BAD) /);
      expect(readdirSync(folder).filter((entry) => !['cur', 'new', 'tmp', 'wirecat-uids'].includes(entry))).toEqual([]);
    },
  );
});

describe('imap: noise', () => {
  it('gives every line an answer of its own, whatever it is', async () => {
    await say('LOGIN ada secret');
    const words = fc.constantFrom(
      'FETCH',
      'SEARCH',
      '1:*',
      '(',
      ')',
      '[',
      ']',
      'BODY[',
      '"',
      '{3+}',
      'UID',
      'OR',
      'NOT',
      '*',
      ',',
      '<1.2>',
      'a',
      '\\Seen',
      'STORE',
      'LIST',
      '%',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 8 }), async (parts) => {
        const other = await on.call();
        await other.line();
        await other.send(
          `z LOGIN ada secret\r\nz SELECT INBOX\r\ny ${parts.join(' ').replaceAll('{3+}', '{3+}\r\nabc')}\r\nend LOGOUT\r\n`,
        );
        expect(await other.until('end ')).toMatch(/end OK/);
        await other.end();
      }),
      { numRuns: runs(30) },
    );
  });
});
