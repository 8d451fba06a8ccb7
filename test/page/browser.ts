/** A Chromium for tests of the page, and a wirecat that has one. Pictures of what they saw lie in dist/page-shots. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { type Running, scratch, start } from '../e2e/program.ts';

const ARGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update'];

/** One for a test file; `more`: words for Chromium. */
export const browser = (more: readonly string[] = []): (() => Promise<Browser>) => {
  let running: Promise<Browser> | undefined;
  afterAll(async () => (await running)?.close());
  return () => {
    running ??= chromium.launch({ executablePath: '/usr/bin/chromium', args: [...ARGS, ...more] });
    return running;
  };
};

export interface Wirecat {
  readonly running: Running;
  /** The whole address that it printed. */
  readonly address: string;
  readonly port: number;
}

/** `wirecat page WORDS`; ended when the file's tests are done. */
export const wirecatPage = async (words: readonly string[] = []): Promise<Wirecat> => {
  const running = start(['page', '--no-open', ...words], { TMPDIR: scratch() });
  await running.shows('http://127.0.0.1:');
  await running.shows('"hello, wire');
  const [address = '', port = ''] = /http:\/\/127\.0\.0\.1:(\d+)\/#\S+/.exec(running.out.toString()) ?? [];
  return { running, address, port: Number(port) };
};

export interface Seen {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about, without what is asked before the page is let in. */
  readonly complaints: readonly string[];
  /** Everything that was asked for. */
  readonly requests: readonly string[];
}

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly locale?: string;
}

export const openIn = async (b: Browser, address: string, look: Look = {}): Promise<Seen> => {
  const { width = 1440, height = 900, dark = false, locale = 'en-GB' } = look;
  const context = await b.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', locale });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(address);
  await page.waitForSelector('.top');
  return { page, context, complaints, requests };
};

const SHOTS = join(import.meta.dirname, '..', '..', 'dist', 'page-shots');

export const keep = async (page: Page, name: string): Promise<void> => {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
};
