/** Guided: a protocol spoken by hand: the line that is suggested and what it does, what the last reply means, and where one types. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { GuidedPart } from '../../../messages/desk.ts';
import { usePage } from '../../state/page.ts';
import { tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { mayTakeFocus } from '../use-dialog.ts';

export interface GuidedProps {
  readonly endpoint: number;
  readonly guided: GuidedPart;
  onTyping(text: string): void;
}

export const Guided = ({ endpoint, guided: { title, next, remarks }, onTyping }: GuidedProps) => {
  const { asker, change } = usePage();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (mayTakeFocus(input.current?.form ?? null)) input.current?.focus();
  }, [endpoint]);
  const type = (line: string): void => {
    setText(line);
    onTyping(line);
  };
  const send = (line: string): void => {
    asker.act({ act: 'line', endpoint, line }).catch((error: Error) => change(tell(error.message)));
    type('');
  };
  return (
    <form
      class="comp guided"
      onSubmit={(event) => {
        event.preventDefault();
        send(text);
      }}
    >
      <ol class="means" aria-label={title} aria-live="polite">
        {remarks.slice(-3).map((text, k) => (
          <li key={`${k} ${text}`} class="cap">
            {text}
          </li>
        ))}
      </ol>
      <div class="next">
        <b>{say('composer', 'next')}</b>
        {next === undefined ? (
          <span class="cap">{say('composer', remarks.length === 0 ? 'waits' : 'any')}</span>
        ) : (
          <>
            <button type="button" class="btn sm m" title={say('composer', 'take')} onClick={() => send('')}>
              {next.line === '' ? say('composer', 'empty') : next.line} <kbd>⏎</kbd>
            </button>
            <span class="cap">{next.why}</span>
          </>
        )}
      </div>
      <div class="in">
        <span class="c" aria-hidden="true">
          ›
        </span>
        <input
          ref={input}
          value={text}
          placeholder={say('composer', 'take')}
          aria-label={say('composer', 'label')}
          spellcheck={false}
          autocomplete="off"
          onInput={(e) => type(e.currentTarget.value)}
          onKeyDown={(e) => {
            if (e.key !== 'Tab' || text !== '' || next === undefined || e.shiftKey) return;
            e.preventDefault();
            type(next.line);
          }}
        />
      </div>
      <button type="submit" class="btn pri">
        {say('composer', 'send')} <kbd>⏎</kbd>
      </button>
    </form>
  );
};
