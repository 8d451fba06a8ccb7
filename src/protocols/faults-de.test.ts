/** What is wrong with a frame is said in German wherever it is said: the sources and the captures that lie here are asked. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Words } from '../core/words.ts';
import { de } from './faults-de.ts';
import { protocolWords } from './words.ts';

const [german, english] = await Promise.all((['de', 'en'] as const).map(async (l) => new Words(l, await protocolWords(l))));

/** Texts of faults as the sources have them, each value as a number. */
const written = (): readonly string[] => {
  const root = join(import.meta.dirname, '..');
  const all = ['protocols', 'wire'].flatMap((place) =>
    readdirSync(join(root, place), { recursive: true }).map((file) => join(place, String(file))),
  );
  return all
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .flatMap((file) => {
      const source = readFileSync(join(root, file), 'utf8');
      const calls = [...source.matchAll(/\.(?:fault|stop)\((?:[^()]|\([^()]*\))*?, (?:cut \? )?(['`"])((?:(?!\1).)+)\1/g)].map(
        (m) => m[2] ?? '',
      );
      const read = [...source.matchAll(/kind: 'fault',[^}]*?text: (['`])((?:(?!\1).)+)\1/gs)].map((m) => m[2] ?? '');
      const lints = [...source.matchAll(/\bat\(d, \w+, '\w+', (['`])((?:(?!\1).)+)\1/g)].map((m) => m[2] ?? '');
      return [...calls, ...read, ...lints].filter((text) => / /.test(text)).map((text) => text.replace(/\$\{[^}]*\}/g, '7'));
    });
};

it('has a German text for what the sources say', () => {
  const texts = [...new Set(written())];
  expect(texts.length).toBeGreaterThan(90);
  // Of these the words that stand in their slots are asked below.
  const open = ['the 7 is too long', 'frame 7: 7', '7: 7'];
  expect(texts.filter((text) => german?.rewritten('faultTexts', text) === text)).toEqual(open);
  expect(texts.filter((text) => english?.rewritten('faultTexts', text) !== text)).toEqual([]);
});

it('keeps what stands in the slots, takes the closest text, and says inside what stands inside', () => {
  const said = (text: string): string | undefined => german?.rewritten('faultTexts', text);
  expect(said('checksum 0x1234 should be 0xabcd')).toBe('die Prüfsumme 0x1234 sollte 0xabcd sein');
  expect(said('length 3 is not a multiple of 4')).toBe('die Länge 3 ist kein Vielfaches von 4');
  expect(said('headers cannot be read any more: the header tables have no entry 99')).toBe(
    'Header sind nicht mehr zu lesen: die Headertabellen haben keinen Eintrag 99',
  );
  expect(said('Maximum segment size: length 1 is too short')).toBe('Maximum segment size: die Länge 1 ist zu kurz');
  expect(said('frame 3: it goes on behind the end of the datagram')).toContain('Rahmen 3: er geht');
  expect(said('the first line is too long')).toBe('die erste Zeile ist zu lang');
  expect(said('what nobody ever said')).toBe('what nobody ever said');
  expect(said('constructor')).toBe('constructor');
  for (const [from, to] of Object.entries(de)) {
    const slots = (text: string): readonly string[] => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();
    expect(slots(to), from).toEqual(slots(from));
  }
});
