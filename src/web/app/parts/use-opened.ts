/** useOpened: what a button opens beside it, until Escape or a press elsewhere; the first button in `box` has the focus then. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface Opened {
  readonly box: RefObject<HTMLSpanElement | null>;
  readonly isOpen: boolean;
  turn(): void;
}

export const useOpened = (): Opened => {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const press = (event: Event): void => {
      // What was pressed may be gone already.
      if (event.target instanceof Node && event.target.isConnected && !box.current?.contains(event.target)) setOpen(false);
    };
    const key = (event: KeyboardEvent): void => {
      // What is offered while somebody types is left first.
      if (event.key !== 'Escape' || (event.target instanceof Element && event.target.matches('[role=combobox][aria-expanded=true]')))
        return;
      event.preventDefault();
      setOpen(false);
      box.current?.querySelector('button')?.focus();
    };
    addEventListener('pointerdown', press);
    addEventListener('keydown', key, { capture: true });
    return () => {
      removeEventListener('pointerdown', press);
      removeEventListener('keydown', key, { capture: true });
    };
  }, [isOpen]);
  return { box, isOpen, turn: () => setOpen(!isOpen) };
};
