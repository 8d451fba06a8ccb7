/** Main of a page that was saved with its capture: one HTML file, opened from a disk, that asks nobody for anything. */

import { saidCatalogue } from '../../../core/said.ts';
import type { Language, Words } from '../../../core/words.ts';
import { loadWords } from '../../../view/words/load.ts';
import { begin, teller } from '../begin.tsx';
import { keptColumns } from '../state/columns.ts';
import { FIRST, type PageState } from '../state/page-state.ts';
import { keptRules } from '../state/rules.ts';
import { makeStore } from '../state/store.ts';
import { keepLanguage, speak, speakFirst } from '../words/say.ts';
import { captureRow, SavedAsker } from './saved-asker.ts';
import { SavedCapture } from './saved-capture.ts';

const wordsIn = async (spoken: Language): Promise<Words> => (await loadWords(spoken)).with(await saidCatalogue(spoken));

const element = document.getElementById('capture');
const name = element?.dataset['name'] ?? 'capture';
const { columns = '', rules = '' } = { ...element?.dataset };
const language = speakFirst();
const store = makeStore<PageState>({
  ...FIRST,
  columns: keptColumns(columns),
  rules: keptRules(rules),
  language,
  link: 'open',
  view: 'captures',
  isSaved: true,
});
const told = teller(store);

const capture = new SavedCapture(name, bytesOf(element?.textContent ?? ''), () => changed());
const asker = new SavedAsker(capture, wordsIn(language), () => changed());

const changed = (): void => {
  told({ kind: 'desk', desk: { now: Date.now(), endpoints: [], captures: [captureRow(capture)], viewers: 1, steps: 0 } });
  void asker.filters().then((all) => {
    for (const filtered of all) told(filtered);
  });
};

/** A browser's own way is the quickest for what may be large. */
function bytesOf(text: string): Uint8Array {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let k = 0; k < bytes.length; k++) bytes[k] = letters.charCodeAt(k);
  return bytes;
}

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
  { columns, rules },
);
changed();
void capture.read();
