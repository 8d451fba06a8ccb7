import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Words } from '../core/words.ts';
import { readCapture } from '../io/capture/read/read-file.ts';
import { protocols } from '../protocols/registry.ts';
import { Browser } from '../view/browse/browser.ts';
import { screenOf } from '../view/browse/screen.ts';
import { lineWidth } from '../view/fit.ts';
import { plainText } from '../view/text.ts';
import { loadWords } from '../view/words/load.ts';
import { Browsing } from './browsing.ts';

const sample = (name: string): string => fileURLToPath(new URL(`../protocols/${name}/${name}.pcapng`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wirecat-'));
afterAll(() => rmSync(folder, { recursive: true }));

const opened: Browsing[] = [];
afterEach(() => {
  for (const browsing of opened.splice(0)) browsing.close();
});

/** A person before a screen. */
class Person {
  readonly browsing: Browsing;
  readonly browser: Browser;
  columns = 80;
  rows = 24;

  constructor(browsing: Browsing) {
    this.browsing = browsing;
    this.browser = new Browser(browsing, protocols);
    this.screen();
  }

  screen(): string {
    this.browser.refresh();
    const lines = screenOf(this.browser, this.columns, this.rows, false);
    expect(lines.length).toBe(this.rows);
    for (const l of lines) expect(lineWidth(l), plainText(l)).toBe(this.columns);
    return lines.map((l) => plainText(l).trimEnd()).join('\n');
  }

  press(...keys: readonly string[]): string {
    for (const key of keys) {
      this.browser.key(key);
      this.screen();
    }
    return this.screen();
  }

  type(text: string): string {
    return this.press(...text);
  }

  async sees(what: string | RegExp): Promise<void> {
    await expect.poll(() => this.screen()).toMatch(what);
  }
}

const open = async (path: string, words?: Words): Promise<Person> => {
  const { signal } = new AbortController();
  const browsing = new Browsing(await readCapture(path, signal), { name: 'talk.pcapng', words }, signal, () => {});
  opened.push(browsing);
  const person = new Person(browsing);
  await browsing.read();
  return person;
};

describe('looking around in a capture', () => {
  it('shows rows, the tree and the bytes of the chosen one', async () => {
    const person = await open(sample('http'));
    const text = person.press('down', 'down');
    expect(text).toContain('> ');
    expect(text).toMatch(/^> {3}3 R .*HTTP HTTP\/1.1 200 OK {2}\(text\/html\)$/m);
    expect(text).toContain('▸ Frame 3: 96 bytes on wire');
    expect(text).toContain('▾ Line-based text data: text/html');
    expect(text).toContain('0000  45 00 00 60');
    expect(text).toContain('96 packets');
  });

  it('counts times from the first packet, from the row above, or has them of the clock', async () => {
    const person = await open(sample('http'));
    const times = (): readonly (string | undefined)[] =>
      person
        .screen()
        .split('\n')
        .slice(2, 5)
        .map((l) => /^[> ]+\d+ R +(.*?) +\S+ → /.exec(l)?.[1]);
    person.browser.filter('tcp.stream == 1');
    await person.sees('6 of 96 packets');
    expect(times()).toEqual(['0.053183', '0.053808', '0.054404']);
    expect(person.press('t')).toContain('times since the row above');
    expect(times()).toEqual(['0.000000', '0.000625', '0.000596']);
    person.press('t');
    expect(times()).toEqual(Array(3).fill(expect.stringMatching(/^\d\d:\d\d:20\.98\d{4}$/)));
    expect(person.press('t')).toContain('date and time of day');
    expect(times()).toEqual(Array(3).fill(expect.stringMatching(/^2023-11-1\d \d\d:\d\d:20\.98\d{4}$/)));
    person.press('t');
    expect(times()).toEqual(['0.053183', '0.053808', '0.054404']);
  });

  it.each([
    [80, 24],
    [120, 40],
    [60, 20],
    [200, 60],
    [30, 10],
  ])('fills a screen of %d × %d on every page, whatever is pressed', async (columns, rows) => {
    const person = await open(sample('exported-pdu'));
    person.columns = columns;
    person.rows = rows;
    for (const key of [
      't',
      'tab',
      'down',
      'right',
      'tab',
      'pagedown',
      'r',
      'end',
      'r',
      'z',
      'z',
      'l',
      'down',
      'l',
      'c',
      'down',
      's',
      'q',
      '?',
      'pagedown',
      'q',
    ])
      person.press(key);
    person.type('/ip.s');
    person.press('tab', 'escape', 'home', '=', 'escape', 'm', "'", 'f', 'escape', '9', 'enter');
    expect(person.browser.isOver).toBe(false);
    person.press('q');
    expect(person.browser.isOver).toBe(true);
  });

  it('keeps the chosen frame through a filter and back, and says whether what is typed is one', async () => {
    const person = await open(sample('http'));
    person.type('7');
    person.press('enter', '/');
    expect(person.type('http.req')).toContain('filter ✘: http.req');
    expect(person.screen()).toContain('http.request ');
    expect(person.press('tab')).toContain('filter ✔: http.request');
    person.press('enter');
    await person.sees(/^> {3}7 R .*GET \/missing/m);
    expect(person.screen()).toMatch(/filter: http.request .* of 96 packets/);
    expect(person.press('escape')).toMatch(/^> {3}7 R /m);
    expect(person.screen()).not.toContain('filter:');
  });

  it('offers a filter that is none no Enter, and says why', async () => {
    const person = await open(sample('http'));
    person.type('/ip.ttl>300');
    expect(person.press('enter')).toContain('filter ✘: ip.ttl>300');
    expect(person.screen()).toContain('ip.ttl has 8 bits');
  });

  it('finds a text in rows and bytes, whatever its case, and bytes', async () => {
    const person = await open(sample('http'));
    person.type('fMISSING');
    person.press('enter');
    await person.sees(/^> {3}7 R /m);
    person.press('n');
    await person.sees('is in no packet after this one: N looks before it');
    person.press('home', 'f');
    person.type('0x2f 6d 69 73');
    person.press('enter');
    await person.sees(/^> {3}7 R /m);
  });

  it('lists conversations with the numbers that --follow takes, and filters by one', async () => {
    const person = await open(sample('http'));
    expect(person.press('c')).toMatch(/^>tcp,0 +192.0.2.1:49152 +· 198.51.100.2:80 +9 +1,526 HTTP$/m);
    person.press('down', 'enter');
    await person.sees('filter: tcp.stream == 1');
    await person.sees('6 of 96 packets');
  });

  it('walks along a conversation, draws its ladder and tells what was said', async () => {
    const person = await open(sample('http'));
    person.press('l');
    await person.sees(/^> {3}1 R +0.000000 │── HTTP {2}GET \/ HTTP\/1.1/m);
    person.press(']', ']');
    await person.sees(/^> {3}3 R /m);
    person.press('l', 's');
    await person.sees(/^ > GET \/ HTTP\/1.1$/m);
    await person.sees(/^ < <p>It works.<\/p>$/m);
    expect(person.press('q')).toMatch(/^> {3}3 R /m);
  });

  it('draws the ladder in German where German is spoken', async () => {
    const person = await open(sample('http'), await loadWords('de'));
    person.press('l');
    await person.sees(/Nachricht 1 /);
  });

  it('tells what was said inside TLS where its secrets are there', async () => {
    const person = await open(sample('tls'));
    person.press('s');
    await person.sees(/^ > GET \/page HTTP\/1.0$/m);
    expect(person.screen()).not.toContain('\\x16');
  });

  it('marks packets and goes from mark to mark', async () => {
    const person = await open(sample('http'));
    person.press('down', 'm', 'down', 'down', 'm', 'home');
    expect(person.screen()).toMatch(/^ \* {2}2 R /m);
    expect(person.press("'", "'")).toMatch(/^>\* {2}4 R /m);
    expect(person.press('"')).toMatch(/^>\* {2}2 R /m);
    expect(person.press('"')).toContain('no marked packet that way');
  });

  it('filters by the field that is chosen in the tree', async () => {
    const person = await open(sample('http'));
    person.press('tab', 'down', 'down', 'down', 'right', 'down', '=');
    expect(person.screen()).toContain('filter ✔: tcp.srcport == 49152');
  });

  it('reads a packed capture from a copy, which leaves no file behind', async () => {
    const path = join(folder, 'packed.pcapng.gz');
    writeFileSync(path, gzipSync(readFileSync(sample('http'))));
    const person = await open(path);
    expect(person.press('down', 'down')).toContain('0000  45 00 00 60');
    person.type('/http.request');
    person.press('enter');
    await person.sees(/\d+ of 96 packets/);
  });

  it('has the same rows whatever filter shows them', async () => {
    const person = await open(sample('tcp'));
    const rows = Array.from({ length: person.browsing.frames }, (_, k) => person.browser.list.row(k + 1));
    person.browser.filter('frame.number >= 5');
    await expect.poll(() => person.browsing.filtered?.progress).toBe(1);
    expect(person.browsing.filtered?.numbers.at(0)).toBe(5);
    expect(rows.slice(4)).toEqual(rows.slice(4).map((r) => person.browser.list.row(r.number)));
  });
});
