/** Every view of the page, at each size, light and dark: nothing is cut off, nothing is too small to hit, axe finds nothing serious. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { scratch, wirecat } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { serious } from './axe.ts';
import { browser, keep, openIn, wirecatPage } from './browser.ts';

const chromium = browser();
const CAPTURE = join(import.meta.dirname, '../../src/protocols/http/http.pcapng');
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
] as const;

/** What stands wrong on the screen: said in the page, so that it is told by name. */
const MISPLACED = `(() => {
  const wrong = [];
  const isPhone = innerWidth < 700;
  const scrolls = (e) => { for (let x = e.parentElement; x; x = x.parentElement) if (/auto|scroll/.test(getComputedStyle(x).overflowX)) return true; return false; };
  if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page scrolls sideways');
  for (const e of document.querySelectorAll('button, input:not([type=checkbox]), select, textarea')) {
    const { width, height, left, right, top, bottom } = e.getBoundingClientRect();
    if (width === 0 || e.closest('.sr') || getComputedStyle(e).visibility === 'hidden') continue;
    const name = e.tagName + '.' + e.className + ' "' + (e.textContent || e.ariaLabel || '').slice(0, 30) + '"';
    if ((left < -1 || right > innerWidth + 1) && !scrolls(e)) wrong.push('beside the screen: ' + name);
    if (isPhone && (height < 24 || width < 22)) wrong.push('too small, ' + Math.round(width) + ' by ' + Math.round(height) + ': ' + name);
    if (e.tagName === 'BUTTON' && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible') wrong.push('cut: ' + name);
  }
  for (const e of document.querySelectorAll('.pop, .notice, [role=dialog]')) {
    const { left, right, bottom, width } = e.getBoundingClientRect();
    if (width > 0 && (left < 0 || right > innerWidth || bottom > innerHeight)) wrong.push('beside the screen: ' + e.className);
  }
  for (const e of document.querySelectorAll('*')) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || e.closest('.sr') || !e.checkVisibility?.({ checkVisibilityCSS: true })) continue;
    const drawn = e.getScreenCTM?.()?.a ?? 1;
    const size = parseFloat(getComputedStyle(e).fontSize) * drawn;
    if (size < 8.99) wrong.push('illegible, ' + size.toFixed(1) + ' px: ' + e.tagName + '.' + (e.className.baseVal ?? e.className) + ' "' + e.textContent.slice(0, 30) + '"');
  }
  return wrong;
})()`;

/** The colours of the look that was switched to are there at once: none is on its way. */
const FADING = `document.getAnimations().filter((a) => a instanceof CSSTransition).map((a) => a.transitionProperty)`;

/** Plots whose lines are not those of the look that was switched to. */
const MISDRAWN = `(() => {
  const [, ...line] = /#(..)(..)(..)/.exec(getComputedStyle(document.documentElement).getPropertyValue('--line')) ?? [];
  const [r, g, b] = line.map((two) => parseInt(two, 16));
  return [...document.querySelectorAll('.plots canvas')].filter((c) => {
    const { data } = c.getContext('2d').getImageData(0, 0, c.width, c.height);
    for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) return false;
    return true;
  }).length;
})()`;

needs('chromium').describe('every view', () => {
  for (const { width, height } of SIZES) {
    const isPhone = width < 700;
    const look = async (page: Page, view: string): Promise<void> => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await page.evaluate(FADING), `${view} ${colorScheme}`).toEqual([]);
        await expect.poll(() => page.evaluate(MISDRAWN), { message: `${view} ${colorScheme}` }).toBe(0);
        await keep(page, `view-${view}-${width}x${height}-${colorScheme}`);
        expect(await serious(page, colorScheme === 'dark'), `${view} ${colorScheme}`).toEqual([]);
      }
      expect(await page.evaluate(MISPLACED), view).toEqual([]);
    };
    const turnTo = async (page: Page, tab: number): Promise<void> => {
      if (isPhone) await page.locator('.tabs button').nth(tab).click();
    };
    const press = async (page: Page, key: string): Promise<void> => {
      await page.keyboard.press('Escape');
      await page.evaluate('document.activeElement.blur()');
      await page.keyboard.press(key);
    };
    const serve = async (page: Page, name: string): Promise<void> => {
      await press(page, 'n');
      await page.locator('.maker .choices .btn', { hasText: new RegExp(`^${name}$`) }).click();
      await page.waitForSelector('.maker', { state: 'detached' });
    };

    it(`of the live session at ${width}x${height}`, { timeout: 400_000 }, async () => {
      const { address } = await wirecatPage();
      const { page, complaints, context } = await openIn(await chromium(), address, { width, height });
      await page.waitForSelector('.row.acks');
      await turnTo(page, 2);
      await page.locator('.filter input').fill('tcp.fl');
      await page.waitForSelector('.filter .opt');
      await look(page, 'completing');
      await page.locator('.filter input').fill('tcp.prt == 80');
      await page.waitForSelector('.filter .err');
      await look(page, 'wrong');
      await page.locator('.filter input').fill('tcp.len > 5000');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.rows .empty').textContent()).toContain('The greatest tcp.len is 12');
      await look(page, 'no-hit');
      await page.locator('.rows .empty .btn').click();
      await press(page, 'n');
      await page.waitForSelector('.maker');
      await look(page, 'maker');
      await press(page, 'Control+k');
      await look(page, 'palette');
      await press(page, '?');
      await page.waitForSelector('.keys');
      await look(page, 'keys');
      await page.keyboard.press('Escape');
      await serve(page, 'smtp');
      await turnTo(page, 0);
      await page.locator('.mails .it').first().click();
      await page.waitForSelector('.letter pre');
      await look(page, 'mail');
      await turnTo(page, 1);
      await page.locator('.reach .btn.pri').click();
      await page.waitForSelector('.guided .next .btn');
      await look(page, 'guided');
      await serve(page, 'chat');
      await page.locator('.reach .btn').first().click();
      await page.waitForSelector('.room-talk');
      await look(page, 'chat');
      await serve(page, 'http');
      await page.locator('.reach .btn').first().click();
      await page.locator('.comp .seg button').nth(1).click();
      const server = await page.locator('.hosts .m').allInnerTexts();
      await page.locator('.remarks .btn').click();
      const [, host = ''] = /Host: (\S+)/.exec(await page.locator('.area textarea').inputValue()) ?? [];
      expect(host).toBe(server[1]);
      await page.locator('.area textarea').fill('GET / HTTP/1.1\nContent-Length: 5x\n\n');
      await page.waitForSelector('.remarks .f');
      await look(page, 'draft');
      await page.locator('.nav button').nth(2).click();
      await page.waitForSelector('.card');
      await look(page, 'lessons');
      await page.locator('.card .btn').first().click();
      await page.locator('.from-here .btn').first().click();
      await page.waitForSelector('.from-here .comp');
      await look(page, 'lesson');
      await page.locator('.doing .goto').first().click();
      await page.locator('.card .btn').last().click();
      await page.locator('.steps input').fill('nonsense');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.steps .lines').textContent()).toContain('there is no call');
      await look(page, 'steps');
      expect(complaints).toEqual([]);
      await context.close();
    });

    it(`of a capture at ${width}x${height}`, { timeout: 400_000 }, async () => {
      const { address, running } = await wirecatPage([CAPTURE, '--share-on', '127.0.0.1']);
      await running.shows('join code');
      const { page, complaints, context } = await openIn(await chromium(), address, { width, height });
      await page.waitForSelector('.rows [role=row] >> nth=5');
      await look(page, 'capture');
      await page.locator('.rows [role=row]').nth(3).click();
      await page.waitForSelector('.tree [role=treeitem]');
      await look(page, 'capture-packet');
      const beside = async (tab: number, segment: number): Promise<void> => {
        if (isPhone) await turnTo(page, tab);
        else await page.locator('.side > .ph .seg button').nth(segment).click();
      };
      await beside(0, 1);
      await page.waitForSelector('.side .row.data');
      await look(page, 'capture-ladder');
      await beside(1, 2);
      for (const [k, way] of ['talk', 'text', 'hex'].entries()) {
        await page.locator('.follow .ends .seg button').nth(k).click();
        await page.waitForSelector(`.as-${way} .piece`);
        const [pane, head, first] = await Promise.all(
          ['.follow', '.follow .ends', '.follow .piece'].map(async (part) => page.locator(part).first().boundingBox()),
        );
        expect((head?.y ?? 0) - (pane?.y ?? 0), way).toBeLessThan(30);
        expect((first?.y ?? 0) - (head?.y ?? 0) - (head?.height ?? 0), way).toBeGreaterThan(-1);
        await look(page, `follow-${way}`);
      }
      await press(page, 's');
      for (let k = 0; k < 5; k++) {
        await page.locator('.sheet .head .seg button').nth(k).click();
        await page.waitForSelector(k < 3 ? '.sheet tbody tr' : '.sheet .u-over');
        await look(page, `statistics-${k}`);
      }
      await press(page, 'Control+f');
      await look(page, 'find');
      await page.keyboard.press('Escape');
      await page.locator('.share .btn').click();
      await look(page, 'share');
      await page.keyboard.press('Escape');
      expect(await page.locator('.share .pop').count()).toBe(0);
      expect(complaints).toEqual([]);
      await context.close();
    });

    it(`of a saved page and of the door at ${width}x${height}`, async () => {
      const file = join(scratch(), 'http.html');
      expect(wirecat(['read', CAPTURE, '--html', file]).code).toBe(0);
      const { page, complaints, context } = await openIn(await chromium(), pathToFileURL(file).href, { width, height });
      await page.locator('.rows [role=row]').nth(3).click();
      await page.waitForSelector('.tree [role=treeitem]');
      await look(page, 'saved');
      expect(complaints).toEqual([]);
      const { port } = await wirecatPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.waitForSelector('p');
      await look(page, 'door');
      await context.close();
    });
  }

  it('of a phone: what cannot be seen beside it is found by name, and a packet scrolls as one sheet', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address, { width: 390, height: 844 });
    await page.waitForSelector('.row.acks');
    await page.locator('.top .find').click();
    await page.locator('.palette input').fill('serve discard');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.talk .empty').textContent()).toContain('listens on');
    await page.locator('.top .find').click();
    await page.locator('.palette .opt', { hasText: /^Look at echo :/ }).click();
    await page.locator('.row.data').first().click();
    await page.locator('.tabs button').nth(3).click();
    await page.waitForSelector('.hexbox');
    expect(await page.evaluate("(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)(document.querySelector('.insp'))")).toBe(
      true,
    );
    expect(await page.evaluate("getComputedStyle(document.querySelector('.hexbox .scroll')).maxHeight")).toBe('none');
    expect(complaints).toEqual([]);
  });
});
