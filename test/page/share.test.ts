import { request } from 'node:https';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { needs } from '../needs.ts';
import { serious } from './axe.ts';
import { browser, keep, openIn, wirecatPage } from './browser.ts';

const chromium = browser();

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly cookie: string;
}

const ask = (port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, rejectUnauthorized: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      const cookie = answer.headers['set-cookie']?.[0] ?? '';
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, cookie }));
    });
    asked.on('error', reject);
    asked.end();
  });

const shared = async () => {
  const cat = await wirecatPage(['--share-on', '127.0.0.1']);
  await cat.running.shows('join code');
  const out = cat.running.out.toString();
  const [, port = '', code = ''] = /https:\/\/127\.0\.0\.1:(\d+)\/#([a-z0-9]{4}-[a-z0-9]{4})/.exec(out) ?? [];
  const [print = ''] = /(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/.exec(out) ?? [];
  return { cat, port: Number(port), code, print };
};

it('lets nobody in without the code, and lets guests do nothing but look', async () => {
  const { port, code } = await shared();
  const own = `https://127.0.0.1:${port}`;
  for (const path of ['/', '/socket', '/capture', '/save?capture=0', '/report', '/index.html'])
    for (const method of ['GET', 'POST', 'PUT'])
      expect((await ask(port, path, { origin: own }, method)).status, `${method} ${path}`).toBe(401);
  expect((await ask(port, '/', { host: `evil.test:${port}` })).status).toBe(421);
  const entered = await ask(port, '/enter', { origin: own, authorization: `Bearer ${code}` }, 'POST');
  expect(entered.cookie).toMatch(/HttpOnly; SameSite=Strict; Path=\/; Secure/);
  const cookie = entered.cookie.split(';')[0] ?? '';
  expect((await ask(port, '/', { cookie })).status).toBe(200);
  for (const [path, method] of [
    ['/capture', 'POST'],
    ['/save?capture=0', 'GET'],
    ['/report', 'GET'],
  ] as const)
    expect((await ask(port, path, { cookie, origin: own }, method)).status, path).toBe(403);
  const told: { kind: string; id?: number; text?: string; desk?: object; mayControl?: boolean }[] = [];
  const socket = new WebSocket(`wss://127.0.0.1:${port}/socket`, { headers: { cookie, origin: own }, rejectUnauthorized: false });
  socket.on('message', (data) => {
    if (!(data as Buffer).subarray(0, 1).equals(Buffer.of(1))) told.push(JSON.parse(String(data)));
  });
  await expect.poll(() => told.map((m) => m.kind)).toContain('desk');
  expect(told[0]?.mayControl).toBe(false);
  const acts = [
    { act: 'send', endpoint: 2, bytes: 'aGk=' },
    { act: 'end', endpoint: 2 },
    { act: 'cut', endpoint: 2 },
    { act: 'connect', address: '127.0.0.1:1' },
    { act: 'serve', service: 'echo', over: 'tcp', port: 0 },
    { act: 'stop', endpoint: 1 },
    { act: 'close', capture: 0 },
    { act: 'guide', guide: 'imap', address: '127.0.0.1', user: 'a', password: 'b' },
    { act: 'line', endpoint: 2, line: 'x' },
    { act: 'lesson', name: 'ex91' },
    { act: 'leave' },
    { act: 'answer', number: 1, text: 'x' },
    { act: 'code', name: 'a', text: 'b' },
    { act: 'step', line: 's = socket tcp' },
  ];
  for (const [id, act] of acts.entries()) socket.send(JSON.stringify({ kind: 'act', id, act }));
  for (const [k, what] of ['mails', 'steps'].entries()) socket.send(JSON.stringify({ kind: 'ask', id: 100 + k, ask: { what, from: 0 } }));
  await expect.poll(() => told.filter((m) => m.kind === 'refused').map((m) => m.id)).toEqual([...acts.keys(), 100, 101]);
  expect(JSON.stringify(told.filter((m) => m.kind === 'desk'))).not.toMatch(/guided|"code"|fingerprint|"nc /);
  socket.close();
});

needs('chromium').describe('a shared page', () => {
  it('shows the code to who shares, and counts who looks on', async () => {
    const { cat, port, code, print } = await shared();
    const b = await chromium();
    const own = await openIn(b, cat.address);
    await own.page.locator('.share .btn').click();
    await expect.poll(() => own.page.locator('.share .pop').textContent()).toContain(code);
    expect(await own.page.locator('.share .pop').textContent()).toContain(print);
    await keep(own.page, 'share');
    expect(await serious(own.page)).toEqual([]);
    const context = await b.newContext({ ignoreHTTPSErrors: true, locale: 'de-AT', viewport: { width: 390, height: 844 } });
    const guest = await context.newPage();
    await guest.goto(`https://127.0.0.1:${port}/`);
    await expect.poll(() => guest.locator('p').textContent()).toContain('Code');
    await guest.locator('input').fill('wrong');
    await guest.keyboard.press('Enter');
    await expect.poll(() => guest.locator('p').textContent()).toContain('gilt nicht');
    await guest.locator('input').fill(code.toUpperCase().replace('-', ' '));
    await guest.keyboard.press('Enter');
    await guest.waitForSelector('.row[data-n="4"]');
    await keep(guest, 'guest-390x844');
    // Who looks on has said nothing.
    await guest.locator('.tabs button').last().click();
    await guest.locator('dt', { hasText: 'Eine Zeile' }).waitFor();
    await guest.locator('.tabs button').first().click();
    await expect.poll(() => own.page.locator('.share .btn').textContent()).toContain('1 viewer');
    expect(await guest.locator('.comp .in input').count()).toBe(0);
    // It is closed by a key from anywhere, and by a press elsewhere.
    await own.page.locator('.comp .in input').focus();
    await own.page.keyboard.press('Escape');
    expect(await own.page.locator('.share .pop').count()).toBe(0);
    await own.page.locator('.share .btn').click();
    await own.page.locator('.comp .in input').click();
    expect(await own.page.locator('.share .pop').count()).toBe(0);
    await own.page.locator('.comp .in input').fill('for the class');
    await own.page.keyboard.press('Enter');
    await expect.poll(() => guest.locator('.row.data .car').last().textContent()).toContain('for the class');
    // An address that leads to a packet leads there who has the code.
    const other = await b.newContext({ ignoreHTTPSErrors: true });
    const late = await other.newPage();
    await late.goto(`https://127.0.0.1:${port}/#view=live&packet=4`);
    await late.getByRole('textbox').fill(code);
    await late.keyboard.press('Enter');
    await late.getByRole('heading', { name: 'Packet 4' }).waitFor();
    await other.close();
    await context.close();
    await expect.poll(() => own.page.locator('.share .btn').textContent()).toContain('0 viewers');
  });
});
