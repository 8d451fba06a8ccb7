/** The page by keys alone: where the focus is, and where it goes when what had it closes or goes away. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { serious } from './axe.ts';
import { browser, openIn, wirecatPage } from './browser.ts';

const chromium = browser();
const CAPTURE = join(import.meta.dirname, '../../src/protocols/http/http.pcapng');

const has = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`);

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Tab until something has the focus; the test's own time ends it. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let k = 0; k < 80 && !(await has(page, selector)); k++) await page.keyboard.press('Tab');
  expect(await has(page, selector), selector).toBe(true);
};

const chosen = (page: Page) => expect.poll(() => page.locator('.insp h2').first().textContent());

needs('chromium').describe('by keys alone', () => {
  it('what is typed right behind the key of a search is not selected and written over', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page } = await openIn(await chromium(), address);
    await page.waitForSelector('.rows [role=row] >> nth=20');
    const typed = await page.evaluate(`(async () => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, bubbles: true, cancelable: true }));
      for (let turn = 0; turn < 20; turn++) await undefined;
      const input = document.querySelector('.find input');
      document.execCommand('insertText', false, 'GE');
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)));
      document.execCommand('insertText', false, 'T');
      return [document.activeElement === input, input?.value];
    })()`);
    expect(typed).toEqual([true, 'GET']);
  });

  it('a capture is walked at once, and what lies over it gives the focus back', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints } = await openIn(await chromium(), address);
    await page.waitForSelector('.rows [role=row] >> nth=20');
    await press(page, 'p');
    await expect.poll(() => page.locator('.notice').textContent()).toContain('No packet is chosen');
    await press(page, 'Escape', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await chosen(page).toBe('Packet 4');
    expect(await has(page, '.rows')).toBe(true);
    await press(page, 'End');
    await chosen(page).toBe('Packet 96');
    await press(page, 'Home');
    await chosen(page).toBe('Packet 1');
    for (const [key, box] of [
      ['p', '.poster'],
      ['s', '.sheet'],
      ['?', '.keys'],
      ['Control+k', '.palette'],
      ['Control+f', '.find[role=dialog]'],
      ['Control+g', '.find[role=dialog]'],
    ] as const) {
      await press(page, key);
      await expect.poll(() => has(page, `${box} *`), { message: key }).toBe(true);
      expect(await serious(page), key).toEqual([]);
      const covers = !box.startsWith('.find');
      await press(page, 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
      if (covers) expect(await has(page, `${box} *`), key).toBe(true);
      else await page.locator(box).locator('input').focus();
      await press(page, 'Escape');
      await expect.poll(() => has(page, '.rows'), { message: `back from ${key}` }).toBe(true);
    }
    await press(page, '/');
    await page.keyboard.type('http.response.code == 404');
    await press(page, 'Enter');
    await expect.poll(() => page.locator('.filter .ok').textContent()).toMatch(/✓ \d+ of 96/);
    await press(page, 'Escape');
    await expect.poll(() => has(page, '.rows')).toBe(true);
    const last = await page.locator('.rows [role=row]').last().locator('[role=gridcell]').first().textContent();
    await press(page, 'End');
    await chosen(page).toBe(`Packet ${last}`);
    expect(complaints).toEqual([]);
  });

  it('the list names the row that is current, wherever it is walked and scrolled to', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints } = await openIn(await chromium(), address, { width: 1280, height: 720 });
    await page.waitForSelector('.rows [role=row] >> nth=15');
    const session = await page.context().newCDPSession(page);
    /** As the browser tells a screen reader: the row that the grid names, and whether that is the chosen one. */
    const named = async (): Promise<string | null> => {
      const { result } = await session.send('Runtime.evaluate', { expression: "document.querySelector('.rows')" });
      const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId: result.objectId ?? '', fetchRelatives: false });
      const [row] = nodes[0]?.properties?.find(({ name }) => name === 'activedescendant')?.value.relatedNodes ?? [];
      return row?.idref === undefined
        ? 'none'
        : page.locator(`[id="${row.idref}"][role=row][aria-selected=true] [role=gridcell]`).first().textContent({ timeout: 1000 });
    };
    expect(await named()).toBe('none');
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await expect.poll(named).toBe('3');
    await press(page, 'PageDown', 'ArrowUp');
    await expect.poll(named).not.toBe('3');
    await press(page, 'End');
    await expect.poll(named).toBe('96');
    expect(await page.locator('.rows').getAttribute('aria-rowcount')).toBe('97');
    expect(await page.locator('.rows [aria-selected=true]').getAttribute('aria-rowindex')).toBe('97');
    // Scrolled away, it is still there, and outside of what is seen.
    for (const [scroll, to] of [
      [0, 'Home'],
      [100_000, 'End'],
    ] as const) {
      await page.evaluate(`document.querySelector('.rows').scrollTop = ${scroll}`);
      await expect.poll(() => page.locator('.rows').evaluate((rows) => rows.querySelectorAll('[aria-selected=true]').length)).toBe(1);
      await expect.poll(named).toBe(scroll === 0 ? '96' : '1');
      const [box, row] = await Promise.all(['.rows', '.rows [aria-selected=true]'].map((one) => page.locator(one).boundingBox()));
      expect((row?.y ?? 0) + 24 <= (box?.y ?? 0) || (row?.y ?? 0) >= (box?.y ?? 0) + (box?.height ?? 0)).toBe(true);
      expect(await page.locator('.rows').evaluate((rows) => rows.scrollHeight)).toBe(96 * 24);
      expect(await serious(page)).toEqual([]);
      await press(page, to);
      await expect.poll(named).toBe(to === 'End' ? '96' : '1');
    }
    await press(page, '/');
    await page.keyboard.type('http.response.code == 404');
    await press(page, 'Enter');
    await expect.poll(() => page.locator('.filter .ok').textContent()).toMatch(/✓ \d+ of 96/);
    await expect.poll(named).toBe('none');
    await press(page, 'Escape', 'Home');
    await expect.poll(named).toBe('9');
    expect(complaints).toEqual([]);
  });

  it('keys are named as they stand on the keyboard', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints } = await openIn(await chromium(), address, { locale: 'de-AT' });
    await page.waitForSelector('.rows [role=row] >> nth=5');
    expect(await page.locator('.top .find').textContent()).toContain('Strg K');
    await press(page, '?');
    await expect.poll(() => page.locator('.keys').textContent()).toContain('/ oder Strg /');
    expect(await page.locator('.keys').textContent()).toMatch(/Strg Pos1, Strg Ende.*Leertaste/);
    expect(await page.locator('.keys').textContent()).not.toMatch(/Ctrl|Home|Space| or /);
    expect(complaints).toEqual([]);
  });

  it('plots are walked from point to point', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints } = await openIn(await chromium(), address);
    await page.waitForSelector('.rows [role=row] >> nth=20');
    await press(page, 's');
    await page.waitForSelector('.sheet');
    await page.locator('.sheet .seg button', { hasText: 'One conversation' }).focus();
    await press(page, 'Enter');
    await page.waitForSelector('.u-over');
    await tabTo(page, '.u-over');
    await press(page, 'ArrowRight', 'ArrowRight');
    await expect.poll(() => page.locator('.u-over').getAttribute('aria-valuetext')).toMatch(/\d/);
    expect(await serious(page)).toEqual([]);
    await press(page, 'Enter');
    await chosen(page).toMatch(/Packet \d+/);
    await expect.poll(() => page.locator('.sheet').count()).toBe(0);
    await press(page, 's');
    await page.waitForSelector('.sheet');
    await page.locator('.sheet .seg button', { hasText: 'Over time' }).focus();
    await press(page, 'Enter');
    await page.waitForSelector('.u-over >> nth=1');
    await tabTo(page, '.u-over');
    await press(page, 'ArrowRight', 'Shift+ArrowRight', 'Enter');
    await expect
      .poll(() => page.locator('.filter input').inputValue())
      .toMatch(/^frame\.time_relative >= 0\.0+ && frame\.time_relative <= /);
    expect(complaints).toEqual([]);
  });

  it('a connection is opened, talked to, and closed', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await page.waitForSelector('.row.data');
    await press(page, 'F6');
    await page.locator('.rail .it').first().focus();
    const service = (await page.locator('.rail .it').first().textContent())?.match(/127\.0\.0\.1:\d+/)?.[0] ?? '';
    await press(page, 'n');
    await expect.poll(() => has(page, '.maker input')).toBe(true);
    await page.keyboard.type(service);
    await press(page, 'Enter');
    await expect.poll(() => has(page, '.comp .in input')).toBe(true);
    await tabTo(page, '.comp .seg button:nth-child(2)');
    await press(page, 'Enter');
    await expect.poll(() => has(page, '.comp textarea')).toBe(true);
    await tabTo(page, '.remarks button');
    await press(page, 'Enter');
    await expect.poll(() => has(page, '.comp textarea')).toBe(true);
    await press(page, 'Control+Enter');
    await expect.poll(() => page.locator('.row.data').count()).toBe(2);
    await tabTo(page, '.acts button');
    await press(page, 'Enter');
    await expect.poll(() => page.locator('.rail .it.on').textContent()).toContain('closed');
    await expect.poll(() => has(page, '.rail .it.on')).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('exercises and the step console are gone into and left', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await page.waitForSelector('.row.data');
    await page.locator('.nav button').nth(2).focus();
    await press(page, 'Enter');
    await page.waitForSelector('.card');
    await tabTo(page, '.card:last-child button');
    await press(page, 'Enter');
    await expect.poll(() => has(page, '.steps input')).toBe(true);
    await page.keyboard.type('s = socket');
    await press(page, 'Enter');
    await expect.poll(() => page.locator('.lines').textContent()).toContain('socket(AF_INET');
    await page.locator('.steps .goto').focus();
    await press(page, 'Enter');
    await expect.poll(() => has(page, '.exercises .scroll')).toBe(true);
    await tabTo(page, '.card:first-child button');
    await press(page, 'Enter');
    await expect.poll(() => has(page, '.doing .scroll')).toBe(true);
    expect(complaints).toEqual([]);
  });
});
