/** Page: the store, and who answers its questions: what components get at by `usePage`. */
import { createContext } from 'preact';
import { useContext, useLayoutEffect, useReducer } from 'preact/hooks';
import type { Language } from '../../../core/words.ts';
import type { Asker } from '../link/asker.ts';
import type { PageState, Step } from './page-state.ts';
import type { Store } from './store.ts';

export interface Page {
  readonly store: Store<PageState>;
  readonly asker: Asker;
  change(step: Step): void;
  speak(language: Language): void;
}

export const PageContext = createContext<Page | undefined>(undefined);

export const usePage = (): Page => {
  const page = useContext(PageContext);
  if (page === undefined) throw new ReferenceError('outside of the page');
  return page;
};

/** What `pick` takes of the state; the component is drawn again when that is another. */
export const usePicked = <T>(pick: (state: PageState) => T): T => {
  const { store } = usePage();
  const [, again] = useReducer((n: number) => n + 1, 0);
  const picked = pick(store.state);
  useLayoutEffect(() => {
    let last = picked;
    const look = (): void => {
      const next = pick(store.state);
      if (Object.is(next, last)) return;
      last = next;
      again(undefined as never);
    };
    // It may have changed since it was drawn.
    look();
    return store.watch(look);
  });
  return picked;
};
