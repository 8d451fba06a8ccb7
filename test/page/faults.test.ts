/** What goes wrong with pages: one that does not read, one that was away, two at once, packets while nobody looked. */

import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { serious } from './axe.ts';
import { browser, openIn, wirecatPage } from './browser.ts';

const chromium = browser();

const cookieOf = (port: number, token: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = { origin: `http://127.0.0.1:${port}`, authorization: `Bearer ${token}` };
    const asked = request({ host: '127.0.0.1', port, path: '/enter', method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '');
    });
    asked.on('error', reject);
    asked.end();
  });

const socketOf = async (address: string, port: number): Promise<WebSocket> => {
  const cookie = await cookieOf(port, address.split('#')[1] ?? '');
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { headers: { cookie, origin: `http://127.0.0.1:${port}` } });
  await new Promise((resolve) => socket.once('open', resolve));
  return socket;
};

/** Lines to the echo service, answered one by one. */
const talk = async (port: number, lines: number): Promise<void> => {
  const client = connect(port, '127.0.0.1');
  let heard = 0;
  client.on('data', (chunk) => {
    heard += chunk.length;
  });
  for (let k = 1; k <= lines; k++) {
    client.write(`line ${String(k).padStart(4, '0')}\n`);
    await expect.poll(() => heard, { interval: 1 }).toBe(k * 10);
  }
  client.destroy();
};

const echoPort = (out: Buffer): number => Number(/listens on 127\.0\.0\.1:(\d+)/.exec(out.toString())?.[1]);

/** Packets of the live session that a page was told of last. */
const framesTold = (socket: WebSocket): (() => number) => {
  let frames = 0;
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as { kind: string; desk?: { captures?: { id: number; frames?: number }[] } };
    frames = message.desk?.captures?.find(({ id }) => id === 0)?.frames ?? frames;
  });
  return () => frames;
};

it('a page that does not read holds up nobody, and learns where things stand when it reads again', async () => {
  const { address, port, running } = await wirecatPage();
  const stopped = await socketOf(address, port);
  const frames = framesTold(await socketOf(address, port));
  stopped.pause();
  await talk(echoPort(running.out), 300);
  await expect.poll(frames).toBeGreaterThan(1200);
  const last = framesTold(stopped);
  stopped.resume();
  await expect.poll(() => last() === frames()).toBe(true);
  stopped.terminate();
});

it('a page that asks for nothing that is known, or for too much, is closed', async () => {
  const { address, port } = await wirecatPage();
  for (const text of [
    '{',
    '[]',
    '{"kind":"ask","id":1,"ask":{"what":"__proto__"}}',
    '{"kind":"act","id":1,"act":{"act":"run","line":"id"}}',
  ]) {
    const socket = await socketOf(address, port);
    const code = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    socket.send(text);
    expect(await code, text).toBe(1008);
  }
});

needs('chromium').describe('a page', () => {
  it('is lost and found again, sleeps, is closed and opened: the session lives on and each time it catches up', async () => {
    const { address, running } = await wirecatPage();
    const context = await (await chromium()).newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    let cut = (): void => {};
    let isAway = false;
    await page.routeWebSocket(/socket/, (socket) => {
      if (isAway) return void socket.close();
      socket.connectToServer();
      cut = () => void socket.close();
    });
    const says = async (text: string): Promise<void> => {
      running.type(`${text}\n`);
      await running.shows(`"${text}\\n"`);
    };
    const shows = (of: typeof page, text: string) =>
      expect.poll(() => of.locator('.row.data .car').allInnerTexts()).toEqual(expect.arrayContaining([`${text}⏎`, `${text}⏎`]));
    await page.goto(address);
    await shows(page, 'hello, wire');
    isAway = true;
    cut();
    await expect.poll(() => page.locator('.lost').textContent()).toContain('Not connected');
    await says('while it was away');
    isAway = false;
    await shows(page, 'while it was away');
    expect(await page.locator('.lost').count()).toBe(0);
    const chrome = await context.newCDPSession(page);
    await chrome.send('Page.setWebLifecycleState', { state: 'frozen' });
    await says('while it slept');
    await chrome.send('Page.setWebLifecycleState', { state: 'active' });
    await shows(page, 'while it slept');
    await page.close();
    await says('while nobody looked');
    const again = await context.newPage();
    await again.goto(address);
    await shows(again, 'while nobody looked');
    await context.close();
  });

  it('says that another one was started, whose page this is not', async () => {
    const port = await freePort();
    const { address, running } = await wirecatPage(['--port', port]);
    const { page } = await openIn(await chromium(), address);
    await page.waitForSelector('.row.acks');
    running.child.kill('SIGKILL');
    await running.exit;
    await wirecatPage(['--port', port]);
    await expect.poll(() => page.locator('.lost').textContent(), { timeout: 30_000 }).toContain('Another one was started here');
    expect(await page.locator('.row[data-n="4"]').count()).toBe(1);
  });

  it('is loaded once more where the server speaks another version, and says so where that did not help', async () => {
    const { address } = await wirecatPage();
    const context = await (await chromium()).newContext();
    const page = await context.newPage();
    await page.routeWebSocket(/socket/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) =>
        socket.send(typeof message === 'string' ? message.replace(/"version":\d+/, '"version":9999') : message),
      );
    });
    let loads = 0;
    page.on('load', () => loads++);
    await page.goto(address);
    await expect.poll(() => page.locator('.lost').textContent()).toContain('Another one was started here');
    // The door, the page, and the page again.
    expect(loads).toBeLessThanOrEqual(3);
    await context.close();
  });

  it('keeps the capture that it shows when wirecat ends', async () => {
    const { address, running } = await wirecatPage([join(import.meta.dirname, '../../src/protocols/http/http.pcapng')]);
    const { page } = await openIn(await chromium(), address);
    await page.locator('.rows [role=row]').nth(3).click();
    await expect.poll(() => page.locator('.insp h2').textContent()).toBe('Packet 4');
    running.child.kill('SIGINT');
    await expect.poll(() => page.locator('.lost').textContent()).toContain('Not connected');
    await running.exit;
    expect(await page.locator('.status').textContent()).toContain('http.pcapngPackets 96');
    expect(await page.locator('.insp h2').textContent()).toBe('Packet 4');
  });

  it('says that wirecat has ended, and keeps what it has', async () => {
    const { address, running } = await wirecatPage();
    const { page } = await openIn(await chromium(), address);
    await page.waitForSelector('.row.acks');
    running.child.kill('SIGKILL');
    await expect.poll(() => page.locator('.lost').textContent()).toContain('Not connected to Wirecat');
    expect(await page.locator('.row[data-n="4"]').count()).toBe(1);
    await page.locator('.comp .in input').fill('nobody hears this');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.notice').textContent()).toContain('Not connected');
    expect(await page.locator('.comp .in input').inputValue()).toBe('nobody hears this');
    expect(await serious(page)).toEqual([]);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('.lost .btn').click()]);
    const text = readFileSync(await saved.path(), 'utf8');
    expect(text).toContain('hello, wire');
    expect(text).not.toMatch(/<script|<link/);
  });

  it('shows what handshake, port and packet are, and the state machine of its connection', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await expect.poll(() => page.locator('.explained').textContent()).toMatch(/SYN, SYN ACK, ACK.*packet 4.*port \d+/);
    await page.locator('.track .goto').click();
    await expect.poll(() => page.locator('.machine').getAttribute('aria-label')).toContain('client ESTABLISHED, server ESTABLISHED');
    await page.keyboard.press('Escape');
    await page.locator('.explained .btn').nth(1).click();
    await expect.poll(() => page.locator('.insp h2').textContent()).toBe('Packet 4');
    await page.getByRole('button', { name: 'Back to the first steps' }).click();
    await expect.poll(() => page.locator('.explained').count()).toBe(1);
    await page.locator('.comp .in input').fill('a line of mine');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.explained').textContent())
      .toContain('The line “a line of mine” went in packet 8; packet 10 brought it back.');
    expect(complaints).toEqual([]);
  });
});
