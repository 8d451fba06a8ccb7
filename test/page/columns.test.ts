/** Columns of the list: fields by name or from the tree, moved by keys and by the pointer, kept; in the page and in one that was saved. */
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

const titles = (page: Page): Promise<readonly (string | null)[]> =>
  page.locator('.th [data-column]').evaluateAll((all) => all.map((e) => e.getAttribute('data-column')));

/** Of a column in the first rows, by the place of its title. */
const values = async (page: Page, column: string): Promise<readonly string[]> => {
  const at = (await titles(page)).indexOf(column);
  const cells = page.locator('.rows [role=row]').locator(`[role=gridcell]:nth-child(${at + 3})`);
  return (await cells.allInnerTexts()).slice(0, 20);
};

/** As `read --fields` writes them. */
const told = (field: string): readonly string[] => wirecat(['read', CAPTURE, '-T', 'fields', '-e', field]).out.split('\n').slice(0, 20);

const addByName = async (page: Page, name: string): Promise<void> => {
  await page.locator('.field-input input').fill(name);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`.th [data-column="+${name}"]`);
};

const openColumns = (page: Page): Promise<void> => page.locator('.columns-choice .btn', { hasText: /Columns|Spalten/ }).click();

needs('chromium').describe('columns', () => {
  it('are added by name with completion, hold what --fields gives, are moved, removed and kept', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints } = await openIn(await chromium(), address);
    await page.waitForSelector('.rows [role=row] >> nth=20');
    await openColumns(page);
    await page.locator('.field-input input').fill('http.hos');
    await page.waitForSelector('.field-input .opt');
    await keep(page, 'columns-completing');
    expect(await serious(page), 'completing').toEqual([]);
    await page.keyboard.press('Tab');
    expect(await page.locator('.field-input input').inputValue()).toBe('http.host');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.th [data-column="+http.host"]');
    await addByName(page, 'ip.ttl');
    await addByName(page, 'tcp.flags');
    await addByName(page, 'frame.time_delta');
    for (const field of ['http.host', 'ip.ttl', 'tcp.flags', 'frame.time_delta'])
      await expect.poll(() => values(page, `+${field}`), { message: field }).toEqual(told(field));
    await page.locator('.field-input input').fill('http.nonsense');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.field-input .f').textContent()).toContain('expected a field');
    await page.locator('.field-input input').fill('ip.ttl == 5');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.field-input .f').textContent()).toContain('the name of one field');
    const line = page.locator('.columns-choice li', { hasText: 'ip.ttl' });
    for (let k = 0; k < 2; k++) {
      await line.locator('button').first().focus();
      await page.keyboard.press('Enter');
    }
    await expect
      .poll(() => titles(page))
      .toEqual(['time', 'ends', 'protocol', 'length', '+ip.ttl', '+http.host', '+tcp.flags', '+frame.time_delta', 'says']);
    await page.locator('.columns-choice li', { hasText: 'frame.time_delta' }).locator('button').last().click();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.columns-choice .pop').count()).toBe(0);
    const [from, to] = await Promise.all(['+tcp.flags', 'time'].map((name) => page.locator(`.th [data-column="${name}"]`).boundingBox()));
    await page.mouse.move((from?.x ?? 0) + 8, (from?.y ?? 0) + 8);
    await page.mouse.down();
    await page.mouse.move((to?.x ?? 0) + 8, (to?.y ?? 0) + 8, { steps: 4 });
    await page.mouse.up();
    const moved = ['+tcp.flags', 'time', 'ends', 'protocol', 'length', '+ip.ttl', '+http.host', 'says'];
    await expect.poll(() => titles(page)).toEqual(moved);
    expect(await page.locator('.th [data-column=time]').textContent()).toContain('Time');
    await page.reload();
    await expect.poll(() => titles(page)).toEqual(moved);
    await expect.poll(() => values(page, '+tcp.flags')).toEqual(told('tcp.flags'));
    await keep(page, 'columns');
    expect(await serious(page), 'columns').toEqual([]);
    await page.locator('.th [data-column="+ip.ttl"]').hover();
    await page.locator('.th [data-column="+ip.ttl"] button').click();
    await expect.poll(() => titles(page)).not.toContain('+ip.ttl');
    await openColumns(page);
    await page.locator('.columns-choice .btn', { hasText: 'Usual columns again' }).click();
    await expect.poll(() => titles(page)).toEqual(['time', 'ends', 'protocol', 'length', 'says']);
    expect(complaints).toEqual([]);
  });

  it('come from the fields of a packet, by pointer and by key, in the live list too', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address, { width: 1280, height: 720 });
    await page.waitForSelector('.row.data');
    await page.locator('.rows [role=row]').nth(3).click();
    const port = page.locator('.tree [role=treeitem]', { hasText: 'Destination Port' });
    await port.hover();
    await port.locator('.as-column').click();
    await expect.poll(() => titles(page)).toContain('+tcp.dstport');
    const [, server = ''] = /:(\d+)$/.exec((await page.locator('.hosts .m').last().textContent()) ?? '') ?? [];
    await expect.poll(() => values(page, '+tcp.dstport')).toContain(server);
    const window = page.locator('.tree [role=treeitem]', { hasText: /^Window/ });
    await window.focus();
    await page.keyboard.press('+');
    await expect.poll(() => titles(page)).toContain('+tcp.window_size_value');
    await keep(page, 'columns-live');
    await window.focus();
    await page.keyboard.press('+');
    await expect.poll(() => titles(page)).not.toContain('+tcp.window_size_value');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('are there in a saved page, in German, and mask what is secret', async () => {
    const file = join(scratch(), 'http.html');
    expect(wirecat(['read', CAPTURE, '--html', file]).code).toBe(0);
    const { page, complaints } = await openIn(await chromium(), pathToFileURL(file).href, { locale: 'de-DE' });
    await page.waitForSelector('.rows [role=row] >> nth=20');
    await openColumns(page);
    await addByName(page, 'http.response.code');
    await expect.poll(() => values(page, '+http.response.code')).toEqual(told('http.response.code'));
    await page.locator('.filter input').fill('http.authorization');
    await page.keyboard.press('Enter');
    await addByNameIn(page, 'http.authbasic');
    await expect.poll(() => values(page, '+http.authbasic')).toContain(told('http.authbasic').find((text) => text !== '') ?? '********');
    await page.reload();
    await expect.poll(() => titles(page)).toContain('+http.response.code');
    expect(complaints).toEqual([]);
  });
});

needs('chromium').describe('a page that is saved', () => {
  it('has the columns and colouring rules of the page it came from, keeps what is changed in it, and lends them to no other', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, context } = await openIn(await chromium(), address);
    await page.waitForSelector('.rows [role=row] >> nth=20');
    await openColumns(page);
    await addByName(page, 'http.host');
    await addByName(page, 'ip.ttl');
    await page.locator('.columns-choice li', { hasText: 'Protocol' }).locator('input').uncheck();
    await page.keyboard.press('Escape');
    await page.locator('.columns-choice .btn', { hasText: 'Colours' }).click();
    // What is no filter says so, and is no rule.
    await page.getByRole('textbox', { name: 'Filter of colour 1' }).fill('tcp.flags.fin ==');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('expected a field or a value');
    expect(await page.locator('.columns-choice input.m').count()).toBe(1);
    for (const [k, rule] of ['http.response.code >= 300', 'http.request.uri contains "a<\\"&"', 'tcp.dstport == 80'].entries()) {
      await page.locator('.columns-choice input.m').nth(k).fill(rule);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Escape');
    await page.locator('.rows .rule-2').first().waitFor();
    const coloured = await coloursOf(page);
    expect(coloured.filter((rule) => rule === '1').length).toBeGreaterThan(1);
    const chosen = await titles(page);
    expect(chosen).not.toContain('protocol');
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('.list .btn', { hasText: 'Save as HTML' }).click()]);
    const [file, plain] = ['columns.html', 'plain.html'].map((name) => join(scratch(), name)) as [string, string];
    await saved.saveAs(file);
    await context.close();
    expect(wirecat(['read', CAPTURE, '--html', plain]).code).toBe(0);
    const part = await openIn(await chromium(), pathToFileURL(file).href);
    await expect.poll(() => titles(part.page)).toEqual(chosen);
    await expect.poll(() => values(part.page, '+ip.ttl')).toEqual(told('ip.ttl'));
    await expect.poll(() => coloursOf(part.page)).toEqual(coloured);
    await keep(part.page, 'saved-colours');
    await openColumns(part.page);
    await addByName(part.page, 'tcp.flags');
    await part.page.keyboard.press('Escape');
    await part.page.locator('.columns-choice .btn', { hasText: 'Colours' }).click();
    const rules = part.page.locator('.columns-choice input.m');
    expect(await rules.nth(1).inputValue()).toBe('http.request.uri contains "a<\\"&"');
    for (const left of [3, 2, 1]) {
      await expect.poll(() => rules.count()).toBe(left + 1);
      await rules.first().fill('');
      await part.page.keyboard.press('Enter');
    }
    await part.page.reload();
    await expect.poll(() => part.page.locator('.rows [role=row]').count()).toBeGreaterThan(5);
    expect((await coloursOf(part.page)).join('')).toBe('');
    await expect.poll(() => titles(part.page)).toContain('+tcp.flags');
    await part.page.goto(pathToFileURL(plain).href);
    await expect.poll(() => titles(part.page)).toEqual(['time', 'ends', 'protocol', 'length', 'says']);
    expect(part.complaints).toEqual([]);
  });
});

/** Of each row that is shown, the number of its rule. */
const coloursOf = (page: Page): Promise<readonly string[]> =>
  page.locator('.rows [role=row]').evaluateAll((rows) => rows.map((row) => row.querySelector('.tag')?.textContent ?? ''));

const addByNameIn = async (page: Page, name: string): Promise<void> => {
  if ((await page.locator('.field-input').count()) === 0) await openColumns(page);
  await addByName(page, name);
};
