/** Main: the page begins here. Messages come in and become steps of the state; components show it and ask for what they show. */
import { begin, teller } from './begin.tsx';
import { ServerLink } from './link/server-link.ts';
import { keptColumns } from './state/columns.ts';
import { FIRST, type PageState } from './state/page-state.ts';
import { keepPlace } from './state/place.ts';
import { keptRules } from './state/rules.ts';
import { makeStore } from './state/store.ts';
import { keepLanguage, speak, speakFirst } from './words/say.ts';

const store = makeStore<PageState>({ ...FIRST, columns: keptColumns(), rules: keptRules(), language: speakFirst() });
const asker = new ServerLink({ link: (link) => store.change((s) => ({ ...s, link })), told: teller(store) });

keepPlace(store);

begin({
  store,
  asker,
  change: (step) => store.change(step),
  speak: (language) => {
    keepLanguage(speak(language));
    asker.again();
    store.change((s) => ({ ...s, language }));
  },
});
