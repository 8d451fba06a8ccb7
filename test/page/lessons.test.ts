import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { serious } from './axe.ts';
import { browser, keep, openIn, wirecatPage } from './browser.ts';

const chromium = browser();

needs('chromium').describe('lessons', () => {
  it('begin an exercise, check it by its packets, take answers and give a report', async () => {
    const { address } = await wirecatPage();
    const { page, complaints, context } = await openIn(await chromium(), address);
    await page.locator('.nav button', { hasText: 'Lessons' }).click();
    await page.waitForSelector('.card >> nth=9');
    await keep(page, 'lessons');
    expect(await serious(page), 'list').toEqual([]);
    await page.locator('.card .btn', { hasText: 'ex91' }).click();
    await page.locator('.from-here .btn').first().click();
    await page.locator('.from-here .comp .in input').fill('from the page');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.laddered .row.data >> nth=1');
    await expect.poll(() => page.locator('.goals li.done').count()).toBe(2);
    await page.locator('.laddered .row.data').first().click();
    await expect.poll(() => page.locator('.told').textContent()).toMatch(/^Packet 4\. .*from the page/);
    await page.locator('.goals form .btn', { hasText: 'packet 4' }).first().click();
    await expect.poll(() => page.locator('.verdict').textContent()).toBe('✓ right');
    expect(await page.locator('.machine').getAttribute('aria-label')).toBe('TCP states: client ESTABLISHED, server ESTABLISHED');
    await keep(page, 'lesson');
    expect(await serious(page), 'exercise').toEqual([]);
    await page.locator('.foot input').setInputFiles({ name: 'ex91C.py', mimeType: 'text/plain', buffer: Buffer.from('import socket\n') });
    await expect.poll(() => page.locator('.foot .btn b').textContent()).toBe('1');
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('.foot .btn.pri').click()]);
    const report = readFileSync(await saved.path(), 'utf8');
    expect(saved.suggestedFilename()).toBe('ex91.html');
    for (const part of ['from the page', 'import socket', 'base64,Cg0NC', 'Which packet carries']) expect(report).toContain(part);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('watch other programs, in the words of each page', async () => {
    const { address } = await wirecatPage();
    const one = await openIn(await chromium(), address);
    const two = await openIn(await chromium(), address, { locale: 'de-AT' });
    await one.page.locator('.nav button', { hasText: 'Lessons' }).click();
    await one.page.locator('.card .btn', { hasText: 'handshake' }).click();
    const place = (await one.page.locator('.place .m').first().textContent()) ?? '';
    const client = connect(Number(place.split(':')[1]), '127.0.0.1');
    client.resume().end();
    await two.page.locator('.nav button').nth(2).click();
    await expect.poll(() => two.page.locator('.goals li.done').allInnerTexts()).toHaveLength(2);
    expect(await two.page.locator('.goals li.done').first().textContent()).toContain('ein Client hat eine Verbindung aufgebaut');
    await two.page.locator('.btn[lang=en]').click();
    await expect.poll(() => two.page.locator('.goals li.done').first().textContent()).toContain('a client has opened a connection');
    expect([...one.complaints, ...two.complaints]).toEqual([]);
  });

  it('keep to the conversation of the packet that is looked at, when others come', async () => {
    const { address } = await wirecatPage();
    const { page, complaints, context } = await openIn(await chromium(), address);
    await page.getByRole('button', { name: 'Lessons' }).click();
    await page.locator('.card .btn', { hasText: 'handshake' }).click();
    const place = (await page.locator('.place .m').first().textContent()) ?? '';
    const talk = (): void => {
      connect(Number(place.split(':')[1]), '127.0.0.1')
        .resume()
        .end();
    };
    talk();
    await page.locator('.laddered .row[data-n="3"]').click();
    await expect.poll(() => page.locator('.told').textContent()).toMatch(/^Packet 3\. /);
    const client = (await page.locator('.laddered .ends .m').first().textContent()) ?? '';
    talk();
    const talks = page.getByRole('combobox', { name: 'Conversation' });
    await talks.waitFor();
    expect(await page.locator('.told').textContent()).toMatch(/^Packet 3\. /);
    expect(await page.locator('.laddered .ends .m').first().textContent()).toBe(client);
    await talks.selectOption('the newest');
    await expect.poll(() => page.locator('.laddered .ends .m').first().textContent()).not.toBe(client);
    await expect.poll(() => page.locator('.told').textContent()).toContain('Choose one on the right');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('connect over UDP from the page, and show headers where there are no states', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await page.locator('.nav button', { hasText: 'Lessons' }).click();
    await page.locator('.card .btn', { hasText: 'ex92' }).click();
    await expect.poll(() => page.locator('.told').textContent()).toContain('no connections and no states');
    expect(await page.locator('.machine').count()).toBe(0);
    await page.locator('.from-here .btn').first().click();
    await page.locator('.from-here .comp .in input').fill('a datagram');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.goals li.done').count()).toBe(1);
    await page.locator('.laddered .row.data').first().click();
    await expect.poll(() => page.locator('.stage .ruler').textContent()).toContain('Destination Port');
    expect(await serious(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('offer no connection to a pipe, and have no handshake in it; a command is as it is typed', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await page.locator('.nav button', { hasText: 'Lessons' }).click();
    await page.locator('.card .btn', { hasText: 'pipes' }).click();
    await expect.poll(() => page.locator('.goals .hint').textContent()).toMatch(/^cat \//);
    expect(await page.locator('.from-here').count()).toBe(0);
    expect(await page.evaluate("getComputedStyle(document.querySelector('.goals .hint'), '::first-letter').textTransform")).toBe('none');
    const [, folder = ''] = /(\/\S+)\/in/.exec((await page.locator('.task').first().textContent()) ?? '') ?? [];
    const reader = readFile(join(folder, 'out'), 'utf8');
    await writeFile(join(folder, 'in'), 'hello\n');
    expect(await reader).toBe('hello\n');
    await expect.poll(() => page.locator('.goals li.done').count()).toBe(1);
    expect((await page.locator('.laddered .grp').allInnerTexts()).join()).not.toMatch(/handshake|datagram/);
    expect(complaints).toEqual([]);
  });

  it('make calls on sockets one at a time', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await page.locator('.nav button', { hasText: 'Lessons' }).click();
    await page.locator('.card .btn', { hasText: 'step' }).last().click();
    for (const line of ['s = socket tcp', 'bind s 127.0.0.1:0', 'listen s 5']) {
      await page.locator('.steps input').fill(line);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.steps .lines').textContent()).toContain(`› ${line}`);
    }
    await expect.poll(() => page.locator('.steps .lines').textContent()).toMatch(/listen\(\d+, 5\) = 0/);
    await page.locator('.steps input').fill('nonsense');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.steps .lines').textContent()).toContain('there is no call');
    // What was wrong still stands under its line when the next one was right.
    await page.locator('.steps input').fill('sockets');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.steps .lines').textContent()).toMatch(/› nonsense✕ .*there is no call.*› sockets/);
    await keep(page, 'steps');
    expect(await serious(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
