import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { echoTalk, pcapOf } from '../captures.ts';
import { scratch } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { serious } from './axe.ts';
import { browser, keep, openIn, wirecatPage } from './browser.ts';

const chromium = browser();
const CAPTURE = join(import.meta.dirname, '../../src/protocols/http/http.pcapng');
const PCAPNG = 0x0a0d0d0a;

needs('chromium').describe('a capture', () => {
  it('is filtered by a stretch of its time, found in, followed, counted and saved', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints, context } = await openIn(await chromium(), address);
    await page.waitForSelector('.overview .band svg');
    await expect.poll(() => page.locator('.rows [role=row]').count()).toBeGreaterThan(5);
    const band = (await page.locator('.band').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(band.x + band.width * 0.01, band.y + 20);
    await page.mouse.down();
    await page.mouse.move(band.x + band.width * 0.6, band.y + 20, { steps: 3 });
    await page.mouse.up();
    await expect
      .poll(() => page.locator('.filter input').inputValue())
      .toMatch(/^frame\.time_relative >= [\d.]+ && frame\.time_relative <= [\d.]+$/);
    await page.locator('.brush button').click();
    await expect.poll(() => page.locator('.filter input').inputValue()).toBe('');
    await page.locator('.rows').focus();
    await page.keyboard.press('Control+g');
    await page.locator('.find input').fill('2');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.insp h2').textContent()).toBe('Packet 2');
    await page.keyboard.press('Control+f');
    await page.locator('.find input').fill('HTTP/1.1');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.insp h2').textContent()).not.toBe('Packet 2');
    await page.keyboard.press('Escape');
    await page.locator('.rows').focus();
    await page.keyboard.press('f');
    await expect.poll(() => page.locator('.follow .piece').first().textContent()).toContain('HTTP/1.1');
    await keep(page, 'follow');
    await page.locator('.rows').focus();
    await page.keyboard.press('s');
    await page.locator('.sheet .seg button', { hasText: 'Over time' }).click();
    await page.waitForSelector('.plots canvas');
    await page.locator('.sheet .seg button', { hasText: 'Protocols' }).click();
    await page.locator('.sheet .goto', { hasText: 'Hypertext' }).first().click();
    await expect.poll(() => page.locator('.filter input').inputValue()).toBe('http');
    await expect.poll(() => page.locator('.filter .ok').textContent()).toMatch(/✓ \d+ of \d+/);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('.list .btn', { hasText: /^Save$/ }).click()]);
    expect(saved.suggestedFilename()).toBe('http-part.pcapng');
    expect(readFileSync(await saved.path()).readUInt32BE(0)).toBe(PCAPNG);
    await page.locator('.columns-choice .btn', { hasText: 'Columns' }).click();
    await page.locator('.columns-choice label', { hasText: 'From' }).locator('input').uncheck();
    await expect.poll(() => page.locator('.th [data-column=ends]').count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.locator('.columns-choice .btn', { hasText: 'Colours' }).click();
    await page.locator('.columns-choice input.m').fill('http.response');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.rows .tr.rule-0').count()).toBeGreaterThan(2);
    await page.reload();
    await expect.poll(() => page.locator('.rows .tr.rule-0 .tag').first().textContent()).toBe('1');
    await keep(page, 'colours');
    expect(await serious(page), 'colours').toEqual([]);
    expect(await page.locator('.th [data-column=ends]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('takes the filter that was entered last, also where the language changes before it was looked at', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints, context } = await openIn(await chromium(), address);
    const input = page.locator('.filter input');
    const verdict = page.locator('.filter .ok');
    const enter = async (text: string): Promise<void> => {
      await input.fill(text);
      await input.press('Enter');
    };
    await page.waitForSelector('.rows [role=row]');
    await enter('http');
    await enter('frame.number <= 2');
    await expect.poll(() => verdict.textContent()).toMatch(/^✓ 2 of/);
    // What is typed while the one before it is looked at is not overwritten by it.
    await input.fill('http');
    await page.evaluate(`
      document.querySelector('.filter input').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      document.querySelector('.filter input').value = 'frame.number <= 4';
      document.querySelector('.filter input').dispatchEvent(new InputEvent('input', { bubbles: true }));
    `);
    await expect.poll(() => page.locator('.status').textContent()).toContain('Displayed 63');
    expect(await input.inputValue()).toBe('frame.number <= 4');
    await input.press('Enter');
    await expect.poll(() => verdict.textContent()).toMatch(/^✓ 4 of/);
    await input.fill('frame.number <= 3');
    await page.evaluate(`
      document.querySelector('.filter input').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      [...document.querySelectorAll('.top .btn')].find((button) => button.textContent.includes('DE')).click();
    `);
    await expect.poll(() => verdict.textContent()).toMatch(/^✓ 3 von/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says what is wrong with a file by its own name, and stays where somebody was when it is loaded again', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints } = await openIn(await chromium(), address, { locale: 'de-DE' });
    const whole = readFileSync(CAPTURE);
    const drop = (name: string, buffer: Buffer): Promise<void> =>
      page.locator('#file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await drop('letter.txt', Buffer.from('Dear Ada,\n'));
    await expect.poll(() => page.locator('.notice').textContent()).toContain('letter.txt: ');
    expect(await page.locator('.notice').textContent()).not.toMatch(/wirecat-|expected/);
    await drop('cut.pcapng', whole.subarray(0, whole.length - 30));
    await expect.poll(() => page.locator('.status .f').textContent()).toContain('die Datei ist beschädigt');
    expect(await page.locator('.caphead .damaged').textContent()).toContain('beschädigt');
    expect(await page.locator('.rows .tr').count()).toBeGreaterThan(10);
    await drop('empty.pcap', Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex'));
    await expect.poll(() => page.locator('.rows .empty').textContent()).toContain('Diese Aufzeichnung hat keine Pakete');
    await page.getByRole('button', { name: 'Statistik' }).click();
    for (const tab of ['Über die Zeit', 'Ein Gespräch']) {
      await page.getByRole('dialog').getByRole('button', { name: tab }).click();
      await page.getByRole('dialog').getByText('Diese Aufzeichnung hat keine Pakete').waitFor();
    }
    await page.keyboard.press('Escape');
    // No conversation is counted for ever.
    await page.setInputFiles('#file', join(import.meta.dirname, '../../src/protocols/arp/arp.pcapng'));
    await page.getByText('4 Pakete ·').waitFor();
    await page.getByRole('button', { name: 'Statistik' }).click();
    await page.getByRole('button', { name: 'Ein Gespräch' }).click();
    await page.getByText('Kein Gespräch', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.nav button').nth(2).click();
    await page.reload();
    await page.waitForSelector('.card');
    await page.locator('.nav button').nth(1).click();
    await page.locator('.caphead select').selectOption({ label: 'cut.pcapng' });
    await page.reload();
    await page.waitForSelector('.caphead .damaged');
    expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
  });

  it('leads from a piece of a message to the packet with which it is whole', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints } = await openIn(await chromium(), address);
    await page.locator('.wide .rows .tr').nth(1).click();
    await expect.poll(() => page.locator('.sent').textContent()).toContain('It is whole with packet 3');
    await page.locator('.sent .btn').click();
    await expect.poll(() => page.locator('.insp h2').textContent()).toBe('Packet 3');
    expect(await page.locator('.sent').textContent()).toContain('packets 2, 3');
    expect(complaints).toEqual([]);
  });

  it('plots what went over time in round stretches, which can be chosen', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints } = await openIn(await chromium(), address);
    await page.waitForSelector('.rows .tr >> nth=5');
    await page.keyboard.press('s');
    await page.locator('.sheet .seg button', { hasText: 'Over time' }).click();
    const titles = (): Promise<string[]> => page.locator('.plots .u-title').allInnerTexts();
    await expect.poll(titles).toEqual(['Bits per 10 ms', 'Packets per 10 ms']);
    await page.locator('.sheet select').selectOption({ label: '1 s' });
    await expect.poll(titles).toEqual(['Bits per second', 'Packets per second']);
    expect(
      await page.evaluate("(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight)(document.querySelector('.sheet .body'))"),
    ).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('shows the first packet of what is wrong', async () => {
    const [syn, synAck, ack, ...rest] = echoTalk(['one', 'two', 'three']);
    const file = join(scratch(), 'again.pcap');
    const frames = [syn, synAck, ack, rest[0], rest[1], rest[0], ...rest.slice(2)].flatMap((f) => f ?? []);
    writeFileSync(file, pcapOf(frames.map(({ bytes }, k) => ({ bytes, at: 1_700_000_000 + k / 100 }))));
    const { address } = await wirecatPage([file]);
    const { page, complaints } = await openIn(await chromium(), address);
    const fault = page.locator('.contents .it:has(.g)').first();
    await fault.click();
    await expect.poll(() => page.locator('.insp h2').textContent()).toBe('Packet 6');
    await expect.poll(() => page.locator('.filter input').inputValue()).not.toBe('');
    expect(await page.locator('.insp .sent').getAttribute('class')).toContain('bad');
    await fault.click();
    await expect.poll(() => page.locator('.filter input').inputValue()).toBe('');
    expect(await page.locator('.insp h2').textContent()).toBe('Packet 6');
    expect(complaints).toEqual([]);
  });

  it('names its protocols and services, each of them a filter, and maps where the hits lie', async () => {
    const { address } = await wirecatPage([CAPTURE]);
    const { page, complaints } = await openIn(await chromium(), address);
    const protocol = page.locator('.contents .it', { has: page.getByText('HTTP', { exact: true }) });
    await expect.poll(() => protocol.textContent()).toContain('63');
    expect(await page.locator('.contents').textContent()).toContain('None in the connections so far.');
    await protocol.click();
    await expect.poll(() => page.locator('.filter .ok').textContent()).toContain('✓ 63 of 96');
    await expect.poll(() => page.locator('.minimap path').getAttribute('d')).toMatch(/^M0 [\d.]+H/);
    await page.locator('.lane-name', { hasText: 'http :80' }).first().click();
    await expect.poll(() => page.locator('.filter input').inputValue()).toBe('tcp.port == 80');
    await page.locator('.lane-name', { hasText: 'http :80' }).first().click();
    await expect.poll(() => page.locator('.minimap').count()).toBe(0);
    await page.locator('.filter input').fill('udp');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.rows').textContent()).toContain('No packet passes');
    await expect.poll(() => page.locator('.rows').textContent()).toContain('No packet has udp.');
    await page.locator('.filter input').fill('tcp.port == 80 && frame.len > 60000');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.rows').textContent()).toMatch(/The greatest frame\.len is \d+: packet \d+/);
    const [, number] = /packet (\d+)/.exec((await page.locator('.rows .goto').textContent()) ?? '') ?? [];
    await page.locator('.rows .goto').click();
    await expect.poll(() => page.locator('.insp h2').textContent()).toBe(`Packet ${number}`);
    expect(await page.locator('.tree').evaluate((e) => e.clientHeight)).toBeGreaterThan(80);
    await page.locator('.filter input').fill('udp');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.rows').textContent()).toContain('No packet passes');
    await page.locator('.rows .btn').click();
    await expect.poll(() => page.locator('.rows .tr').count()).toBeGreaterThan(5);
    await page.locator('.filter input').fill('tcp.port == htp');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.filter [role=alert]').textContent()).toContain('htp');
    expect(await page.locator('.rows .tr').count()).toBeGreaterThan(5);
    await page.locator('.filter input').fill('');
    await page.keyboard.press('Enter');
    // The link that is opened anew for another language was never lost.
    await page.evaluate(
      "new MutationObserver(() => { window.wasLost ||= document.querySelector('.lost') !== null; }).observe(document.body, { childList: true, subtree: true })",
    );
    await page.locator('.top .btn', { hasText: 'DE' }).click();
    await expect.poll(() => page.locator('.contents').textContent()).toContain('Bisher keine in den Verbindungen.');
    expect(await page.evaluate('window.wasLost === true')).toBe(false);
    await keep(page, 'contents');
    expect(await serious(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
