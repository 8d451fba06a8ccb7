/** ChoiceButton: a button of the list and what it opens, until Escape or a press elsewhere. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface ChoiceButtonProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

export const ChoiceButton = ({ title, children }: ChoiceButtonProps) => {
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
  return (
    <span class="columns-choice" ref={box}>
      <button type="button" class="btn" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {title}
      </button>
      {isOpen && (
        <div class="pop" role="group" aria-label={title}>
          {children}
        </div>
      )}
    </span>
  );
};
