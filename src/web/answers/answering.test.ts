import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { saidCatalogue } from '../../core/said.ts';
import { readCapture } from '../../io/capture/read/read-file.ts';
import { Browsing } from '../../run/browsing.ts';
import type { Search } from '../../view/browse/browsed.ts';
import { loadWords } from '../../view/words/load.ts';
import type { Answer } from '../messages/messages.ts';
import type { RowsPart } from '../messages/row.ts';
import { Answering, type ProgramAnswers } from './answering.ts';

const words = (await loadWords('en')).with(await saidCatalogue('en'));
const path = fileURLToPath(new URL('../../protocols/http/http.pcapng', import.meta.url));

let browsing: Browsing;
let answering: Answering;
/** How often another filter was told of. */
let told = 0;
/** What was looked for, and what ends it. */
let begun: { readonly search: Search; readonly signal: AbortSignal }[];

beforeEach(async () => {
  const { signal } = new AbortController();
  begun = [];
  told = 0;
  browsing = new Browsing(await readCapture(path, signal), { name: 'http' }, signal, () => {});
  const passing = browsing.passing.bind(browsing);
  browsing.passing = (text, until) => {
    const search = passing(text, until);
    begun.push({ search, signal: until });
    return search;
  };
  const capture = (id: number): Browsing | undefined => (id === 1 ? browsing : undefined);
  answering = new Answering({ capture, filtered: () => told++, program: {} as ProgramAnswers }, words);
});
afterEach(() => {
  answering.close();
  browsing.close();
});

const type = (text: string, capture = 1) => answering.answer({ what: 'filter', text, at: text.length, capture });
const rows = (filter: string) => answering.answer({ what: 'rows', capture: 1, filter, from: 0, count: 50, fields: '' }) as RowsPart;
const texts = (): readonly string[] => begun.map(({ search }) => search.text);

it('looks for what passes a filter while it is typed, so that it is there when it is applied', async () => {
  await browsing.read();
  type('http.request ');
  expect(texts()).toEqual(['http.request']);
  await expect.poll(() => begun[0]?.search.progress).toBe(1);
  expect(told).toBe(0);
  const { rows: there, total, progress } = rows('http.request');
  expect([there.length, total, progress]).toEqual([total, begun[0]!.search.numbers.count, 1]);
  expect(total).toBeGreaterThan(0);
  expect(told).toBe(1);
  expect(texts()).toEqual(['http.request']);
});

it('ends one for the next, begins none for what is none, is applied already, or is of no capture', async () => {
  await browsing.read();
  type('http.request');
  type('http.request.met');
  type('');
  type('tcp', 7);
  expect(texts()).toEqual(['http.request']);
  type('tcp');
  expect(texts()).toEqual(['http.request', 'tcp']);
  expect(begun.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  rows('tcp');
  type('tcp');
  expect(texts()).toEqual(['http.request', 'tcp']);
  type('udp');
  answering.close();
  expect(begun.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
});

it('waits until a capture is whole', () => {
  type('http');
  expect(texts()).toEqual([]);
});

it('finds the next packet and the one before, and knows when there is none', async () => {
  await browsing.read();
  const find = (text: string, number: number, step: 1 | -1) =>
    answering.answer({ what: 'find', capture: 1, text, number, step }) as Answer<'find'>;
  await expect.poll(() => find('it works', 0, 1).isKnown).toBe(true);
  const { number: first } = find('it works', 0, 1);
  expect(first).toBeGreaterThan(0);
  await expect.poll(() => find('it works', 96, -1)).toMatchObject({ isKnown: true, progress: 1 });
  expect(find('it works', first, -1)).toMatchObject({ number: 0, isKnown: true });
  await expect.poll(() => find('it does not', 0, 1)).toEqual({ number: 0, isKnown: true, progress: 1, hits: 0 });
  // Where it is long, as well.
  await expect.poll(() => find('long '.repeat(9000), 0, 1).isKnown).toBe(true);
  expect(find('', 0, 1)).toEqual({ number: 0, isKnown: true, progress: 1, hits: 0 });
});

it('knows of one before only when all before were looked at', () => {
  const numbers = { count: 1, at: (k: number) => (k === 0 ? 5 : 0), placeOf: (n: number) => (n > 5 ? 1 : 0) };
  const search = { text: 'x', numbers, progress: 0.2, looked: 19 };
  browsing.holding = () => search;
  const back = () => answering.answer({ what: 'find', capture: 1, text: 'x', number: 90, step: -1 }) as Answer<'find'>;
  expect(back()).toMatchObject({ number: 5, isKnown: false });
  search.looked = 89;
  expect(back()).toMatchObject({ number: 5, isKnown: true });
});

it('names boxes that are too narrow for their title by what people call them', async () => {
  await browsing.read();
  const packet = answering.answer({ what: 'packet', capture: 1, number: 4 }) as Answer<'packet'>;
  const shorts = packet.layers.flatMap((layer) => layer.boxes.map(({ short }) => short));
  expect(shorts).toEqual(expect.arrayContaining(['DSCP', 'ECN', 'Hdr len', 'Res']));
});
