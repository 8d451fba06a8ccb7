/** Focus: the panes that F6 goes through, and where the focus goes when what had it goes away. */

/** In the order of the page: what has the focus in each. */
const PANES =
  '.rail .it, :is(.doing, .exercises) .scroll, .comp input, .comp textarea, .conv, .contents .scroll, .filter input, .rows, .strip [tabindex="0"], .ruler, .tree [tabindex="0"], .hexbox .scroll';

/** Where there is no pane. */
const ANY = 'button:not(:disabled), input, [tabindex="0"]';

const panesIn = (root: ParentNode): readonly HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(PANES)].filter((e) => e.offsetParent !== null);

const paneOf = (e: HTMLElement): Element => e.closest('.rail, .comp, .tree') ?? e;

/** What is chosen in a pane stands for it. */
const firstOf = (all: readonly HTMLElement[], pane: Element | undefined): HTMLElement | undefined => {
  const own = all.filter((e) => paneOf(e) === pane);
  return own.find((e) => e.ariaPressed === 'true') ?? own[0];
};

export const toNextPane = (): void => {
  const all = panesIn(document);
  const panes = [...new Set(all.map(paneOf))];
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  firstOf(all, panes[(at + 1) % Math.max(1, panes.length)])?.focus();
};

/** When what has the focus goes away, the pane around it has it: who works by keys does not begin again at the top of the page. */
export const keepFocus = (root: HTMLElement): void => {
  let around: readonly Element[] = [];
  root.addEventListener('focusin', ({ target }) => {
    around = target instanceof Element ? [target, ...ancestors(target, root)] : [];
  });
  new MutationObserver(() => {
    const [had, ...above] = around;
    if (had === undefined || had.isConnected || document.activeElement !== document.body) return;
    for (const element of above.filter((e) => e.isConnected)) {
      // Nobody means to type a filter then; and where somebody types, what appears takes no focus.
      const all = panesIn(element).filter((e) => !e.matches('.filter input'));
      // Around all panes it is one of them, which may be yet to come.
      const any = element.querySelector('main') === null ? element.querySelector<HTMLElement>(ANY) : null;
      const to = firstOf(all, all[0] && paneOf(all[0])) ?? any;
      if (to === null) continue;
      to.focus({ preventScroll: true });
      return;
    }
  }).observe(root, { childList: true, subtree: true });
};

const ancestors = (element: Element, root: Element): readonly Element[] => {
  const { parentElement } = element;
  return parentElement === null || element === root ? [] : [parentElement, ...ancestors(parentElement, root)];
};
