/** Offered: how what is typed may go on. */
import type { FilterCheck } from '../../../messages/messages.ts';
import { say } from '../../words/say.ts';

interface OfferedProps {
  readonly id: string;
  readonly check: FilterCheck;
  readonly at: number;
  /** What they begin with. */
  readonly typed: string;
  onTake(word: string): void;
}

export const Offered = ({ id, check, at, typed, onTake }: OfferedProps) => (
  <div class="pop" id={id} role="listbox" aria-label={say('filter', 'completions')}>
    {check.offered.slice(0, 12).map(({ text, says }, k) => (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the input takes the keys
      <div
        class="opt"
        key={text}
        role="option"
        aria-selected={k === Math.max(0, at)}
        onMouseDown={(e) => e.preventDefault()}
        onClick={() => onTake(text)}
      >
        <span class="m">
          {text.startsWith(typed) ? (
            <>
              <b>{typed}</b>
              {text.slice(typed.length)}
            </>
          ) : (
            text
          )}
        </span>
        <span class="dim">{says}</span>
      </div>
    ))}
  </div>
);
