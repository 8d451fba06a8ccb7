import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { type Mails, type MailTalk, mails } from '../../../../test/mail-talk.ts';
import { memory } from '../../endpoints/memory/memory.ts';
import { closeTemporarySpool } from '../../mail/spool.ts';
import { pop3 } from './pop3.ts';

serviceConformance(pop3);
afterAll(closeTemporarySpool);

let folder: string;
let stop: AbortController;
let on: Mails;
let talk: MailTalk;
let greeting: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-pop3-'));
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'new', '1.a.h'), 'Subject: one\n\n.dot\n..two\nend\n');
  writeFileSync(join(folder, 'cur', '2.b.h:2,S'), 'Subject: two\r\n\r\nno end');
  stop = new AbortController();
  on = await mails(pop3, memory, { mail: folder, user: ['ada:secret'] }, stop.signal);
  talk = await on.call();
  greeting = await talk.line();
});
afterEach(() => {
  stop.abort(new Error('the test is over'));
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (line: string, as: MailTalk = talk): Promise<string> => {
  await as.send(`${line}\r\n`);
  return as.line();
};
const text = async (line: string): Promise<string> => `${await ask(line)}\n${await talk.until('.\n'.trim())}`;
const enter = async (): Promise<void> => {
  await ask('USER ada');
  expect(await ask('PASS secret')).toBe('+OK 2 messages');
};

describe('pop3', () => {
  it('gives messages with the dots of the line (RFC 1939 §3)', async () => {
    await enter();
    expect(await ask('STAT')).toMatch(/^\+OK 2 \d+$/);
    await talk.send('RETR 1\r\n');
    expect(await talk.until('end')).toBe('+OK 34 bytes\nSubject: one\n\n..dot\n...two\nend\n');
    expect(await talk.line()).toBe('.');
    await talk.send('RETR 2\r\n');
    expect(await talk.until('no end')).toContain('Subject: two\n\nno end\n');
    expect(await talk.line()).toBe('.');
    await talk.send('TOP 1 1\r\n');
    expect(await talk.until('..dot')).toContain('Subject: one\n\n..dot\n');
    expect(await talk.line()).toBe('.');
    expect(await ask('RETR 3')).toMatch(/^-ERR/);
    expect(await ask('TOP 1')).toMatch(/^-ERR/);
  });

  it('deletes at QUIT and not before (RFC 1939 §6)', async () => {
    await enter();
    expect(await ask('DELE 1')).toMatch(/^\+OK/);
    expect(await ask('DELE 1')).toMatch(/^-ERR/);
    expect(await ask('RSET')).toMatch(/^\+OK 2/);
    await ask('DELE 2');
    expect(readdirSync(join(folder, 'cur'))).toHaveLength(1);
    await talk.end();
    await talk.rest();
    expect(readdirSync(join(folder, 'cur'))).toHaveLength(1);
    talk = await on.call();
    await talk.line();
    await enter();
    await ask('DELE 2');
    expect(await ask('QUIT')).toMatch(/^\+OK/);
    expect(readdirSync(join(folder, 'cur'))).toEqual([]);
  });

  it('locks the maildrop for one session, and names messages for ever', async () => {
    await enter();
    const name = await ask('UIDL 1');
    const other = await on.call();
    await other.line();
    await ask('USER ada', other);
    expect(await ask('PASS secret', other)).toMatch(/^-ERR \[IN-USE\]/);
    await ask('QUIT');
    await talk.rest();
    await ask('USER ada', other);
    expect(await ask('PASS secret', other)).toMatch(/^\+OK/);
    expect(await ask('UIDL 1', other)).toBe(name);
  });

  it('lets in by APOP and SASL, and nobody with a wrong password', async () => {
    const stamp = /<[^>]+>/.exec(greeting)?.[0] ?? '';
    expect(await ask('STAT')).toMatch(/^-ERR Log in first/);
    expect(await ask('USER ada')).toMatch(/^\+OK/);
    expect(await ask('PASS x')).toMatch(/^-ERR \[AUTH\]/);
    expect(await ask('APOP ada 00')).toMatch(/^-ERR/);
    expect(await ask('AUTH PLAIN AGFkYQB4')).toMatch(/^-ERR \[AUTH\]/);
    expect(await ask(`APOP ada ${createHash('md5').update(`${stamp}secret`).digest('hex')}`)).toBe('+OK 2 messages');
    expect(await ask('USER ada')).toMatch(/^-ERR You are logged in/);
  });

  it('says what it can, and what it has no word for', async () => {
    expect(await text('CAPA')).toMatch(/TOP\nUIDL\n[\s\S]*STLS\nSASL PLAIN LOGIN CRAM-MD5\n/);
    expect(await ask('XYZ')).toMatch(/^-ERR There is no such command/);
    expect(await ask('x'.repeat(9000))).toMatch(/^-ERR A line has at most/);
    for (let i = 0; i < 7; i++) await ask('XYZ');
    expect(await ask('XYZ')).toMatch(/^-ERR/);
    expect(await talk.rest()).toMatch(/errors in a row are enough/);
  });
});
