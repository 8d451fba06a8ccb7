/** A capture saved as one HTML file: from the command line and from the page; opened from the disk it asks nobody for anything. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { utf8 } from '../../src/core/bytes.ts';
import { pcapngEncoder } from '../../src/formats/pcapng-write.ts';
import { batchOf, LinkType } from '../../src/wire/frame.ts';
import { scratch, wirecat } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { serious } from './axe.ts';
import { browser, keep, openIn, wirecatPage } from './browser.ts';

const chromium = browser();
const CAPTURE = join(import.meta.dirname, '../../src/protocols/http/http.pcapng');
const folder = scratch();

const HOSTILE = '</script><img src=x onerror="document.title=1"><script>document.title=1</script>';

/** A capture whose packet, comment and interface say that. */
const hostileCapture = (): Uint8Array => {
  const encoder = pcapngEncoder(HOSTILE, () => new Uint8Array(1 << 16));
  const source = encoder.source({ linkType: LinkType.ethernet, mark: 'R', name: HOSTILE, comment: HOSTILE });
  const bytes = utf8(HOSTILE);
  const frame = { number: 1, mark: 'R', seconds: 1, nanos: 0, linkType: LinkType.ethernet, bytes, original: bytes.length } as const;
  encoder.frame(batchOf({ ...frame, comments: [HOSTILE] }), 0, source);
  return encoder.take().bytes.slice();
};

/** One of 65 MiB, in few packets. */
const largeCapture = (): Uint8Array => {
  const parts: Uint8Array[] = [];
  const encoder = pcapngEncoder('test', (rest, size) => {
    parts.push(rest.bytes.slice());
    return new Uint8Array(Math.max(1 << 20, size));
  });
  const source = encoder.source({ linkType: LinkType.ethernet, mark: 'R', name: 'x', comment: '' });
  const bytes = new Uint8Array(1 << 16);
  for (let number = 1; number <= 1040; number++) {
    const frame = { number, mark: 'R', seconds: number, nanos: 0, linkType: LinkType.ethernet, bytes, original: bytes.length } as const;
    encoder.frame(batchOf({ ...frame, comments: [] }), 0, source);
  }
  return Buffer.concat([...parts, encoder.take().bytes]);
};

needs('chromium').describe('a saved page', () => {
  it('has rows, tree, bits, ladder, follow, filters and statistics, from the disk alone', async () => {
    const file = join(folder, 'http.html');
    expect(wirecat(['read', CAPTURE, '--html', file]).out).toContain('96 packets are in');
    const { page, complaints, requests } = await openIn(await chromium(), pathToFileURL(file).href);
    await expect.poll(() => page.locator('.status').textContent()).toContain('Packets 96');
    await page.locator('.rows [role=row]').nth(3).click();
    await expect.poll(() => page.locator('.insp h2').textContent()).toBe('Packet 4');
    await page.locator('.ruler .cell[data-f$="tcp.dstport"]').hover();
    expect(await page.locator('.tree .hv').textContent()).toContain('Destination Port');
    await keep(page, 'saved');
    // Nothing can be made there, and there is no other view.
    for (const key of ['n', 'c', 'o']) await page.keyboard.press(key);
    expect(await page.locator('.app').getAttribute('data-view')).toBe('captures');
    await page.keyboard.press('Control+k');
    expect((await page.locator('.palette .opt').allInnerTexts()).join()).not.toMatch(/live|lessons|Serve/);
    await page.keyboard.press('Escape');
    expect(await serious(page)).toEqual([]);
    const [ladder, follow] = [page.locator('.seg button').nth(1), page.locator('.seg button').nth(2)];
    await ladder.click();
    await expect.poll(() => page.locator('.row.data').count()).toBeGreaterThan(0);
    await follow.click();
    await expect.poll(() => page.locator('.side').textContent()).toContain('It works.');
    await page.locator('.filter input').fill('http.response.code == 404');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.filter .ok').textContent()).toMatch(/✓ \d+ of 96/);
    await page.locator('.list .btn', { hasText: 'Statistics' }).click();
    await expect.poll(() => page.locator('.sheet').textContent()).toContain('198.51.100.2:80');
    await page.locator('.sheet .seg button', { hasText: 'One conversation' }).click();
    await page.waitForSelector('.u-over');
    await keep(page, 'plots');
    expect(await serious(page), 'plots').toEqual([]);
    await page.locator('.u-over').click({ position: { x: 2, y: 100 } });
    await expect.poll(() => page.locator('.sheet').count()).toBe(0);
    await expect.poll(() => page.locator('.insp h2').textContent()).toMatch(/^Packet \d+$/);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
    expect(requests.filter((url) => url.startsWith('file:'))).toHaveLength(1);
    expect(await page.locator('meta[http-equiv]').getAttribute('content')).not.toMatch(/unsafe|http/);
  });

  it('runs nothing that a packet, a comment or a name says, saved or not', async () => {
    const name = join(folder, `${HOSTILE.replaceAll('/', '').slice(0, 60)}.pcapng`);
    writeFileSync(name, hostileCapture());
    const file = join(folder, 'hostile.html');
    expect(wirecat(['read', name, '--html', file]).code).toBe(0);
    const { address } = await wirecatPage([name]);
    for (const place of [pathToFileURL(file).href, address]) {
      const { page, complaints } = await openIn(await chromium(), place);
      await page.locator('.rows [role=row]').first().click();
      await expect.poll(() => page.locator('.insp').textContent()).toContain('onerror');
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.title()).toBe('Wirecat');
      expect(complaints).toEqual([]);
    }
  });

  it('comes from the page, of what passes the filter, and speaks German', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page } = await openIn(await chromium(), address);
    await page.locator('.filter input').fill('tcp.stream == 1');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.filter .ok').textContent()).toMatch(/✓ 6 of 96/);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('.list .btn', { hasText: 'Save as HTML' }).click()]);
    const file = join(folder, 'part.html');
    writeFileSync(file, readFileSync(await saved.path()));
    const part = await openIn(await chromium(), pathToFileURL(file).href, { locale: 'de-DE', dark: true });
    await expect.poll(() => part.page.locator('.status').textContent()).toContain('Pakete 6');
    await expect.poll(() => part.page.locator('.rows [role=row]').count()).toBe(6);
    await part.page.locator('.filter input').fill('tcp.prt == 80');
    await expect.poll(() => part.page.locator('.filter .err').textContent()).toContain('erwartet: tcp.port');
    expect(part.complaints).toEqual([]);
  });

  it('finds bytes, leads to a packet by its address, and says what is wrong with a file that was cut, spoilt or runs no script', async () => {
    const file = join(folder, 'place.html');
    expect(wirecat(['read', CAPTURE, '--html', file]).code).toBe(0);
    const { href } = pathToFileURL(file);
    const { page, context, complaints } = await openIn(await chromium(), `${href}#view=captures&capture=1&packet=12`);
    await page.getByRole('heading', { name: 'Packet 12' }).waitFor();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('0x47 45 54');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Packet 14' }).waitFor();
    expect(new URL(page.url()).hash).toContain('packet=14');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('nowhere at all');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('No packet has “nowhere at all”').waitFor();
    const whole = readFileSync(file, 'utf8');
    const at = whole.lastIndexOf('</script>') - 4001;
    const show = async (name: string, html: string) => {
      writeFileSync(join(folder, name), html);
      await page.goto(pathToFileURL(join(folder, name)).href);
    };
    await show('cut.html', whole.slice(0, at));
    await page.getByText('the file is damaged; what came before is shown').waitFor();
    expect(await page.getByRole('grid').getByRole('row').count()).toBeGreaterThan(10);
    await show('spoilt.html', `${whole.slice(0, at)}§${whole.slice(at)}`);
    await page.getByText('This file is damaged: its packets cannot be read. Save it from Wirecat again.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
    const preview = join(folder, 'preview.html');
    writeFileSync(preview, '<iframe sandbox src="place.html"></iframe>');
    const other = await (await chromium()).newPage();
    await other.goto(pathToFileURL(preview).href);
    await other.frameLocator('iframe').locator('noscript p').first().waitFor();
    await other.close();
  });

  it('says why packets are too many for one file, and what to do, in the language of the page', async () => {
    const large = join(folder, 'large.pcapng');
    writeFileSync(large, largeCapture());
    const { address } = await wirecatPage([large]);
    const { page } = await openIn(await chromium(), address, { locale: 'de-DE' });
    await page.getByRole('button', { name: 'Als HTML' }).click();
    await page.getByRole('alert').getByText('einige davon mit einem Filter auswählen').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Save as HTML' }).click();
    await page.getByRole('alert').getByText('more than 64 MiB, too much for one HTML file').waitFor();
    await page.getByRole('combobox', { name: 'Filter' }).fill('frame.number < 3');
    await page.keyboard.press('Enter');
    await page.getByText('✓ 2 of').waitFor();
    await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as HTML' }).click()]);
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });
});
