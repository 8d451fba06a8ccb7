/** Kept place: where somebody is, for the time that the page is loaded again in its tab. */
import type { PageState, View } from './page-state.ts';

const KEPT = 'place';
const VIEWS: readonly View[] = ['live', 'captures', 'lessons'];

export const keepPlace = ({ view, capture }: PageState): void => {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ view, capture }));
  } catch {
    // Then it is not kept.
  }
};

/** What it was; nothing where it is not known. */
export const keptPlace = (): Partial<PageState> => {
  try {
    const { view, capture } = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as { readonly view?: unknown; readonly capture?: unknown };
    const known = VIEWS.find((name) => name === view);
    return known === undefined || typeof capture !== 'number' ? {} : { view: known, capture, isViewChosen: true };
  } catch {
    return {};
  }
};
