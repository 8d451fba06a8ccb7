/** Keys that work everywhere in the page. Single letters only where nobody types. */

import { say } from '../words/say.ts';
import { findAlong, stopFinding } from './finding.ts';
import { toNextPane } from './focus.ts';
import type { Page } from './page.ts';
import { captureOf, choose, chosenIn, lay, make, mark, type Overlay, shownCapture, tell } from './page-state.ts';

/** Walks in the list; a list with the focus says how far. */
export const walkBy = (step: number, page: Page): void => {
  walk(step)(page);
};

export const keyPressed = (event: KeyboardEvent, page: Page): void => {
  if (event.defaultPrevented) return;
  const act = event.ctrlKey || event.metaKey ? control(event) : isTyping(event) ? undefined : plain(event);
  const always = ANYWHERE[event.key];
  if (act === undefined && always === undefined) return;
  event.preventDefault();
  (act ?? always)?.(page);
};

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

type Deed = (page: Page) => unknown;

/** The ends of what is typed are the field's own. */
const control = (event: KeyboardEvent): Deed | undefined =>
  isTyping(event) && (event.key === 'Home' || event.key === 'End') ? undefined : CONTROL[event.key.toLowerCase()];

/** Space presses a button that has the focus. */
const plain = ({ key, target }: KeyboardEvent): Deed | undefined =>
  key === ' ' && target instanceof Element && !target.matches('body, .rows, .conv')
    ? undefined
    : target === document.body
      ? (FROM_NOWHERE[key] ?? PLAIN[key])
      : PLAIN[key];

const focus = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

/** Steps that nobody went yet: keys are pressed faster than is answered. */
let owed = 0;
let isWalking = false;

/** Another packet of the list that is shown: `step` rows on. */
const walk =
  (step: number): Deed =>
  async (page) => {
    owed = Number.isFinite(step) ? owed + step : step;
    if (isWalking) return;
    isWalking = true;
    while (owed !== 0) {
      const steps = owed;
      owed = 0;
      await pick(steps, page).catch(() => {});
    }
    isWalking = false;
  };

/** Past its ends are the first and the last one. */
const pick = async (step: number, { asker, change, store }: Page): Promise<void> => {
  const capture = shownCapture(store.state);
  const { packet, filter } = chosenIn(store.state, capture);
  const { place } = await asker.ask({ what: 'place', capture, filter, number: packet });
  const passing = store.state.passing.get(capture);
  const known = filter === '' ? captureOf(store.state, capture)?.frames : passing?.filter === filter ? passing.total : undefined;
  const total = known ?? (Number.isFinite(step) ? Number.POSITIVE_INFINITY : place + 1);
  const from = Math.max(0, Math.min(total - 1, packet === 0 && Number.isFinite(step) ? 0 : place + step));
  const { rows } = await asker.ask({ what: 'rows', capture, filter, from, count: 1, fields: '' });
  const [row] = rows;
  if (row !== undefined) change(choose(capture, { packet: row.number, follows: step === Number.POSITIVE_INFINITY }));
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

/** The layer before or after the one whose bits are shown. */
const layer =
  (step: number): Deed =>
  () => {
    const tabs = [...document.querySelectorAll<HTMLElement>('.strip [role=tab]')];
    tabs[tabs.findIndex((tab) => tab.ariaSelected === 'true') + step]?.click();
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

const inList =
  (step: number): Deed =>
  (page) => {
    focus('.rows');
    walkBy(step, page);
  };

/** While nothing has the focus the list is walked. */
const FROM_NOWHERE: Readonly<Record<string, Deed>> = {
  ArrowDown: inList(1),
  ArrowUp: inList(-1),
  Home: inList(Number.NEGATIVE_INFINITY),
  End: inList(Number.POSITIVE_INFINITY),
};

/** Of the packet that is chosen. */
export const showPoster = ({ change, store }: Page): void => {
  const { packet } = chosenIn(store.state, shownCapture(store.state));
  change(packet > 0 ? lay('poster') : tell(say('keys', 'noPacket')));
};

const ANYWHERE: Readonly<Record<string, Deed>> = {
  F3: (page) => findAlong(1, page),
  F6: toNextPane,
  F7: walk(-1),
  F8: walk(1),
  Escape: (page) => {
    if (page.store.state.finding?.progress === undefined) page.change((s) => ({ ...s, overlay: '', notice: '' }));
    else stopFinding(page);
  },
};

const PLAIN: Readonly<Record<string, Deed>> = {
  '/': () => focus('.filter input'),
  ' ': hold,
  '[': layer(-1),
  ']': layer(1),
  '?': over('keys'),
  n: ({ change }) => change(make),
  c: ({ change }) => change(make),
  o: ({ store }) => store.state.mayControl && document.querySelector<HTMLInputElement>('#file')?.click(),
  p: showPoster,
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
  home: walk(Number.NEGATIVE_INFINITY),
  end: walk(Number.POSITIVE_INFINITY),
};
