/**
 * Place: where somebody is stands in the fragment of the address: the browser's own buttons go between places, and loading again, or opening
 * the address in another tab, comes back to it. `#view=captures&capture=2&packet=17`
 */
import { arrived, choose, chosenIn, type Overlay, type PageState, type Step, shownCapture, type Tab, type View } from './page-state.ts';
import type { Store } from './store.ts';

const VIEWS: readonly View[] = ['live', 'captures', 'lessons'];
/** What lies over everything else is a place of its own; a menu is none. */
const SHEETS: readonly Overlay[] = ['poster', 'statistics', 'machine'];
const TABS: readonly Tab[] = ['ladder', 'talk', 'packets', 'packet'];
/** One tab has the screen for itself. */
const isPhone = (): boolean => matchMedia('(max-width: 860px)').matches;

const fragmentOf = (state: PageState): string => {
  const { view, capture, endpoint, overlay, tab } = state;
  const { packet, follows } = chosenIn(state, shownCapture(state));
  const parts = {
    view,
    ...(view === 'captures' && { capture }),
    ...(view === 'live' && endpoint > 0 && { endpoint }),
    ...(packet > 0 && !follows && { packet }),
    ...(SHEETS.includes(overlay) && { sheet: overlay }),
    ...(isPhone() && { tab }),
  };
  return `#${new URLSearchParams(Object.entries(parts).map(([name, value]) => [name, String(value)]))}`;
};

/** Goes to where a fragment says; one that says nothing of the kind leaves all as it is. */
const placed =
  (fragment: string): Step =>
  (state) => {
    const said = new URLSearchParams(fragment.slice(1));
    const view = VIEWS.find((name) => name === said.get('view'));
    // A page that was saved has one view, and one capture.
    if (view === undefined || (state.isSaved && view !== 'captures')) return state;
    const number = (name: string): number => Math.max(0, Math.trunc(Number(said.get(name)) || 0));
    const overlay = SHEETS.find((name) => name === said.get('sheet')) ?? '';
    const tab = TABS.find((name) => name === said.get('tab')) ?? state.tab;
    const moved = {
      ...state,
      view,
      isViewChosen: true,
      overlay,
      tab,
      notice: '',
      ...(view === 'captures' && !state.isSaved && { capture: number('capture') }),
      ...(view === 'live' && number('endpoint') > 0 && { endpoint: number('endpoint') }),
    };
    const packet = number('packet');
    const chosen = packet > 0 ? choose(shownCapture(moved), { packet, follows: false })(moved) : moved;
    return chosen.desk.now === 0 ? chosen : arrived(chosen);
  };

/** Another of these is another place; anything else is the same place, seen otherwise. */
const isElsewhere = (a: PageState, b: PageState): boolean =>
  a.view !== b.view ||
  (b.view === 'captures' && a.capture !== b.capture) ||
  SHEETS.includes(a.overlay) !== SHEETS.includes(b.overlay) ||
  (isPhone() && a.tab !== b.tab);

/** Goes to the place in the address, and keeps the address at the place that is shown. */
export const keepPlace = (store: Store<PageState>): void => {
  store.change(placed(location.hash));
  let known = store.state;
  let isGoing = false;
  const write = (): void => {
    const before = known;
    known = store.state;
    const fragment = fragmentOf(known);
    if (fragment === location.hash) return;
    // What the page does by itself when it is told what there is, is no step of anybody's.
    const isStep = !isGoing && before.desk.now !== 0 && isElsewhere(before, known);
    if (isStep) history.pushState(null, '', fragment);
    else history.replaceState(null, '', fragment);
  };
  write();
  store.watch(write);
  addEventListener('popstate', () => {
    isGoing = true;
    store.change(placed(location.hash));
    write();
    isGoing = false;
  });
};
