/** Main: the page begins here. Messages come in and become steps of the state; components show it and ask for what they show. */
import { render } from 'preact';
import type { ToPage } from '../messages/messages.ts';
import { App } from './app.tsx';
import { ServerLink } from './link/server-link.ts';
import { type Page, PageContext, usePicked } from './state/page.ts';
import { deskCame, FIRST, type PageState } from './state/page-state.ts';
import { makeStore } from './state/store.ts';
import { keepLanguage, speak, speakFirst } from './words/say.ts';

const store = makeStore<PageState>({ ...FIRST, language: speakFirst() });

const told = (message: ToPage): void => {
  if (message.kind === 'hello') {
    const { application, mayControl, services, guides } = message;
    store.change((s) => ({ ...s, application, mayControl, services, guides }));
  } else if (message.kind === 'desk') store.change(deskCame(message.desk, Date.now()));
  else if (message.kind === 'arrows') store.change((s) => ({ ...s, arrows: message }));
  else if (message.kind === 'filtered') {
    const { capture, filter, total, progress } = message;
    store.change((s) => ({ ...s, passing: new Map(s.passing).set(capture, { filter, total, progress }) }));
  }
};

const asker = new ServerLink({ link: (link) => store.change((s) => ({ ...s, link })), told });
const page: Page = {
  store,
  asker,
  change: (step) => store.change(step),
  speak: (language) => {
    keepLanguage(speak(language));
    asker.again();
    store.change((s) => ({ ...s, language }));
  },
};

/** All of it is drawn anew in another language. */
const Spoken = () => <App key={usePicked((s) => s.language)} />;

const root = document.getElementById('page');
if (root !== null)
  render(
    <PageContext.Provider value={page}>
      <Spoken />
    </PageContext.Provider>,
    root,
  );
