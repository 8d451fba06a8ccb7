/** useDialog: what lies over the page. The focus goes into it, stays in it where it covers the page, and goes back to where it was. */
import { useLayoutEffect, useRef } from 'preact/hooks';

const FOCUSABLE = ':is(a[href], button, input, select, textarea, [tabindex="0"]):not(:disabled, [hidden])';

export const useDialog = (covers: boolean) => {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current: dialog } = box;
    const before = document.activeElement;
    if (dialog === null) return undefined;
    focusablesIn(dialog)[0]?.focus();
    const stay = (event: KeyboardEvent): void => {
      if (event.key !== 'Tab' || event.defaultPrevented) return;
      const all = focusablesIn(dialog);
      const to = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
      if (document.activeElement !== to[0] && dialog.contains(document.activeElement)) return;
      event.preventDefault();
      to[1]?.focus();
    };
    if (covers) addEventListener('keydown', stay);
    return () => {
      removeEventListener('keydown', stay);
      const at = document.activeElement;
      // Who has gone elsewhere stays there.
      if (dialog.contains(at) || at === document.body) giveBack(before);
    };
  }, [covers]);
  return box;
};

const focusablesIn = (dialog: HTMLElement): readonly HTMLElement[] =>
  [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((e) => e.offsetParent !== null);

/** What had it may be gone by now. */
const giveBack = (before: Element | null): void => {
  const to = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : document.querySelector('.rows');
  if (to instanceof HTMLElement) to.focus({ preventScroll: true });
};

/** Whether what appears may have the focus: not while somebody types elsewhere, nor from what lies over the page. */
export const mayTakeFocus = (pane: Element | null): boolean => {
  const { activeElement: at } = document;
  return at === null || pane?.contains(at) === true || !at.matches('input, textarea, select, [role=dialog] *');
};
