/** Where somebody is: the browser's own buttons, an address that leads there, and what is never left out of sight. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { serious } from './axe.ts';
import { browser, keep, openIn, wirecatPage } from './browser.ts';

const chromium = browser();
const CAPTURE = join(import.meta.dirname, '../../src/protocols/http/http.pcapng');

const isShown = (page: Page, view: string) => page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view });
const current = (page: Page, view: string) => expect.poll(() => isShown(page, view).getAttribute('aria-current'), { message: view });

needs('chromium').describe('a place', () => {
  it('is left and come back to by the buttons of the browser, and by its address', { timeout: 60_000 }, async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, context, complaints } = await openIn(await chromium(), address);
    await page.getByRole('row').nth(5).click();
    await page.getByRole('heading', { name: /^Packet \d+$/ }).waitFor();
    const packet = (await page.getByRole('heading', { name: /^Packet \d+$/ }).textContent()) ?? '';
    await isShown(page, 'Live').click();
    await current(page, 'Live').toBe('page');
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Lessons' }).click();
    await page.getByRole('heading', { name: 'Lessons' }).waitFor();
    await page.goBack();
    await current(page, 'Live').toBe('page');
    await page.goBack();
    await current(page, 'Captures').toBe('page');
    await page.goForward();
    await current(page, 'Live').toBe('page');
    await page.goBack();
    await page.getByRole('button', { name: 'Statistics' }).click();
    await page.getByRole('dialog', { name: 'Statistics' }).waitFor();
    await page.goBack();
    await page.getByRole('dialog', { name: 'Statistics' }).waitFor({ state: 'detached' });
    // The address has no token, and opens the same packet in another tab.
    expect(address).not.toContain(new URL(page.url()).hash);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole('heading', { name: packet }).waitFor();
    await other.close();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is not lost to what is typed into the palette: an address connects, what is no filter leaves the list', async () => {
    const { address } = await wirecatPage();
    const { page, context } = await openIn(await chromium(), address);
    const type = async (text: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'What to do' }).fill(text);
      await page.keyboard.press('Enter');
    };
    await page.getByRole('grid').getByRole('row').nth(3).waitFor();
    await type('tcp.prt == 80');
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual([expect.stringContaining('expected tcp.port')]);
    expect(await page.getByRole('grid').getByRole('row').count()).toBeGreaterThan(3);
    // A row of the rail that is chosen by itself is scrolled to.
    for (const name of ['http', 'imap', 'smtp', 'ftp', 'pop3', 'time', 'daytime', 'discard', 'finger', 'qotd', 'telnet', 'systat']) {
      await type(`serve ${name} tcp`);
      await page
        .getByRole('button', { name: new RegExp(`◉ ?${name}|^${name} `) })
        .first()
        .waitFor();
    }
    await type('connect 127.0.0.1:9');
    await page.getByRole('heading', { name: '127.0.0.1:9 refused the connection.' }).waitFor();
    const row = page.getByRole('complementary', { name: 'Endpoints' }).getByRole('button', { name: /127\.0\.0\.1:9 / });
    const rail = page.getByRole('complementary', { name: 'Endpoints' });
    const [box, around] = await Promise.all([row.boundingBox(), rail.boundingBox()]);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((around?.y ?? 0) + (around?.height ?? 0));
    await context.close();
  });

  it('says so where an address leads to what is not there, and where nothing is found', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, context, complaints } = await openIn(await chromium(), address);
    const go = async (fragment: string): Promise<void> => {
      await page.goto('about:blank');
      await page.goto(new URL(fragment, address).href);
    };
    const told = (text: string): Promise<void> => page.getByRole('alert').getByText(text).waitFor();
    await go('#view=captures&capture=1&packet=97');
    await told('There is no packet 97: they are numbered from 1 to 96.');
    await page.getByRole('heading', { name: 'No packet is chosen' }).waitFor();
    expect(page.url()).not.toContain('packet=');
    await go('#view=captures&capture=5&packet=3');
    await told('The capture that this address leads to is not open any more');
    await go('#view=live&endpoint=70&packet=3');
    await told('The conversation that this address leads to is over and forgotten');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'What to do' }).fill('999');
    await page.keyboard.press('Enter');
    await told('There is no packet 999');
    // Such an address has no token: who was not let in is told which one opens the page.
    const stranger = await (await chromium()).newPage();
    await stranger.goto(new URL('#view=captures&capture=1&packet=4', address).href);
    await stranger.getByText('opens with the whole address').waitFor();
    await stranger.close();
    // What still comes is judged by what has come.
    await page.keyboard.press('Control+f');
    await page.keyboard.type('nowhere at all');
    await page.keyboard.press('Enter');
    await told('No packet has “nowhere at all”');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says how far a search is, which ends by Escape', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, context } = await openIn(await chromium(), address);
    const sought: string[] = [];
    // One that never ends, as over a capture of any size.
    await page.routeWebSocket(/socket/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        const { id, ask } = JSON.parse(message.toString()) as { id: number; ask?: { what: string; text: string } };
        if (ask?.what !== 'find') return server.send(message);
        sought.push(ask.text);
        const answer = { number: 0, isKnown: false, progress: 0.43, hits: 0 };
        return socket.send(JSON.stringify({ kind: 'answer', id, answer }));
      });
    });
    await page.reload();
    await page.getByRole('grid').getByRole('row').nth(3).waitFor();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('needle');
    await page.keyboard.press('Enter');
    const bar = page.getByRole('progressbar', { name: 'Find' });
    await expect.poll(() => bar.textContent()).toBe('searching: 43 %');
    await keep(page, 'finding');
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('alert').getByText('The search was stopped').waitFor();
    expect(await bar.count()).toBe(0);
    expect(sought.at(-1)).toBe('');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // Without its box it is seen, too.
    await page.keyboard.press('F3');
    await bar.waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await bar.waitFor({ state: 'detached' });
    await context.close();
  });

  it('has a way out where nothing passes, on a low screen too', async () => {
    const { address } = await wirecatPage();
    const { page, context } = await openIn(await chromium(), address, { width: 1280, height: 720 });
    await page.getByRole('combobox', { name: 'Filter' }).fill('tcp.len > 5000');
    await page.keyboard.press('Enter');
    await page.getByText('The greatest tcp.len is 12').waitFor();
    const [way, rows] = await Promise.all([
      page.getByRole('gridcell').getByRole('button', { name: 'Clear the filter' }).boundingBox(),
      page.getByRole('grid').boundingBox(),
    ]);
    expect((way?.y ?? 0) + (way?.height ?? 0)).toBeLessThanOrEqual((rows?.y ?? 0) + (rows?.height ?? 0));
    await context.close();
  });

  it('is whole on paper, however long the ladder, and at twice the size', async () => {
    const { address } = await wirecatPage();
    const { page, context } = await openIn(await chromium(), address, { dark: true });
    const line = page.getByRole('textbox', { name: 'What you say' });
    for (let k = 0; k < 40; k++) {
      await line.fill(`line ${k}`);
      await line.press('Enter');
    }
    await page.getByRole('table').getByText('line 39').last().waitFor();
    const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g);
    expect(pages?.length).toBeGreaterThan(3);
    // 1440 by 900 at 200 %.
    await page.setViewportSize({ width: 720, height: 450 });
    await page.getByRole('navigation', { name: 'Parts of this view' }).getByRole('button', { name: 'Talk' }).click();
    const [typed, way] = await Promise.all([line.boundingBox(), page.getByRole('button', { name: 'Lines' }).boundingBox()]);
    expect(typed?.width).toBeGreaterThan(200);
    expect((way?.x ?? 0) > (typed?.x ?? 0) + (typed?.width ?? 0) || (way?.y ?? 0) >= (typed?.y ?? 0) + (typed?.height ?? 0)).toBe(true);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: 'Larger, for projectors' }).click();
    await page.getByRole('button', { name: 'Lessons' }).click();
    const intro = await page.getByText('Exercises that are checked by their packets').boundingBox();
    expect(intro?.width).toBeGreaterThan(300);
    await context.close();
  });

  for (const { width, height } of [
    { width: 1440, height: 900 },
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ])
    it(`shows all sixteen bytes of a row and their characters at ${width}x${height}`, async () => {
      const { address } = await wirecatPage([CAPTURE]);
      const { page, context } = await openIn(await chromium(), address, { width, height });
      const isWhole = () => page.evaluate("[...document.querySelectorAll('.hexbox .scroll')].every((e) => e.scrollWidth <= e.clientWidth)");
      await page.getByRole('grid').getByRole('row').nth(4).click();
      await page.getByRole('group', { name: 'Bytes of the frame' }).waitFor();
      expect(await isWhole()).toBe(true);
      await page.evaluate('document.activeElement.blur()');
      await page.keyboard.press('p');
      await page.getByRole('dialog').getByRole('group', { name: 'Bytes of the frame' }).waitFor();
      expect(await isWhole()).toBe(true);
      await context.close();
    });
});
