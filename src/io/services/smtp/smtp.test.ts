import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { type MailTalk, mailTalk } from '../../../../test/mail-talk.ts';
import { memory } from '../../endpoints/memory/memory.ts';
import { closeTemporarySpool } from '../../mail/spool.ts';
import { smtp } from './smtp.ts';

serviceConformance(smtp);
afterAll(closeTemporarySpool);

let folder: string;
let stop: AbortController;
let talk: MailTalk;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-smtp-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  stop = new AbortController();
  talk = await mailTalk(smtp, memory, { mail: folder, user: ['ada:secret'] }, stop.signal);
  expect(await talk.reply()).toMatch(/^220 /);
});
afterEach(() => {
  stop.abort(new Error('the test is over'));
  for (const name of readdirSync(join(folder, 'new'))) rmSync(join(folder, 'new', name));
});

const kept = (): readonly string[] => readdirSync(join(folder, 'new')).map((name) => readFileSync(join(folder, 'new', name), 'latin1'));

/** Up to the DATA that was allowed. */
const begin = async (): Promise<void> => {
  await talk.ask('EHLO client.lab', /^250 /);
  await talk.ask('MAIL FROM:<grace@example.org>', /^250/);
  await talk.ask('RCPT TO:<guest@lab>', /^250/);
  await talk.ask('DATA', /^354/);
};

describe('smtp', () => {
  it('takes a mail and lays it into the spool (RFC 5321 §3.3), without the dots of the line', async () => {
    await begin();
    await talk.ask('Subject: dots\r\n\r\n..one\r\n...two\r\nend\r\n.', /^250 /);
    const [mail = ''] = kept();
    expect(mail).toMatch(/^Return-Path: <grace@example.org>\r\nDelivered-To: guest@lab\r\nReceived: from client.lab /);
    expect(mail.endsWith('Subject: dots\r\n\r\n.one\r\n..two\r\nend\r\n')).toBe(true);
    await talk.ask('QUIT', /^221/);
    expect(await talk.rest()).toBe('');
  });

  it('takes commands that come at once, and mail after mail (RFC 2920)', async () => {
    await talk.ask('EHLO c', /^250 /);
    const one = 'MAIL FROM:<a@b>\r\nRCPT TO:<guest@lab>\r\nDATA\r\n';
    await talk.send(`${one}`);
    for (const code of ['250', '250', '354']) expect(await talk.reply()).toMatch(code);
    await talk.send(`one\r\n.\r\n${one}`);
    for (const code of ['250', '250', '250', '354']) expect(await talk.reply()).toMatch(code);
    await talk.send('two\r\n.\r\nQUIT\r\n');
    for (const code of ['250', '221']) expect(await talk.reply()).toMatch(code);
    expect(kept()).toHaveLength(2);
  });

  it.each([
    ['RCPT TO:<a@lab>', /^503/],
    ['DATA', /^503/],
    ['MAIL FROM:<a@b> SIZE=99999999', /^552/],
    ['MAIL FROM:<a@b> X=1', /^555/],
    ['MAIL FROM:<a@b> BODY=8bitmime', /^250/],
    ['MAIL FROM:<a@b> BODY=9BIT', /^501/],
    ['MAIL FROM:a@b', /^501/],
    ['VRFY guest', /^252/],
    ['VRFY guest@example.org', /^551/],
    ['EXPN all', /^502/],
    ['TURN', /^500/],
    ['NOOP anything', /^250/],
    ['HELP', /^214/],
    ['RSET', /^250/],
  ])('answers %s', async (line, reply) => {
    await talk.ask('EHLO client.lab', /^250 /);
    await talk.ask(line, reply);
  });

  it('keeps the order of commands', async () => {
    await talk.ask('MAIL FROM:<a@b>', /^503/);
    await talk.ask('HELO client.lab', /^250 /);
    await talk.ask('AUTH PLAIN', /^503/);
    await talk.ask('MAIL FROM:<>', /^250/);
    await talk.ask('MAIL FROM:<a@b>', /^503/);
    await talk.ask('DATA', /^503/);
    await talk.ask('RSET', /^250/);
    await talk.ask('RCPT TO:<a@lab>', /^503/);
  });

  it('sends away who makes ten errors, and passes over long lines', async () => {
    await talk.ask('x'.repeat(3000), /^500/);
    for (let i = 0; i < 8; i++) await talk.ask('XYZ', /^500/);
    await talk.ask('XYZ', /^500/);
    expect(await talk.rest()).toMatch(/^421/);
  });

  it.each([
    ['PLAIN', ['AUTH PLAIN AGFkYQBzZWNyZXQ='], '235'],
    ['PLAIN in two lines', ['AUTH PLAIN', 'AGFkYQBzZWNyZXQ='], '235'],
    ['LOGIN', ['AUTH LOGIN', 'YWRh', 'c2VjcmV0'], '235'],
    ['a wrong password', ['AUTH LOGIN YWRh', 'eHh4'], '535'],
    ['no Base64', ['AUTH PLAIN %%%'], '501'],
    ['called off', ['AUTH LOGIN', '*'], '501'],
    ['another mechanism', ['AUTH GSSAPI'], '504'],
  ])('AUTH: %s (RFC 4954)', async (_name, lines, code) => {
    await talk.ask('EHLO client.lab', /^250 /);
    for (const line of lines.slice(0, -1)) await talk.ask(line, /^334/);
    await talk.ask(lines.at(-1) ?? '', new RegExp(`^${code}`));
  });
});

describe('smtp passes nothing on (T-B9)', () => {
  it.each([
    'victim@example.org',
    'victim@example.org.lab',
    'victim%example.org@lab',
    'example.org!victim@lab',
    '"victim@example.org"@lab',
    '@lab:victim@example.org',
    '@lab,@localhost:victim@example.org',
    'victim@[192.0.2.1]',
    'victim@lab@example.org',
    'victim@example.org%lab',
    'victim@',
    'victim',
  ])('not to <%s>, not after AUTH either', async (address) => {
    await talk.ask('EHLO client.lab', /^250 /);
    await talk.ask('AUTH PLAIN AGFkYQBzZWNyZXQ=', /^235/);
    await talk.ask('MAIL FROM:<guest@lab>', /^250/);
    await talk.ask(`RCPT TO:<${address}>`, /^5/);
    await talk.ask('DATA', /^503/);
    expect(kept()).toEqual([]);
  });

  it.each(['guest@lab', 'GUEST@LAB', 'a.b+c@localhost', 'Postmaster', '"a b"@lab', '@relay.example:guest@lab'])(
    'to <%s>: here',
    async (address) => {
      await talk.ask('EHLO client.lab', /^250 /);
      await talk.ask('MAIL FROM:<>', /^250/);
      await talk.ask(`RCPT TO:<${address}>`, /^250/);
    },
  );

  it.each(['\n.\n', '\n.\r\n', '\r.\r', '\r\n.\n', '\r\n.\r', '\n\n.\r\n', '\r.\r\n', '\r\n\n.\r\n', '\n.\r'])(
    'and takes no second mail behind %j (CVE-2023-51764)',
    async (ending) => {
      await begin();
      await talk.send(`one${ending}MAIL FROM:<x@y>\r\nRCPT TO:<z@lab>\r\nDATA\r\ntwo\r\n.\r\n`);
      expect(await talk.reply()).toMatch(/^550 5.6.0/);
      await talk.rest();
      expect(kept()).toEqual([]);
    },
  );

  it('refuses what is too large, and long lines, and goes on', async () => {
    await begin();
    await talk.ask(`${'y'.repeat(1001)}\r\n.`, /^554/);
    await talk.ask('MAIL FROM:<a@b>', /^250/);
    await talk.ask('RCPT TO:<guest@lab>', /^250/);
    await talk.ask('DATA', /^354/);
    const block = `${'z'.repeat(98)}\r\n`.repeat(1000);
    for (let i = 0; i < 105; i++) await talk.send(block);
    await talk.ask('.', /^552/);
    expect(kept()).toEqual([]);
    await talk.ask('NOOP', /^250/);
  });

  it('takes a mail in chunks (RFC 3030), dots and all; what is wrong with one drops it, and its bytes are never commands', async () => {
    await talk.ask('EHLO c', /^250 /);
    const chunk = async (size: string, text: string): Promise<string> => {
      await talk.send(`BDAT ${size}\r\n${text}`);
      return talk.reply();
    };
    const envelope = 'MAIL FROM:<a@b>\r\nRCPT TO:<guest@lab>';
    const begin = async (): Promise<void> => {
      await talk.ask(envelope, /^250/);
      expect(await talk.reply()).toMatch(/^250/);
    };
    expect(await chunk('6', 'QUIT\r\n')).toMatch(/^503/);
    await begin();
    expect(await chunk('5', 'A: b\r')).toMatch(/^250 2.0.0 5 bytes/);
    await talk.ask('DATA', /^503/);
    await talk.ask('RCPT TO:<b@lab>', /^503/);
    expect(await chunk('12 LAST', '\n\r\n.\r\nQUIT\r\n')).toMatch(/^250 .* lies in the spool/);
    expect(kept().map((mail) => mail.slice(mail.indexOf('A: b')))).toEqual(['A: b\r\n\r\n.\r\nQUIT\r\n']);
    for (const text of ['a\nb', 'a\rb', 'ab\r']) {
      await begin();
      expect(await chunk(`${text.length} LAST`, text)).toMatch(/^550/);
    }
    await begin();
    expect(await chunk('6', 'half\r\n')).toMatch(/^250/);
    await talk.ask('RSET', /^250/);
    expect(await chunk('0 LAST', '')).toMatch(/^503/);
    expect(kept()).toHaveLength(1);
    expect(await chunk('x', '')).toMatch(/^501/);
    expect(await talk.rest()).toBe('');
  });
});
