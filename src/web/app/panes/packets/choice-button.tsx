/** ChoiceButton: a button of the list and what it opens. */
import type { ComponentChildren } from 'preact';
import { useOpened } from '../../parts/use-opened.ts';

export interface ChoiceButtonProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

export const ChoiceButton = ({ title, children }: ChoiceButtonProps) => {
  const { box, isOpen, turn } = useOpened();
  return (
    <span class="columns-choice" ref={box}>
      <button type="button" class="btn" aria-expanded={isOpen} onClick={turn}>
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
