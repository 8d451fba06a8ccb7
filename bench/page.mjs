/**
 * The page in Chromium: `node bench/page.mjs [FILE]`. First paint, a typed line until its arrow is drawn, many packets a second for ten seconds,
 * how fast a service is that a page watches beside the same one of `wirecat serve`, and what a page that comes after that much still shows;
 * of a capture, how it scrolls and how soon a packet is there. Wants dist/ built, and Chromium at /usr/bin/chromium.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const LINES = 40;
/** A second or so: shorter ones end before anything has settled. */
const SENT = 2 ** 32;

const WIRECAT = join(import.meta.dirname, '../dist/cli/wirecat.cjs');
const cat = spawn(process.execPath, [WIRECAT, 'page', '--no-open', ...process.argv.slice(2, 3)], {
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
  await page.locator('.nav button').first().click();
  await page.waitForSelector('.row.data');
  return page;
};

const firstPaint = async () => {
  const page = await opened();
  await page.reload();
  await page.waitForSelector('.row.data, .rows [role=row]');
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  const rows = await page.evaluate(() => performance.now());
  await page.locator('.nav button').first().click();
  await page.waitForSelector('.row.data');
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

/** Bytes a second that a service takes: the best of three times, as other programs only ever slow it down. */
const speed = async (port) => Math.max(await sent(port), await sent(port), await sent(port));

const sent = (port) =>
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
  const bytes = await speed(port);
  serving.kill('SIGINT');
  return bytes;
};

const counted = (page) =>
  page.evaluate(() => Number(document.querySelector('.status span:nth-of-type(2) b')?.textContent?.replaceAll(',', '')));

/** What a page looks like while so much goes by: how long its frames take, how much of it it was told. */
const watchFrames = (page) =>
  page.evaluate(() => {
    globalThis.frames = [];
    let last = performance.now();
    const tick = (now) => {
      globalThis.frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });

/** Lines that are sent back, on many connections, each as soon as the one before is back: a line is four packets. In a program of its own. */
const PING_PONG = `
const { connect } = require('node:net');
const [port, sockets, until] = [Number(process.argv[1]), 64, performance.now() + 10_000];
const line = Buffer.alloc(20, 65);
let lines = 0;
for (let k = 0; k < sockets; k++) {
  const s = connect(port, '127.0.0.1', () => s.write(line)).setNoDelay();
  s.on('error', () => {});
  s.on('data', () => {
    lines++;
    if (performance.now() < until) s.write(line);
    else s.end();
  });
}
process.on('exit', () => process.stdout.write(String(lines)));
`;

const flood = async (page, port) => {
  const before = await counted(page);
  await watchFrames(page);
  const lines = await new Promise((resolve) => {
    const child = spawn(process.execPath, ['-e', PING_PONG, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.on('close', () => resolve(Number(out)));
  });
  await pause(2000);
  const rows = (await counted(page)) - before;
  const frames = await page.evaluate(() => globalThis.frames);
  const skipped = await page.evaluate(() => document.querySelector('.status .f')?.textContent ?? 'none skipped');
  const rate = (n) => Math.round(n / 10).toLocaleString('en');
  say('many packets for ten seconds (goal: 100,000/s)', `${rate(4 * lines)} a second went, ${rate(rows)} shown; ${skipped}`);
  say(
    'frames of the page meanwhile',
    `median ${median(frames).toFixed(0)} ms, worst ${Math.max(...frames).toFixed(0)} ms; server ${Math.round(memory())} MB`,
  );
};

/** A million frames: scrolled anywhere, and a packet chosen until its tree is there. */
const captures = async () => {
  const file = process.argv[2];
  if (file === undefined) return;
  const page = await opened();
  await page.locator('.nav button').nth(1).click();
  await page.waitForSelector('.rows .tr[role=row] >> nth=10');
  await watchFrames(page);
  const scrolled = await page.evaluate(async () => {
    const box = document.querySelector('.rows');
    const waits = [];
    for (let k = 0; k < 40; k++) {
      box.scrollTop = ((k * 7919) % 100) * 0.01 * box.scrollHeight;
      const begun = performance.now();
      do await new Promise((resolve) => requestAnimationFrame(resolve));
      while (
        ![...box.querySelectorAll('[role=row]')].some((row) => row.querySelector('b, .mark') !== null) &&
        performance.now() - begun < 2000
      );
      waits.push(performance.now() - begun);
    }
    return waits;
  });
  const frames = await page.evaluate(() => globalThis.frames);
  say(
    'scrolled anywhere (goal: no frame over 50 ms)',
    `worst frame ${Math.max(...frames).toFixed(0)} ms; rows after ${median(scrolled).toFixed(0)} ms, worst ${Math.max(...scrolled).toFixed(0)} ms`,
  );
  const chosen = [];
  for (let k = 2; k < 22; k++)
    chosen.push(
      await page.evaluate(async (nth) => {
        const row = document.querySelectorAll('.rows [role=row]')[nth];
        const number = row.firstElementChild.textContent.replaceAll(',', '').replace('◆ ', '');
        const begun = performance.now();
        row.click();
        while (
          !document.querySelector('.insp h2')?.textContent.endsWith(` ${number}`) ||
          document.querySelector('.tree [role=treeitem]') === null
        )
          await new Promise((resolve) => requestAnimationFrame(resolve));
        return performance.now() - begun;
      }, k),
    );
  say('packet chosen to its tree (goal: 50 ms)', `median ${median(chosen).toFixed(0)} ms, worst ${Math.max(...chosen).toFixed(0)} ms`);
};

try {
  const page = await firstPaint();
  await typedLines(page);
  const port = await startService(page, 'discard');
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
  const echo = await startService(later, 'echo');
  await flood(later, echo);
  await captures();
} finally {
  await browser.close();
  cat.kill('SIGINT');
}
