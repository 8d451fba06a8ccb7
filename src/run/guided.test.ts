/** Guided sessions: lines out when the answer is in, replies explained, passwords covered, TLS on the way, all recorded. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromUtf8 } from '../core/bytes.ts';
import { saidWords } from '../core/said.ts';
import type { Language } from '../core/words.ts';
import { printAddress } from '../io/address/address.ts';
import { tcp } from '../io/endpoints/tcp/tcp.ts';
import { serve } from '../io/serve/serve.ts';
import type { Given } from '../io/serve/service.ts';
import { serviceContext } from '../io/serve/service-context.ts';
import { smtp } from '../io/services/smtp/smtp.ts';
import { imapGuide } from '../protocols/imap/guide.ts';
import { smtpGuide } from '../protocols/smtp/guide.ts';
import { protocolWords } from '../protocols/words.ts';
import { type GuidedFaces, guidedAddress, runGuided } from './guided.ts';

let folder: string;
let stop: AbortController;
let at: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-guided-'));
  stop = new AbortController();
  const listener = await tcp.accept?.(tcp.parse('127.0.0.1:0'), {}, stop.signal);
  if (listener === undefined) throw new Error('no listener');
  const given: unknown = { mail: folder };
  serve(smtp, listener, { context: serviceContext(smtp.parse(given as Given), {}, stop.signal) }, stop.signal);
  at = listener.addresses[0] ?? '';
});
afterEach(() => {
  stop.abort(new Error('over'));
  rmSync(folder, { recursive: true, force: true });
});

interface Told {
  readonly all: string[];
  readonly code: number;
}

/** `lines`: undefined takes what is suggested. */
const session = async (
  lines: readonly (string | undefined)[],
  file?: string,
  language: Language = 'en',
  patience?: number,
): Promise<Told> => {
  const words = (await saidWords(language)).with(await protocolWords(language));
  const all: string[] = [];
  const queue = [...lines];
  const faces: GuidedFaces = {
    application: 'test',
    say: (text) => all.push(`. ${text}`),
    tell: (inWords) => all.push(`. ${inWords(words)}`),
    warn: (error) => all.push(`! ${error.message}`),
    near: () => {
      throw new Error('nobody asks');
    },
    isPerson: false,
    ...(patience !== undefined && { patience }),
    again: 'wirecat smtp',
    lines: { next: async () => queue.shift(), release: () => {} },
    sent: (text) => all.push(`> ${text}`),
    heard: (bytes) => all.push(`< ${fromUtf8(bytes).split('\r\n')[0]}`),
    means: (said) => all.push(`= ${words.text(said)}`),
    suggest: ({ line, why }) => {
      all.push(`? ${line} (${words.text(why)})`);
      if (queue[0] === undefined && queue.length > 0) queue[0] = line;
    },
  };
  const plan = {
    guide: smtpGuide,
    to: guidedAddress([at], smtpGuide),
    account: { name: 'guest', password: 'guest' },
    insecure: true,
    wire: { live: false, file },
  };
  const code = await runGuided(plan, {}, faces, stop.signal);
  return { all, code };
};

describe('a guided session', () => {
  it('ends also where the server does not answer', async () => {
    const mute = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    at = `127.0.0.1:${(mute.address() as AddressInfo).port}`;
    const { all, code } = await session(['EHLO a', 'QUIT'], undefined, 'en', 1);
    expect(code).toBe(0);
    expect(all.filter((line) => line.startsWith('>'))).toEqual(['> EHLO a', '> QUIT']);
    expect(all.filter((line) => line.includes('no answer in 0 seconds'))).toHaveLength(3);
    mute.close();
  });

  it('suggests a mail line by line, and every line suggested is right', async () => {
    const { all, code } = await session(new Array(9).fill(undefined));
    expect(code).toBe(0);
    const sent = all.filter((line) => line.startsWith('> ')).map((line) => line.slice(2));
    expect(sent.slice(0, 4)).toEqual(['EHLO client.lab', 'MAIL FROM:<ada@lab>', 'RCPT TO:<guest@lab>', 'DATA']);
    expect(sent.slice(-2)).toEqual(['.', 'QUIT']);
    expect(all.filter((line) => /^< [45]/.test(line))).toEqual([]);
    expect(all).toContain('= 354: the mail follows, and ends with a dot alone in a line.');
    const [name = ''] = readdirSync(join(folder, 'new'));
    expect(readFileSync(join(folder, 'new', name), 'utf8')).toContain('Subject: by hand\r\n\r\nEvery byte of this was typed.\r\n');
  });

  it('is told in German to who speaks it', async () => {
    const { all } = await session(new Array(9).fill(undefined), undefined, 'de');
    expect(all).toContain('? EHLO client.lab (nennt den eigenen Namen und fragt, was der Server kann)');
    expect(all).toContain('= 354: Der Brief folgt und endet mit einem Punkt allein in einer Zeile.');
    expect(all.at(-1)).toMatch(/^\. gesendet/);
  });

  it('sends a line when the one before it is answered, own mails as they are', async () => {
    const { all, code } = await session(['HELO me', 'MAIL FROM:<>', 'RCPT TO:<nobody@example.org>', 'NOOP', 'QUIT']);
    expect(code).toBe(0);
    const talk = all.filter((line) => /^[<>] /.test(line)).map((line) => line.slice(0, 5));
    expect(talk).toEqual(['< 220', '> HEL', '< 250', '> MAI', '< 250', '> RCP', '< 554', '> NOO', '< 250', '> QUI', '< 221']);
    expect(all.find((line) => line.startsWith('= 554'))).toBe('= 554: refused for good. The transaction failed.');
  });

  it('covers passwords', async () => {
    const { all } = await session(['EHLO me', 'AUTH PLAIN AGd1ZXN0AGd1ZXN0', 'QUIT']);
    expect(all).toContain(`> AUTH PLAIN ${'*'.repeat(16)}`);
    expect(all).toContain('= 235: we are logged in.');
    const again = await session(['EHLO me', 'AUTH LOGIN', 'Z3Vlc3Q=', 'Z3Vlc3Q=', 'QUIT']);
    expect(again.all.filter((line) => line === '> ********')).toHaveLength(2);
    expect(again.all.join('\n')).not.toContain('Z3Vlc3Q=');
  });

  it('goes on inside TLS where the protocol changes to it, and the capture can be opened', async () => {
    const file = join(folder, 'talk.pcapng');
    const { all, code } = await session(['EHLO me', 'STARTTLS', 'EHLO me', 'QUIT'], file);
    expect(code).toBe(0);
    expect(all.some((line) => line.startsWith('. TLS 1.3'))).toBe(true);
    expect(all.filter((line) => line === '> EHLO me')).toHaveLength(2);
    expect(readFileSync(file).includes('CLIENT_TRAFFIC_SECRET_0')).toBe(true);
  });

  it('ends where the lines end', async () => {
    const { code } = await session(['EHLO me']);
    expect(code).toBe(0);
  });
});

describe('the address of a guided session', () => {
  it.each([
    ['mail.lab', 'tcp:mail.lab:143'],
    ['tls:mail.lab', 'tls:tcp:mail.lab:993'],
    ['[::1]', 'tcp:[::1]:143'],
    ['127.0.0.1:10143', 'tcp:127.0.0.1:10143'],
    ['tls:127.0.0.1:10993', 'tls:tcp:127.0.0.1:10993'],
    ['127.0.0.1 10143', 'tcp:127.0.0.1:10143'],
    ['unix:/tmp/x', 'unix:/tmp/x'],
  ])('%s', (words, address) => expect(printAddress(guidedAddress(words.split(' '), imapGuide))).toBe(address));
});
