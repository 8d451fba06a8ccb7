/** What frames say in plain words: in each language every frame of every sample has a sentence, with nothing left open. */
import { describe, expect, it } from 'vitest';
import { CaptureIndex } from '../../../src/analysis/capture-index.ts';
import { LANGUAGES } from '../../../src/core/words.ts';
import { protocols } from '../../../src/protocols/registry.ts';
import { protocolWords } from '../../../src/protocols/words.ts';
import { frameSentence } from '../../../src/view/sentence.ts';
import { loadWords } from '../../../src/view/words/load.ts';
import { batchOf } from '../../../src/wire/frame.ts';
import { folders, has, sample } from './samples.ts';

const slots = (text: string): readonly string[] => [...new Set(Array.from(text.matchAll(/\{(\w+)/g), (m) => m[1] ?? ''))].sort();

describe.each(LANGUAGES)('in %s', async (language) => {
  const words = await loadWords(language);
  it.each(folders.filter((f) => has(f, `${f}.pcapng`)))('%s: every frame says what it does', (folder) => {
    const frames = sample(folder);
    const index = new CaptureIndex(protocols, (number) => frames[number - 1]?.bytes ?? new Uint8Array(0), { verify: true });
    for (const frame of frames) {
      index.take(batchOf(frame));
      const sentence = frameSentence(index.track.dissect(), words);
      expect(sentence).toMatch(/^\S.*[.!?…]$/u);
      expect(sentence).not.toMatch(/[{}|]\w|undefined|NaN| {2}| \.| ,|\[object/);
    }
  });
});

it('entries have the same slots in all languages', async () => {
  const [english, german] = [await protocolWords('en'), await protocolWords('de')];
  for (const [area, texts] of Object.entries(english))
    for (const [key, text] of Object.entries(texts))
      expect([area, key, ...slots(german[area]?.[key] ?? '')]).toEqual([area, key, ...slots(text)]);
});
