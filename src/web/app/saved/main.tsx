/** Main of a page that was saved with its capture: one HTML file, opened from a disk, that asks nobody for anything. */

import { saidCatalogue } from '../../../core/said.ts';
import type { Language, Words } from '../../../core/words.ts';
import { loadWords } from '../../../view/words/load.ts';
import { begin, type SavedLooks, teller } from '../begin.tsx';
import { keptColumns } from '../state/columns.ts';
import { FIRST, type PageState } from '../state/page-state.ts';
import { keepPlace } from '../state/place.ts';
import { keptRules } from '../state/rules.ts';
import { makeStore } from '../state/store.ts';
import { keepLanguage, say, speak, speakFirst } from '../words/say.ts';
import { captureRow, SAVED, SavedAsker } from './saved-asker.ts';
import { SavedCapture } from './saved-capture.ts';

const wordsIn = async (spoken: Language): Promise<Words> => (await loadWords(spoken)).with(await saidCatalogue(spoken));

const beginWith = (capture: SavedCapture, language: Language, looks: SavedLooks): (() => void) => {
  const store = makeStore<PageState>({
    ...FIRST,
    columns: keptColumns(looks.columns),
    rules: keptRules(looks.rules),
    language,
    link: 'open',
    view: 'captures',
    capture: SAVED,
    isSaved: true,
  });
  const told = teller(store);
  keepPlace(store);
  const changed = (): void => {
    told({ kind: 'desk', desk: { now: Date.now(), endpoints: [], captures: [captureRow(capture)], viewers: 1, steps: 0 } });
    void asker.filters().then((all) => {
      for (const filtered of all) told(filtered);
    });
  };
  const asker = new SavedAsker(capture, wordsIn(language), changed);
  begin(
    {
      store,
      asker,
      change: (step) => store.change(step),
      speak: (next) => {
        keepLanguage(speak(next));
        asker.speak(wordsIn(next));
        store.change((s) => ({ ...s, language: next }));
      },
    },
    looks,
  );
  return changed;
};

/** A browser's own way is the quickest for what may be large. A file that was cut has the packets before the cut. */
const bytesOf = (text: string): Uint8Array => {
  const letters = atob(text.slice(0, text.length - (text.length % 4)));
  const bytes = new Uint8Array(letters.length);
  for (let k = 0; k < bytes.length; k++) bytes[k] = letters.charCodeAt(k);
  return bytes;
};

const element = document.getElementById('capture');
const { name = 'capture', columns = '', rules = '' } = { ...element?.dataset };
const language = speakFirst();
try {
  let changed = (): void => {};
  const capture = new SavedCapture(name, bytesOf(element?.textContent ?? ''), () => changed());
  changed = beginWith(capture, language, { columns, rules });
  changed();
  void capture.read();
} catch {
  const page = document.getElementById('page');
  if (page !== null) page.textContent = say('app', 'damaged');
}
