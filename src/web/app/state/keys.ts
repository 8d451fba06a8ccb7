/** Keys that work everywhere in the page. Single letters only where nobody types. */

import { say } from '../words/say.ts';
import { findAlong } from './finding.ts';
import type { Page } from './page.ts';
import { captureOf, choose, chosenIn, lay, make, mark, type Overlay, shownCapture, tell } from './page-state.ts';

/** Walks in the list; a list with the focus says how far. */
export const walkBy = (step: number, page: Page): void => walk(step)(page);

export const keyPressed = (event: KeyboardEvent, page: Page): void => {
  if (event.defaultPrevented) return;
  const act = event.ctrlKey || event.metaKey ? CONTROL[event.key.toLowerCase()] : isTyping(event) ? undefined : plain(event);
  const always = ANYWHERE[event.key];
  if (act === undefined && always === undefined) return;
  event.preventDefault();
  (act ?? always)?.(page);
};

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

type Deed = (page: Page) => void;

/** Space presses a button that has the focus. */
const plain = ({ key, target }: KeyboardEvent): Deed | undefined =>
  key === ' ' && target instanceof Element && !target.matches('body, .rows, .conv') ? undefined : PLAIN[key];

const focus = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

/** Another packet of the list that is shown: `step` rows on. */
const walk =
  (step: number): Deed =>
  ({ asker, change, store }) => {
    const capture = shownCapture(store.state);
    const { packet, filter } = chosenIn(store.state, capture);
    const pick = async (): Promise<void> => {
      const { place } = await asker.ask({ what: 'place', capture, filter, number: packet });
      const from = Math.max(0, packet === 0 ? 0 : place + step);
      const { rows } = await asker.ask({ what: 'rows', capture, filter, from, count: 1, fields: '' });
      const [row] = rows;
      if (row !== undefined) change(choose(capture, { packet: row.number, follows: false }));
    };
    pick().catch(() => {});
  };

/** The packet before or after in its conversation. */
const along =
  (way: 'before' | 'after'): Deed =>
  ({ asker, change, store }) => {
    const capture = shownCapture(store.state);
    const { packet } = chosenIn(store.state, capture);
    if (packet === 0) return;
    asker.ask({ what: 'packet', capture, number: packet }).then(
      (p) => {
        if (p[way] > 0) change(choose(capture, { packet: p[way], follows: false }));
        else change(tell(say('keys', way === 'after' ? 'lastOf' : 'firstOf')));
      },
      () => {},
    );
  };

const ends =
  (last: boolean): Deed =>
  ({ change, store }) => {
    const capture = shownCapture(store.state);
    const count = captureOf(store.state, capture)?.frames ?? 0;
    if (count > 0) change(choose(capture, { packet: last ? count : 1, follows: last }));
  };

/** The layer before or after the one whose bits are shown. */
const layer =
  (step: number): Deed =>
  () => {
    const tabs = [...document.querySelectorAll<HTMLElement>('.strip [role=tab]')];
    tabs[tabs.findIndex((tab) => tab.ariaSelected === 'true') + step]?.click();
  };

/** Panes in the order of the page: where the focus goes in each. */
const PANES =
  '.rail .it, .doing .scroll, .comp input, .comp textarea, .conv, .contents .scroll, .filter input, .rows, .strip [tabindex="0"], .ruler, .tree [tabindex="0"], .hexbox .scroll';

const nextPane: Deed = () => {
  const seen = new Set<Element | null>();
  const panes = [...document.querySelectorAll<HTMLElement>(PANES)].filter((e) => {
    const pane = e.closest('.rail, .comp, .tree') ?? e;
    return e.offsetParent !== null && !seen.has(pane) && seen.add(pane);
  });
  const at = panes.findIndex((e) => (e.closest('.rail, .comp, .tree') ?? e).contains(document.activeElement));
  panes[(at + 1) % Math.max(1, panes.length)]?.focus();
};

/** Whether the list goes along with what comes. */
const hold: Deed = ({ change, store }) => {
  const capture = shownCapture(store.state);
  change(choose(capture, { follows: !chosenIn(store.state, capture).follows }));
};

const over =
  (overlay: Overlay): Deed =>
  ({ change }) =>
    change(lay(overlay));

const ANYWHERE: Readonly<Record<string, Deed>> = {
  F3: (page) => findAlong(1, page),
  F6: nextPane,
  F7: walk(-1),
  F8: walk(1),
  Escape: ({ change }) => change((s) => ({ ...s, overlay: '', notice: '' })),
};

const PLAIN: Readonly<Record<string, Deed>> = {
  '/': () => focus('.filter input'),
  ' ': hold,
  '[': layer(-1),
  ']': layer(1),
  '?': over('keys'),
  n: ({ change }) => change(make),
  c: ({ change }) => change(make),
  o: () => document.querySelector<HTMLInputElement>('#file')?.click(),
  p: over('poster'),
  f: ({ change }) => change((s) => ({ ...s, beside: s.beside === 'follow' ? 'packet' : 'follow' })),
  s: over('statistics'),
  l: ({ change }) => change((s) => ({ ...s, beside: s.beside === 'ladder' ? 'packet' : 'ladder' })),
};

const CONTROL: Readonly<Record<string, Deed>> = {
  '/': () => focus('.filter input'),
  k: over('palette'),
  f: over('find'),
  g: over('goto'),
  n: (page) => findAlong(1, page),
  m: ({ change, store }) => {
    const capture = shownCapture(store.state);
    change(mark(capture, chosenIn(store.state, capture).packet));
  },
  ',': along('before'),
  '.': along('after'),
  home: ends(false),
  end: ends(true),
};
