/** Begin: draws the page, and takes what it is told into its state. */
import { render } from 'preact';
import { deskAfter, EMPTY_DESK } from '../messages/desk-news.ts';
import type { ToPage } from '../messages/messages.ts';
import { App } from './app.tsx';
import { lightOnPaper, themeFirst } from './parts/theme.ts';
import { keepColumns } from './state/columns.ts';
import { keepFocus } from './state/focus.ts';
import { type Page, PageContext, usePicked } from './state/page.ts';
import { deskCame, type PageState } from './state/page-state.ts';
import { keepRules } from './state/rules.ts';
import type { Store } from './state/store.ts';

export const teller = (store: Store<PageState>): ((message: ToPage) => void) => {
  let desk = EMPTY_DESK;
  return (message) => {
    if (message.kind === 'hello') {
      // Until it is told anew, what was there before is shown.
      desk = EMPTY_DESK;
      const { application, mayControl, services, guides } = message;
      store.change((s) => ({ ...s, application, mayControl, services, guides }));
    } else if (message.kind === 'desk') {
      desk = deskAfter(desk, message.desk);
      store.change(deskCame(desk, Date.now()));
    } else if (message.kind === 'arrows') store.change((s) => ({ ...s, arrows: message }));
    else if (message.kind === 'filtered') {
      const { capture, filter, total, progress } = message;
      store.change((s) => ({ ...s, passing: new Map(s.passing).set(capture, { filter, total, progress }) }));
    }
  };
};

/** All of it is drawn anew in another language. */
const Spoken = () => <App key={usePicked((s) => s.language)} />;

/** With which columns and colouring rules a page was saved, as it writes them. */
export interface SavedLooks {
  readonly columns: string;
  readonly rules: string;
}

export const begin = (page: Page, saved: SavedLooks = { columns: '', rules: '' }): void => {
  themeFirst();
  lightOnPaper();
  let known = page.store.state;
  page.store.watch(() => {
    const before = known;
    known = page.store.state;
    if (known.columns !== before.columns) keepColumns(known.columns, saved.columns);
    if (known.rules !== before.rules) keepRules(known.rules, saved.rules);
  });
  const root = document.getElementById('page');
  if (root === null) return;
  keepFocus(root);
  render(
    <PageContext.Provider value={page}>
      <Spoken />
    </PageContext.Provider>,
    root,
  );
};
