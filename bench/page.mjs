/**
 * The page in Chromium: `node bench/page.mjs`. First paint, a typed line until its arrow is drawn, many packets a second for ten seconds,
 * how fast a service is that a page watches beside the same one of `wirecat serve`, and what a page that comes after that much still shows. Wants dist/ built, and Chromium at /usr/bin/chromium.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const LINES = 40;
const SENT = 512 << 20;

const WIRECAT = join(import.meta.dirname, '../dist/cli/wirecat.cjs');
const cat = spawn(process.execPath, [WIRECAT, 'page', '--no-open'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const address = await new Promise((resolve) => {
  let out = '';
  cat.stdout.on('data', (chunk) => {
    out += chunk;
    const found = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(out);
    if (found !== null && out.includes('hello, wire')) resolve(found[0]);
  });
});
cat.stdout.resume();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

/** Megabytes that the server has in memory. */
const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${cat.pid}/status`, 'utf8'))?.[1]) / 1024;
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const say = (what, text) => process.stdout.write(`${what.padEnd(44)} ${text}\n`);

const opened = async () => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(address);
  await page.waitForSelector('.row.data');
  return page;
};

const firstPaint = async () => {
  const page = await opened();
  await page.reload();
  await page.waitForSelector('.row.data');
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  const rows = await page.evaluate(() => performance.now());
  say('first paint, first arrows (goal: under 1 s)', `${Math.round(paint)} ms, ${Math.round(rows)} ms`);
  return page;
};

/** From the key until the arrow is in the page and a frame was drawn. */
const typedLines = async (page) => {
  const times = [];
  for (let k = 0; k < LINES; k++) {
    await page.locator('.comp .in input').fill(`line ${k} here`);
    await page.evaluate((text) => {
      globalThis.took = new Promise((resolve) => {
        let begun = 0;
        const note = () => {
          begun = performance.now();
        };
        addEventListener('keydown', note, { capture: true, once: true });
        const watcher = new MutationObserver(() => {
          if (![...document.querySelectorAll('.row.data .car')].some((e) => e.textContent.startsWith(text))) return;
          watcher.disconnect();
          requestAnimationFrame(() => resolve(performance.now() - begun));
        });
        watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
      });
    }, `line ${k} here`);
    await page.keyboard.press('Enter');
    times.push(await page.evaluate(() => globalThis.took));
  }
  say('typed line to its arrow (goal: 50 ms)', `median ${median(times).toFixed(1)} ms, worst ${Math.max(...times).toFixed(1)} ms`);
};

const startService = async (page, name) => {
  await page.locator('.rail .ph .btn').click();
  await page.locator('.maker .choices .btn', { hasText: new RegExp(`^${name}$`) }).click();
  const row = page.locator('.rail .it.on', { hasText: name });
  await row.waitFor();
  return Number(/:(\d+)/.exec(await row.textContent())?.[1]);
};

/** Bytes a second that a service takes. */
const speed = (port) =>
  new Promise((resolve, reject) => {
    const piece = Buffer.alloc(256 << 10, 65);
    const socket = connect(port, '127.0.0.1');
    const begun = performance.now();
    let left = SENT;
    const more = () => {
      while (left > 0) {
        left -= piece.length;
        if (!socket.write(piece)) return socket.once('drain', more);
      }
      socket.end();
    };
    socket
      .on('connect', more)
      .on('error', reject)
      .on('close', () => resolve(SENT / ((performance.now() - begun) / 1000)));
    socket.resume();
  });

/** The same service with nobody who looks on. */
const plainSpeed = async () => {
  const serving = spawn(process.execPath, [WIRECAT, 'serve', 'discard=0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const port = await new Promise((resolve) => {
    let err = '';
    serving.stderr.on('data', (chunk) => {
      err += chunk;
      const found = /127\.0\.0\.1:(\d+)/.exec(err);
      if (found !== null) resolve(Number(found[1]));
    });
  });
  await speed(port);
  const bytes = await speed(port);
  serving.kill('SIGINT');
  return bytes;
};

const counted = (page) =>
  page.evaluate(() => Number(document.querySelector('.status span:nth-of-type(2) b')?.textContent?.replaceAll(',', '')));

/** Small writes on many connections: each becomes a packet and its acknowledgement. */
const flood = async (page, port) => {
  const sockets = await Promise.all(
    Array.from(
      { length: 64 },
      () =>
        new Promise((resolve) => {
          const s = connect(port, '127.0.0.1', () => resolve(s));
          s.setNoDelay();
          s.resume();
        }),
    ),
  );
  const before = await counted(page);
  await page.evaluate(() => {
    globalThis.frames = [];
    let last = performance.now();
    const tick = (now) => {
      globalThis.frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const begun = performance.now();
  const line = Buffer.alloc(20, 65);
  while (performance.now() - begun < 10_000) {
    for (const socket of sockets) if (socket.writableLength < 4096) socket.write(line);
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const socket of sockets) socket.end();
  await pause(2000);
  const rows = (await counted(page)) - before;
  const frames = await page.evaluate(() => globalThis.frames);
  const skipped = await page.evaluate(() => document.querySelector('.status .f')?.textContent ?? 'none skipped');
  say('many packets for ten seconds (goal: 100,000/s)', `${Math.round(rows / 10).toLocaleString('en')} a second, ${skipped}`);
  say(
    'frames of the page meanwhile',
    `median ${median(frames).toFixed(0)} ms, worst ${Math.max(...frames).toFixed(0)} ms; server ${Math.round(memory())} MB`,
  );
};

try {
  const page = await firstPaint();
  await typedLines(page);
  const port = await startService(page, 'discard');
  await speed(port);
  const watched = await speed(port);
  await page.context().close();
  const recorded = await speed(port);
  const alone = await plainSpeed();
  const ratio = (value) => `${(value / alone).toFixed(2)}: ${Math.round(value / 1e6)} MB/s of ${Math.round(alone / 1e6)} MB/s`;
  say('watched service (goal: 0.9 of wirecat serve)', ratio(watched));
  say('the same when its page is closed', ratio(recorded));
  const begun = performance.now();
  const later = await opened();
  say('a page that comes after that much, arrows', `${Math.round(performance.now() - begun)} ms`);
  await flood(later, port);
} finally {
  await browser.close();
  cat.kill('SIGINT');
}
