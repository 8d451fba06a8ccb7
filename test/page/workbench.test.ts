import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../free-port.ts';
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

needs('chromium').describe('the workbench', () => {
  it('shows the handshake, the first line and its echo, and says what was typed next', async () => {
    const { address, running } = await wirecatPage();
    const { page, complaints, requests, context } = await openIn(await chromium(), address);
    await page.waitForSelector('.row.acks');
    await expect.poll(() => page.locator('.rows .tr').count()).toBe(7);
    expect(await page.locator('.row.data .car').allInnerTexts()).toEqual(['hello, wire⏎', 'hello, wire⏎']);
    await page.keyboard.type('and a second one');
    await expect.poll(() => page.locator('.ghost .say').textContent()).toBe('and a second one');
    expect(await page.locator('.ghost').textContent()).toContain('Nothing is on the wire');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.row.data .car').count()).toBe(4);
    await running.shows('"and a second one\\n"');
    await page.locator('.row.data').nth(2).click();
    await expect.poll(() => page.locator('.insp h2').textContent()).toBe('Packet 8');
    await page.locator('.ruler .cell[data-f$="tcp.dstport"]').hover();
    expect(await page.locator('.tree .hv').textContent()).toContain('Destination Port');
    expect(await page.locator('.hx .hv').count()).toBe(1);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !/^(http:\/\/127\.0\.0\.1|data:)/.test(url))).toEqual([]);
    await context.close();
  });

  for (const { width, height } of SIZES)
    it(`looks well at ${width}x${height}, light and dark, and axe finds nothing serious`, async () => {
      const { address } = await wirecatPage();
      const { page, context, complaints } = await openIn(await chromium(), address, { width, height });
      await page.waitForSelector('.row.acks');
      const looked = async (what: string): Promise<void> => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await keep(page, `${what}-${width}x${height}-${colorScheme}`);
          expect(await serious(page, colorScheme === 'dark'), `${what} ${colorScheme}`).toEqual([]);
        }
      };
      await looked('first');
      await page.locator('.row.data').first().click();
      await page.waitForSelector('.insp h2');
      await looked('packet');
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      if (width > 1000) {
        await page.locator('.comp .seg button').nth(2).click();
        await page.locator('.comp .in input').fill('no such \\q, and the reason is longer than there is room for');
        await page.waitForSelector('.comp .btn.pri:disabled');
        expect(await page.evaluate("document.querySelector('.talk').scrollWidth <= document.querySelector('.mid').clientWidth")).toBe(true);
        await page.locator('.ih .btn').click();
        await page.waitForSelector('.poster .checksum');
        await looked('poster');
        const [saved] = await Promise.all([
          page.waitForEvent('download'),
          page.locator('.poster .btn', { hasText: 'Save as SVG' }).click(),
        ]);
        const svg = readFileSync(await saved.path(), 'utf8');
        expect(svg).toMatch(/^<svg[\s\S]*Destination Port[\s\S]*<\/svg>\n$/);
        await page.keyboard.press('Escape');
        await page.locator('.larger-toggle').click();
        await looked('larger');
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        await page.locator('.larger-toggle').click();
      }
      expect(complaints).toEqual([]);
      await context.close();
    });

  it('is walked by keys alone: arrows, layers, fields, panes, folds', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await page.waitForSelector('.row.acks');
    await page.locator('.acks button').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.row[data-n="5"], .row[data-n="7"]').count()).toBe(2);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.row[data-n="5"]').count()).toBe(0);
    await page.locator('.conv').focus();
    for (const number of [1, 2, 3, 4, 5]) {
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => page.locator('.insp h2').textContent()).toBe(`Packet ${number}`);
    }
    await expect.poll(() => page.locator('.row.on').getAttribute('data-n')).toBe('5');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.locator('.insp h2').textContent()).toBe('Packet 4');
    await page.keyboard.press('[');
    await expect.poll(() => page.locator('.strip [aria-selected=true]').textContent()).toContain('IPv4');
    await page.keyboard.press(']');
    await page.locator('.ruler').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('.readout b').textContent()).toBe('Destination Port');
    expect(await page.locator('.tree .hv').textContent()).toContain('Destination Port');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.tree .pin').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.tree .pin').count()).toBe(0);
    const panes = new Set<string>();
    for (let k = 0; k < 9; k++) {
      await page.keyboard.press('F6');
      panes.add(
        String(
          await page.evaluate(
            "document.activeElement.closest('.rail, .comp, .conv, .filter, .rows, .strip, .ruler, .tree, .hexbox').className",
          ),
        ),
      );
    }
    expect(panes.size).toBe(9);
    expect(await page.locator('[role=table] [role=row]').count()).toBeGreaterThan(7);
    expect(await serious(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('says where a connection was refused, and starts a service there', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await page.waitForSelector('.row.data');
    const port = await freePort();
    await page.keyboard.press('Control+k');
    await page.locator('.palette input').fill(`127.0.0.1:${port}`);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.talk .empty').textContent()).toContain('refused the connection');
    await expect.poll(() => page.locator('.notice').count()).toBe(0);
    await keep(page, 'refused');
    await page.locator('.talk .empty .btn', { hasText: 'Start echo there' }).click();
    await expect.poll(() => page.locator('.talk .empty').textContent()).toContain(`listens on 127.0.0.1:${port}`);
    expect(complaints).toEqual([]);
  });

  it('shows who comes to its service from elsewhere, and is one of two pages', async () => {
    const { address, running } = await wirecatPage();
    const one = await openIn(await chromium(), address);
    const two = await openIn(await chromium(), address, { dark: true });
    const [, port = ''] = /listens on 127\.0\.0\.1:(\d+)/.exec(running.out.toString()) ?? [];
    const client = connect(Number(port), '127.0.0.1');
    client.write('from elsewhere\n');
    for (const { page } of [one, two]) {
      await page.waitForSelector('.it.sub >> nth=1');
      await page.locator('.it.sub').nth(1).click();
      await expect.poll(() => page.locator('.row.data .car').allInnerTexts()).toEqual(['from elsewhere⏎', 'from elsewhere⏎']);
    }
    client.destroy();
    await expect.poll(() => one.page.locator('.it.sub .x').nth(1).textContent()).toMatch(/closed|reset/);
    // Who loads again sees what was looked at before.
    await one.page.reload();
    await expect.poll(() => one.page.locator('.row.data .car').allInnerTexts()).toEqual(['from elsewhere⏎', 'from elsewhere⏎']);
    expect([...one.complaints, ...two.complaints]).toEqual([]);
  });

  it('shows in forced colours what is chosen, and opens the state machine from a state', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address, { width: 390, height: 844 });
    await page.emulateMedia({ forcedColors: 'active' });
    await page.waitForSelector('.row.acks');
    await page.locator('.hosts button.chip').first().click();
    await expect.poll(() => page.locator('.machine').getAttribute('aria-label')).toContain('client ESTABLISHED');
    await page.keyboard.press('Escape');
    await page.locator('.tabs button').nth(2).click();
    await page.locator('.rows .tr').nth(3).click();
    const all = (await page.evaluate(
      "[...document.querySelectorAll('.rows .tr')].map((row) => getComputedStyle(row).backgroundColor)",
    )) as string[];
    expect(all.filter((colour) => colour === all[3])).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it('draws in the colours of the system where they are forced, whatever look was chosen', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints } = await openIn(await chromium(), address, { dark: true });
    await page.getByRole('button', { name: 'Light colours' }).click();
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    const colourOf = (selector: string, property: string) =>
      page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`);
    await page.getByRole('grid').getByRole('row').nth(3).click();
    await page.getByRole('heading', { name: 'Packet 4' }).waitFor();
    expect(await colourOf('.overview .up', 'stroke')).toBe(await colourOf('body', 'color'));
    await page.getByRole('button', { name: 'Follow' }).click();
    await page.locator('.follow .piece.on').waitFor();
    expect(await serious(page)).toEqual([]);
    await page.getByRole('button', { name: 'Live' }).click();
    await page.locator('.hosts button.chip').first().click();
    await page.locator('.machine').waitFor();
    expect(await colourOf('.machine text', 'fill')).toBe(await colourOf('body', 'color'));
    expect(complaints).toEqual([]);
  });

  it('opens captures: those of the command line, and those that are dropped', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints } = await openIn(await chromium(), address);
    await page.waitForSelector('.list.wide .tr.th');
    await expect.poll(() => page.locator('.rows [role=row]').count()).toBeGreaterThan(5);
    await page.setInputFiles('#file', join(import.meta.dirname, '../../src/protocols/dns/dns.pcapng'));
    await expect.poll(() => page.locator('.status').textContent()).toContain('dns.pcapng');
    await page.locator('.filter input').fill('dns');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.filter .ok').textContent()).toMatch(/✓ \d+ of \d+/);
    await page.locator('.filter input').fill('dns.nonsense == 1');
    await expect.poll(() => page.locator('.filter').getAttribute('class')).toContain('bad');
    await page.locator('.caphead select').selectOption({ index: 1 });
    await expect.poll(() => page.locator('.status').textContent()).toContain('http.pcapng');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('.rows [role=row]').nth(3).click();
    await expect.poll(() => page.locator('.insp .tree').count()).toBe(1);
    expect((await page.locator('.insp').boundingBox())?.height).toBeGreaterThan(500);
    await expect.poll(() => page.locator('.nav button').allInnerTexts()).toEqual(['Live', 'Captures', 'Lessons']);
    expect(complaints).toEqual([]);
  });
});

describe('the built page', () => {
  it('is small', () => {
    const folder = join(import.meta.dirname, '../../dist/page');
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    const assets = [...html.matchAll(/\/(assets\/[^"]+)"/g)].map((m) => m[1] ?? '');
    const packed = assets.reduce((n, file) => n + readFileSync(join(folder, `${file}.gz`)).length, 0);
    expect(assets.length).toBeGreaterThan(1);
    expect(packed).toBeLessThan(120_000);
    expect(html).not.toMatch(/<script>|<style|https?:\/\/(?!www\.w3\.org)/);
  });
});
