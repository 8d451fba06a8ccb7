/** What the services of mail owe those who could be harmed by them (threat B9): STARTTLS, passwords in the clear, silence, the spool's walls. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MailTalk } from '../../../test/mail-talk.ts';
import type { OpenChannel } from '../base/channel.ts';
import { tcp } from '../endpoints/tcp/tcp.ts';
import { serveEach } from '../serve/serve.ts';
import type { Given, Service, ServiceLimits } from '../serve/service.ts';
import { SERVICE_LIMITS } from '../serve/service.ts';
import { serviceContext } from '../serve/service-context.ts';
import { imap } from '../services/imap/imap.ts';
import { pop3 } from '../services/pop3/pop3.ts';
import { smtp } from '../services/smtp/smtp.ts';
import { tlsClient } from '../tls/client.ts';
import { openSpool } from './spool.ts';

let folder: string;
let stop: AbortController;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-mails-'));
  stop = new AbortController();
});
afterEach(() => {
  stop.abort(new Error('over'));
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly limits?: Partial<ServiceLimits>;
  /** Where clients seem to come from. */
  readonly from?: string;
}

const call = async <O>(service: Service<O>, run: Run = {}): Promise<OpenChannel> => {
  const listener = await tcp.accept?.(tcp.parse('127.0.0.1:0'), {}, stop.signal);
  if (listener === undefined) throw new Error('no listener');
  const given: unknown = { mail: folder };
  const made = serviceContext(service.parse(given as Given), {}, stop.signal);
  const context = { ...made, limits: { ...SERVICE_LIMITS, ...run.limits } };
  const serveOne = (channel: OpenChannel): Promise<void> =>
    service.serve(run.from === undefined ? channel : seenFrom(channel, run.from), context);
  serveEach(listener, serveOne, {}, stop.signal);
  return tcp.open(tcp.parse(listener.addresses[0] ?? ''), {}, stop.signal);
};

const seenFrom = (channel: OpenChannel, address: string): OpenChannel =>
  new Proxy(channel, {
    get: (of, key) => {
      if (key === 'facts') return { ...of.facts, remoteIp: { ...of.facts.remoteIp, address } };
      const value: unknown = Reflect.get(of, key, of);
      return typeof value === 'function' ? value.bind(of) : value;
    },
  });

const LOGINS: readonly (readonly [Service, string, string, RegExp, RegExp])[] = [
  [smtp, 'EHLO c', 'AUTH PLAIN AGd1ZXN0AGd1ZXN0', /AUTH CRAM-MD5$/, /^538/],
  [imap, 'a CAPABILITY', 'b LOGIN guest guest', /LOGINDISABLED/, /^b NO \[PRIVACYREQUIRED\]/],
  [pop3, 'CAPA', 'USER guest', /^SASL CRAM-MD5$/, /^-ERR Passwords travel only inside TLS/],
];

describe('passwords in the clear', () => {
  it.each(LOGINS.map((row) => [row[0].name, ...row] as const))(
    '%s takes none from another machine',
    async (_name, service, ask, login, offers, refusal) => {
      const talk = new MailTalk(await call(service, { from: '192.0.2.7' }));
      await talk.line();
      await talk.send(`${ask}\r\n`);
      await expect.poll(() => talk.line()).toMatch(offers);
      await talk.send(`${login}\r\n`);
      await expect.poll(() => talk.line()).toMatch(refusal);
    },
  );
});

const STARTS: readonly (readonly [Service, string, RegExp, string, RegExp])[] = [
  [smtp, 'STARTTLS\r\nRSET', /^220/, 'EHLO c', /^250-(?!STARTTLS)/],
  [imap, 'a STARTTLS\r\nx CREATE Injected', /^a OK/, 'b NOOP', /^b OK/],
  [pop3, 'STLS\r\nUSER guest', /^\+OK/, 'CAPA', /^\+OK/],
];

describe('STARTTLS', () => {
  it.each(STARTS.map((row) => [row[0].name, ...row] as const))(
    '%s forgets what came before the handshake (CVE-2011-0411)',
    async (_name, service, start, goes, ask, answer) => {
      const channel = await call(service);
      const plain = new MailTalk(channel);
      await plain.line();
      await plain.send(`${start}\r\n`);
      expect(await plain.line()).toMatch(goes);
      await plain.leave();
      const talk = new MailTalk(await tlsClient(channel, { insecure: true }, stop.signal));
      await talk.send(`${ask}\r\n`);
      expect(await talk.line()).toMatch(answer);
      expect(readdirSync(folder).filter((name) => name.includes('Injected'))).toEqual([]);
    },
  );
});

describe('silence', () => {
  it.each([
    [smtp, /^421 4\.4\.2/],
    [imap, /^\* BYE/],
    [pop3, /^-ERR/],
  ] as const)('ends the talk, with a word', async (service, word) => {
    const talk = new MailTalk(await call<unknown>(service, { limits: { idle: 30 } }));
    await talk.line();
    expect(await talk.line()).toMatch(word);
    expect(await talk.rest()).toBe('');
  });
});

describe('the spool', () => {
  it('does not follow what leads out of it', async () => {
    const outside = join(folder, 'outside');
    const inside = join(folder, 'spool');
    mkdirSync(outside);
    mkdirSync(inside);
    writeFileSync(join(outside, 'secret'), 'Subject: secret\n\n');
    for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(outside, name));
    symlinkSync(outside, join(inside, '.Link'));
    const spool = await openSpool(inside);
    symlinkSync(join(outside, 'secret'), join(inside, 'cur', '1.x.h:2,'));
    expect(spool.folders()).toEqual(['INBOX']);
    expect(spool.mailbox('Link')).toBeUndefined();
    await spool.inbox.refresh();
    for (const mail of spool.inbox.mails) await expect(spool.inbox.read(mail)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(() => spool.create('../x')).toThrow();
    expect(readFileSync(join(outside, 'secret'), 'utf8')).toContain('secret');
  });

  it('takes many deliveries at once, each with its own number, for owners alone', async () => {
    const { inbox } = await openSpool(folder);
    await inbox.refresh();
    const mails = await Promise.all(Array.from({ length: 50 }, (_, i) => inbox.append(Buffer.from(`Subject: ${i}\r\n\r\n`), '')));
    expect(new Set(mails.map((m) => m.uid)).size).toBe(50);
    expect(readdirSync(join(folder, 'new'))).toHaveLength(50);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
    const list = readFileSync(join(folder, 'wirecat-uids'), 'utf8').trim().split('\n');
    expect(list).toHaveLength(51);
  });

  it('finds what another program moved, and forgets what it deleted', async () => {
    const { inbox } = await openSpool(folder);
    const mail = await inbox.append(Buffer.from('Subject: x\r\n\r\nhello\r\n'), 'S');
    await inbox.append(Buffer.from('Subject: y\r\n\r\n'), 'S');
    const { renameSync, unlinkSync } = await import('node:fs');
    renameSync(join(folder, 'cur', `${mail.base}:2,S`), join(folder, 'cur', `${mail.base}:2,FS`));
    expect(Buffer.from(await inbox.read(mail)).toString()).toContain('hello');
    await inbox.refresh();
    expect(mail.flags).toBe('FS');
    unlinkSync(join(folder, 'cur', `${mail.base}:2,FS`));
    await expect.poll(async () => inbox.refresh().then(() => inbox.mails.length)).toBe(1);
    expect(mail.gone).toBe(true);
  });
});
