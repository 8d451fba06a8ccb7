import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { serious } from './axe.ts';
import { browser, keep, openIn, wirecatPage } from './browser.ts';

const chromium = browser();

/** Starts a service from the page; gives its port. */
const serve = async (page: Page, name: string, over = 'TCP'): Promise<number> => {
  await page.locator('.rail .ph .btn').click();
  await page.locator('.maker .seg button', { hasText: over }).click();
  await page.locator('.maker .choices .btn', { hasText: new RegExp(`^${name}$`) }).click();
  const row = page.locator('.rail .it.on', { hasText: name });
  await row.waitFor();
  return Number((await row.textContent())?.match(/127\.0\.0\.1:(\d+)/)?.[1]);
};

needs('chromium').describe('talk', () => {
  it('goes on below a list that stays where it is, which says how many came and leads there', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address, { width: 1280, height: 720 });
    await page.locator('.row.data').first().click();
    const say = async (line: string): Promise<void> => {
      await page.locator('.comp .in input').fill(line);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.row.data', { hasText: line }).count()).toBe(2);
    };
    await say('one');
    await say('two');
    await expect.poll(() => page.locator('.list .newer').textContent()).toBe('8 new ↓');
    expect(await serious(page)).toEqual([]);
    await page.locator('.list .newer').click();
    const last = (): Promise<string | null> => page.locator('.rows [role=row]').last().locator('[role=gridcell]').first().textContent();
    await expect.poll(last).toBe('15');
    await say('three');
    await expect.poll(last).toBe('19');
    expect(await page.locator('.list .newer').count()).toBe(0);
    await page.locator('.rows').hover();
    await page.mouse.wheel(0, -200);
    await expect.poll(last).not.toBe('19');
    await say('four');
    await expect.poll(() => page.locator('.list .newer').textContent()).toBe('4 new ↓');
    expect(complaints).toEqual([]);
  });

  it('shows no packet of the conversation that was looked at before', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await page.locator('.row.data').first().click();
    await page.waitForSelector('.insp h2');
    await serve(page, 'discard');
    await expect.poll(() => page.locator('.insp.welcome').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('says of each service that can be started what it does', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address, { width: 390, height: 844, locale: 'de-AT' });
    await page.locator('.top .find').click();
    await page.locator('.palette input').fill('verbinden');
    await page.keyboard.press('Enter');
    const echo = page.locator('.maker .choices li', { hasText: /^echo/ });
    await echo.scrollIntoViewIfNeeded();
    expect(await echo.locator('.cap').isVisible()).toBe(true);
    expect(await echo.textContent()).toContain('Sendet zurück, was kommt');
    expect(await echo.locator('button').getAttribute('aria-describedby')).toBe(await echo.locator('.cap').getAttribute('id'));
    expect(complaints).toEqual([]);
  });

  it('speaks a protocol by hand: the next line is suggested, each reply explained; the inbox is beside it', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await serve(page, 'smtp');
    await page.locator('.mails .it').first().click();
    await expect.poll(() => page.locator('.letter pre').textContent()).not.toBe('');
    expect(await serious(page), 'mail').toEqual([]);
    await keep(page, 'mail');
    const before = await page.locator('.mails .it').count();
    await page.locator('.reach .btn.pri').click();
    for (const line of ['EHLO', 'MAIL FROM', 'RCPT TO', 'DATA']) {
      await expect.poll(() => page.locator('.guided .next').textContent()).toContain(line);
      await page.keyboard.press('Enter');
    }
    await expect.poll(() => page.locator('.means').textContent()).toContain('.');
    await page.locator('.guided .in input').fill('Subject: by hand');
    await page.keyboard.press('Enter');
    for (const line of ['', 'typed on the page', '.']) {
      await page.locator('.guided .in input').fill(line === '' ? ' ' : line);
      await page.keyboard.press('Enter');
    }
    await keep(page, 'guided');
    expect(await serious(page), 'guided').toEqual([]);
    await page.locator('.rail .it', { hasText: 'smtp' }).click();
    await expect.poll(() => page.locator('.mails .it').count()).toBe(before + 1);
    expect(complaints).toEqual([]);
  });

  it('tells each who looks in a language of their own what to say by hand', async () => {
    const { address } = await wirecatPage();
    const { page } = await openIn(await chromium(), address);
    const german = await openIn(await chromium(), address, { locale: 'de-AT' });
    await serve(page, 'imap');
    await page.locator('.reach .btn.pri').click();
    await expect.poll(() => page.locator('.guided .next').textContent()).toContain('the tag in front comes back');
    await german.page.locator('.rail .it', { hasText: 'imap' }).first().click();
    await german.page.locator('.reach .btn.pri').click();
    await expect.poll(() => german.page.locator('.guided .next').textContent()).toContain('Die Marke davor kommt mit der Antwort zurück');
    for (const seen of [page, german.page]) await seen.locator('.guided .next .btn').click();
    await expect.poll(() => german.page.locator('.means').textContent()).toContain('Wir sind angemeldet.');
    await expect.poll(() => page.locator('.means').textContent()).toContain('We are logged in.');
    await keep(german.page, 'guided-german');
  });

  it('colours a message while it is written, and names its mistakes before it goes', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await serve(page, 'http');
    await page.locator('.reach .btn').first().click();
    await page.locator('.comp .seg button', { hasText: 'Lines' }).click();
    await page.locator('.remarks .btn').click();
    await expect.poll(() => page.locator('.remarks').textContent()).toContain('nothing wrong with it');
    expect(await page.locator('.area .p0, .area .p1, .area .p2').count()).toBeGreaterThan(1);
    await page.locator('.area textarea').fill('GET / HTTP/1.1\nContent-Length: 5x\n\n');
    await expect.poll(() => page.locator('.remarks .f').allInnerTexts()).toHaveLength(2);
    expect(await page.locator('.remarks').textContent()).toContain('names its host');
    await keep(page, 'draft');
    expect(await serious(page), 'draft').toEqual([]);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.locator('.row.data .car').last().textContent()).toContain('HTTP/1.1 400');
    // What a program wrote is real: only what carries it is inferred.
    await page.locator('.row.data').last().click();
    await page.getByRole('tab', { name: /^HTTP/ }).click();
    await page.locator('.ruler .cell', { hasText: 'Status Code' }).waitFor();
    expect(await page.locator('.ruler .inf').count()).toBe(0);
    await page.getByRole('tab', { name: /^TCP/ }).click();
    await page.locator('.ruler .inf', { hasText: 'Sequence Number' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('serves over UDP as over TCP: who comes has a row, arrows and packets, and the service says what it took', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    const port = await serve(page, 'syslog', 'UDP');
    await expect.poll(() => page.locator('.reach code').textContent()).toContain(`logger -d -n 127.0.0.1 -P ${port}`);
    const client = createSocket('udp4');
    client.send('<13>hello over udp', port, '127.0.0.1');
    await expect.poll(() => page.locator('.says').textContent()).toBe('user.notice hello over udp');
    await page.locator('.rail .it.sub').last().click();
    await expect.poll(() => page.locator('.row.data .car').textContent()).toContain('hello over udp');
    await expect.poll(() => page.locator('.rows [role=row]').last().textContent()).toContain('Syslog');
    client.close();
    await page.locator('.rail .it', { hasText: 'syslog' }).first().click();
    await expect.poll(() => page.locator('.talk .empty h2').textContent()).toBe('1 client has come');
    await page.locator('.rail .ph .btn').click();
    await expect.poll(() => page.locator('.maker #does-dns').textContent()).toContain('Answers for the zone lab.');
    await page.keyboard.press('Escape');
    await serve(page, 'echo', 'UDP');
    await page.locator('.reach .btn').first().click();
    await page.locator('.comp .in input').fill('a datagram');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.row.data .car').allInnerTexts()).toEqual(['a datagram⏎', 'a datagram⏎']);
    await expect.poll(() => page.locator('.conv').textContent()).toContain('a datagram goes, and comes back');
    await expect.poll(() => page.locator('.rows [role=row]').last().textContent()).toMatch(/UDP 11 bytes a datagram/);
    await page.locator('.row.data button, .row.data').first().click();
    await expect.poll(() => page.locator('.strip').textContent()).toContain('UDP');
    expect(await page.locator('.track').count()).toBe(0);
    await keep(page, 'served-over-udp');
    expect(await serious(page), 'udp').toEqual([]);
    await page.keyboard.press('Control+k');
    await page.locator('.palette input').fill('serve dns udp');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.rail .it.on').textContent()).toMatch(/dns.*udp:127/);
    expect(complaints).toEqual([]);
  });

  it('shows where a proxy goes on for a client: the proxy asks, the server answers, on page and terminal', async () => {
    const server = createServer((_, response) => response.end('a page'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const target = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { address, running } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    const port = await serve(page, 'proxy');
    const asking = get({ host: '127.0.0.1', port, path: `http://${target}/one` });
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    expect(await text(answer)).toBe('a page');
    await expect.poll(() => page.locator('.rail .it.sub').allInnerTexts()).toHaveLength(3);
    await page.locator('.rail .it.sub', { hasText: `→ ${target.replace(/.*:/, ':')}` }).click();
    await expect.poll(() => page.locator('.hosts').textContent()).toContain('what proxy and the server say');
    expect(await page.locator('.hosts .ends b').allInnerTexts()).toEqual(['proxy', 'server']);
    await expect.poll(() => page.locator('.conv').textContent()).toMatch(/proxy sent \d+ bytes[\s\S]*the server answered \d+ bytes/);
    await keep(page, 'proxy-goes-on');
    await page.locator('.rail .it.sub').nth(1).click();
    await expect.poll(() => page.locator('.hosts').textContent()).toContain('what the client and proxy say');
    await page.locator('.rail .it', { hasText: /^.?proxy/ }).click();
    await expect.poll(() => page.locator('.talk .empty h2').textContent()).toBe('1 client has come');
    await running.shows('#2+ close');
    expect(running.out.toString()).toMatch(
      new RegExp(` 127\\.0\\.0\\.1:\\d+ +${target.replaceAll('.', '\\.')}\n +proxy +server\n#2\\+ open +│`),
    );
    expect(running.out.toString()).toMatch(/#2 message 1 +│ +│/);
    server.close();
    expect(complaints).toEqual([]);
  });

  it('sends a file, and remembers lines', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address);
    await serve(page, 'discard');
    await page.locator('.reach .btn').first().click();
    await page.locator('.comp input[type=file]').setInputFiles({ name: 'a.bin', mimeType: 'x/y', buffer: Buffer.alloc(3 << 20, 65) });
    await expect.poll(() => page.locator('.it.on').textContent()).toContain('↑ 3.0 MiB');
    const input = page.locator('.comp .in input');
    const form = page.locator('.comp .seg button[aria-pressed=true]');
    const end = page.locator('.comp select');
    const as = (title: string) => page.locator('.comp .seg button', { hasText: title }).click();
    await input.fill('remember me');
    await input.press('Enter');
    await as('\\n');
    await end.selectOption('none');
    await input.fill('a\\x00b');
    await input.press('Enter');
    await as('Lines');
    await page.locator('.area textarea').fill('GET / HTTP/1.1\nHost: a\n');
    await page.keyboard.press('Control+Enter');
    await as('Hex');
    expect(await page.locator('.comp .in input').getAttribute('placeholder')).toContain('68 65 6c');
    await input.fill('00 ff');
    await input.press('Enter');
    await page.evaluate("localStorage.setItem('lines', JSON.stringify([...JSON.parse(localStorage.getItem('lines')), 'from before']))");
    await page.reload();
    await page.locator('.it.sub').last().click();
    await input.fill('begun');
    const typed = page.locator('.comp').locator('input:not([type=file]), textarea');
    const seen = async (): Promise<readonly (string | null)[]> => [
      await typed.inputValue(),
      await form.textContent(),
      await end.inputValue(),
    ];
    const all = [
      ['00 ff', 'Hex', 'CRLF'],
      ['GET / HTTP/1.1\nHost: a\n', 'Lines', 'CRLF'],
      ['a\\x00b', '\\n', 'none'],
      ['remember me', 'Text', 'LF'],
      ['from before', 'Text', 'LF'],
    ];
    for (const one of all) {
      if ((await form.textContent()) === 'Lines') await page.keyboard.press('Control+Home');
      await page.keyboard.press('ArrowUp');
      await expect.poll(seen).toEqual(one);
    }
    for (const one of [...all.toReversed().slice(1), ['begun', 'Text', 'LF']]) {
      await page.keyboard.press('ArrowDown');
      await expect.poll(seen).toEqual(one);
    }
    for (const _ of [1, 2]) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.locator('.row.data .car').last().textContent()).toBe('GET / HTTP/1.1↤⏎Host: a↤⏎');
    expect(complaints).toEqual([]);
  });

  it('is in a room with people who use other programs', async () => {
    const { address } = await wirecatPage();
    const { page, complaints } = await openIn(await chromium(), address, { locale: 'de-AT' });
    const port = await serve(page, 'chat');
    let heard = '';
    const nc = connect(port, '127.0.0.1').on('data', (chunk) => {
      heard += chunk;
    });
    nc.write('here before the page\n');
    await expect.poll(() => heard).toContain('you are guest1');
    await page.locator('.reach .btn').first().click();
    await expect.poll(() => page.locator('.room-talk .said').textContent()).toContain('you are guest');
    await expect.poll(() => page.locator('.room-talk .said p:not(.dim)').textContent()).toMatch(/^\d\d:\d\d guest1 here before the page$/);
    nc.write('hello from nc\n');
    await expect.poll(() => page.locator('.room-talk .said').textContent()).toContain('hello from nc');
    await page.locator('.comp .in input').fill('hello from the page');
    await page.keyboard.press('Enter');
    await expect.poll(() => heard).toContain('hello from the page');
    await page.locator('.deeds .btn').nth(2).click();
    await expect.poll(() => page.locator('.room-talk .said').textContent()).toMatch(/in lobby: /);
    await keep(page, 'room-de');
    expect(await serious(page), 'room').toEqual([]);
    nc.destroy();
    // By the words of the command line, in any language.
    await page.keyboard.press('Control+k');
    await page.locator('.palette input').fill('serve echo udp');
    await expect.poll(() => page.locator('.palette .opt').allInnerTexts()).toEqual([expect.stringContaining('echo über UDP anbieten')]);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.rail .it.on').textContent()).toMatch(/echo.*udp:127/);
    expect(complaints).toEqual([]);
  });
});
