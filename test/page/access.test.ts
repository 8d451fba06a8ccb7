import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { pcapngEncoder } from '../../src/formats/pcapng-write.ts';
import { batchOf, LinkType } from '../../src/wire/frame.ts';
import { echoTalk, pcapOf } from '../captures.ts';
import { scratch } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { browser, openIn, type Wirecat, wirecatPage } from './browser.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const ask = (port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on('error', reject);
    asked.end();
  });

/** Why a socket is not opened: its status; 0 where it is. */
const dial = (port: number, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { headers });
    socket.on('open', () => {
      resolve(0);
      socket.close();
    });
    socket.on('unexpected-response', (_, { statusCode = -1 }) => resolve(statusCode));
    socket.on('error', () => resolve(-1));
  });

/** Of what is answered to these bytes. */
const firstLine = async (port: number, text: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1', () => socket.write(text));
  let heard = '';
  for await (const chunk of socket) heard += chunk;
  return heard.split('\r\n')[0] ?? '';
};

const PAGE = join(import.meta.dirname, '../../dist/page');
const PATHS = [
  '/',
  '/index.html',
  '/capture',
  '/socket',
  '/socket?de',
  '/save?capture=0&filter=',
  '/save?capture=0&filter=&as=html',
  '/report',
  '/report?de',
  '/../package.json',
  '/%2e%2e/%2e%2e/package.json',
  '/%',
  '/nowhere',
  ...readdirSync(join(PAGE, 'assets')).map((f) => `/assets/${f}`),
];

/** A page, and the cookie of who was let in. */
const letIn = async (): Promise<{ readonly cat: Wirecat; readonly own: string; readonly cookie: string }> => {
  const cat = await wirecatPage();
  const own = `http://127.0.0.1:${cat.port}`;
  const token = cat.address.split('#')[1] ?? '';
  const entered = await ask(cat.port, '/enter', { origin: own, authorization: `Bearer ${token}` }, 'POST');
  expect(entered.status).toBe(204);
  expect(entered.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict/);
  return { cat, own, cookie: entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
};

describe('who is let in', () => {
  it('is nobody without the cookie, whatever is asked for', async () => {
    const { cat, own, cookie } = await letIn();
    for (const path of PATHS)
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const { status, text } = await ask(cat.port, path, { origin: own }, method);
        expect(status, `${method} ${path}`).toBe(401);
        expect(text).not.toMatch(/assets|socket\?/);
      }
    expect(await dial(cat.port, { origin: own })).toBe(401);
    expect(await dial(cat.port, { origin: own, cookie: `${cookie.slice(0, -2)}xx` })).toBe(401);
  });

  it('is who has the cookie, under a strict policy', async () => {
    const { cat, own, cookie } = await letIn();
    const { status, headers } = await ask(cat.port, '/', { cookie });
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self'; .*require-trusted-types-for 'script'/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe/);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(await dial(cat.port, { origin: own, cookie })).toBe(0);
  });

  it('is nobody by another name, and no other page', async () => {
    const { cat, cookie } = await letIn();
    for (const host of [
      'evil.test',
      `evil.test:${cat.port}`,
      '127.0.0.1',
      `127.0.0.1:${cat.port + 1}`,
      `127.0.0.1.evil.test:${cat.port}`,
    ]) {
      expect((await ask(cat.port, '/', { cookie, host })).status, host).toBe(421);
      expect(await dial(cat.port, { origin: `http://${host}`, cookie, host }), host).toBe(421);
    }
    for (const origin of ['null', 'http://evil.test', `https://127.0.0.1:${cat.port}`, `http://localhost:${cat.port}`, 'file://']) {
      expect(await dial(cat.port, { origin, cookie }), origin).toBe(403);
      expect((await ask(cat.port, '/capture', { origin, cookie }, 'POST')).status, origin).toBe(403);
    }
    expect(await dial(cat.port, { cookie })).toBe(403);
    const own = `Host: 127.0.0.1:${cat.port}`;
    for (const names of [`${own}\r\nHost: evil.test`, `Host: evil.test\r\n${own}`])
      expect(await firstLine(cat.port, `GET / HTTP/1.1\r\n${names}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`)).toContain('421');
  });

  it('does not guess: wrong tokens are slowed down, and the right one is good again after that', async () => {
    const { cat, own } = await letIn();
    const guess = (token: string) => ask(cat.port, '/enter', { origin: own, authorization: `Bearer ${token}` }, 'POST');
    for (let k = 0; k < 30; k++) expect((await guess(`wrong${k}`)).status).toBe(401);
    await expect.poll(async () => (await guess(cat.address.split('#')[1] ?? '')).status).toBe(204);
  });
});

const HOSTILE = `"><img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>javascript:alert(1)\u202e\u0007`;

const TAG = '<img src=x onerror=globalThis.pwned=1>';

const HOSTILE_NAME = '"><img src=x onerror=globalThis.pwned=1>.pcapng';

/** A talk whose payload, comments and interface say that. */
const hostileCapture = (): Uint8Array => {
  const encoder = pcapngEncoder(HOSTILE, () => new Uint8Array(1 << 16));
  const source = encoder.source({ linkType: LinkType.ethernet, mark: 'R', name: HOSTILE, comment: HOSTILE });
  for (const [k, { bytes }] of echoTalk([HOSTILE, `GET /${HOSTILE} HTTP/1.1\r\n${HOSTILE}: ${HOSTILE}\r\n\r\n`]).entries()) {
    const frame = { number: k + 1, mark: 'R', seconds: k, nanos: 0, linkType: LinkType.ethernet, bytes, original: bytes.length } as const;
    encoder.frame(batchOf({ ...frame, comments: [HOSTILE] }), 0, source);
  }
  return encoder.take().bytes.slice();
};

needs('chromium').describe('hostile pages and bytes', () => {
  const chromium = browser(['--host-resolver-rules=MAP evil.test 127.0.0.1']);

  it('get nothing by a name that leads here, nor by a socket from another page', async () => {
    const { port } = await wirecatPage();
    const served = createServer((_, answer) => {
      answer.setHeader('content-type', 'text/html');
      answer.end(`<!doctype html><p>waiting</p><script>
        const socket = new WebSocket('ws://127.0.0.1:${port}/socket');
        const say = (text) => { document.querySelector('p').textContent = text; };
        socket.onopen = () => say('open'); socket.onerror = () => say('refused');
      </script>`);
    });
    await new Promise<void>((resolve) => served.listen(0, '127.0.0.1', resolve));
    try {
      const page = await (await chromium()).newPage();
      const rebound = await page.goto(`http://evil.test:${port}/`);
      expect(rebound?.status()).toBe(421);
      await page.goto(`http://127.0.0.1:${(served.address() as AddressInfo).port}/`);
      await expect.poll(() => page.locator('p').textContent()).toBe('refused');
    } finally {
      served.close();
    }
  });

  it('do nothing as payload or name of a file', async () => {
    const file = join(scratch(), '"><img src=x onerror=pwned=1>.pcap');
    writeFileSync(file, pcapOf(echoTalk([HOSTILE])));
    const { address } = await wirecatPage([file]);
    const { page, complaints, requests } = await openIn(await chromium(), address);
    await page.waitForSelector('.rows [role=row]');
    for (const row of await page.locator('.rows [role=row]').all()) {
      await row.click();
      await page.waitForSelector('.insp h2');
    }
    await page.locator('.top .nav button').first().click();
    await page.locator('.comp .in input').fill(HOSTILE);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.row.data').count()).toBeGreaterThan(2);
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
    expect(complaints).toEqual([]);
    expect(requests.every((url) => url.startsWith(address.split('#')[0] ?? '') || url.startsWith('data:'))).toBe(true);
  });

  it('do nothing as mail, in a room, nor in a page that was lost and saved', async () => {
    const { address, running } = await wirecatPage();
    const { page, complaints, requests, context } = await openIn(await chromium(), address);
    await page.waitForSelector('.row.acks');
    const started = async (name: string): Promise<number> => {
      await page.locator('.rail .ph .btn').click();
      await page.locator('.maker .choices .btn', { hasText: new RegExp(`^${name}$`) }).click();
      const row = page.locator('.rail .it.on', { hasText: name });
      await row.waitFor();
      return Number(/:(\d+)/.exec((await row.textContent()) ?? '')?.[1]);
    };
    const said = async (port: number, lines: readonly string[]): Promise<void> => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {}).resume();
      for (const line of lines) socket.write(`${line}\r\n`);
      await new Promise((resolve) => socket.once('data', resolve));
    };
    const mail = [
      'EHLO a',
      'MAIL FROM:<a@lab>',
      'RCPT TO:<guest@lab>',
      'DATA',
      `Subject: ${HOSTILE}`,
      `From: "${TAG}" <a@lab>`,
      '',
      HOSTILE,
      '.',
    ];
    await said(await started('smtp'), mail);
    await expect.poll(() => page.locator('.mid').textContent()).toContain('<img src=x');
    await page.locator('.mails button').first().click();
    const room = await started('chat');
    await page.locator('.reach .btn').first().click();
    await page.locator('.comp .in input').waitFor();
    await said(room, [`/name ${TAG}`, HOSTILE]);
    await expect.poll(() => page.locator('.room-talk .said').textContent()).toContain('onerror');
    running.child.kill('SIGKILL');
    await page.locator('.lost .btn').waitFor();
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('.lost .btn').click()]);
    const file = join(scratch(), 'page.html');
    await saved.saveAs(file);
    const opened = await context.newPage();
    const asked: string[] = [];
    opened.on('request', (one) => asked.push(one.url()));
    await opened.goto(pathToFileURL(file).href);
    expect(await opened.locator('body').textContent()).toContain('onerror');
    expect(await opened.locator('img, script').count()).toBe(0);
    expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
    expect(await opened.evaluate('globalThis.pwned')).toBeUndefined();
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
    expect(complaints.filter((text) => !/ERR_CONNECTION_(REFUSED|RESET)/.test(text))).toEqual([]);
    expect(requests.every((url) => url.startsWith(address.split('#')[0] ?? '') || /^(data|blob):/.test(url))).toBe(true);
    await context.close();
  });

  it('do nothing in any view, in no language, nor in what is saved', async () => {
    const file = join(scratch(), HOSTILE_NAME);
    writeFileSync(file, hostileCapture());
    const { address } = await wirecatPage([file]);
    const { page, complaints, requests, context } = await openIn(await chromium(), address);
    await page.waitForSelector('.rows [role=row]');
    const walk = async (): Promise<void> => {
      await page.locator('.rows [role=row]').nth(3).click();
      for (const button of await page.locator('.side .seg button').all()) await button.click();
      for (const button of await page.locator('.follow .seg button').all()) await button.click();
      await page.locator('.side > .ph .seg button').first().click();
      await page.locator('.rows').focus();
      await page.keyboard.press('p');
      await page.waitForSelector('.poster');
      await page.keyboard.press('Escape');
      await page.locator('.rows').focus();
      await page.keyboard.press('s');
      for (const button of await page.locator('.sheet .head .seg button').all()) await button.click();
      await page.keyboard.press('Escape');
      for (const [box, text] of [
        ['.filter input', `frame contains "${'<img src=x onerror=globalThis.pwned=1>'}"`],
        ['.filter input', HOSTILE],
        ['.filter input', ''],
      ] as const) {
        await page.locator(box).fill(text);
        await page.keyboard.press('Enter');
      }
      await page.keyboard.press('Control+f');
      await page.locator('.find input').fill(HOSTILE);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.locator('.palette input').fill(HOSTILE);
      await page.keyboard.press('Escape');
    };
    await walk();
    await page.locator('.top .btn', { hasText: 'DE' }).click();
    await page.waitForSelector('.rows [role=row]');
    await walk();
    await page.locator('.rows [role=row]').nth(3).click();
    await page.locator('.side > .ph .seg button').nth(1).click();
    for (const button of await page.locator('.exports .btn').all()) {
      const [saved] = await Promise.all([page.waitForEvent('download'), button.click()]);
      const text = readFileSync(await saved.path(), 'utf8');
      if (saved.suggestedFilename().endsWith('.txt')) continue;
      expect(text, saved.suggestedFilename()).not.toMatch(/<(img|script|iframe)/i);
    }
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('.list .btn', { hasText: /^Speichern$/ }).click()]);
    expect(saved.suggestedFilename()).not.toMatch(/[/\\<>"]/);
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
    expect(complaints).toEqual([]);
    expect(requests.every((url) => url.startsWith(address.split('#')[0] ?? '') || /^(data|blob):/.test(url))).toBe(true);
    await context.close();
  });
});
