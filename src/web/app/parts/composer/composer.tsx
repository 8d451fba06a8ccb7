/** Composer: where a person types to the other side: a line, several lines, escapes or bytes, or a whole file; with a history. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { base64 } from '../../../messages/base64.ts';
import { usePage } from '../../state/page.ts';
import { tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { KeyCap } from '../key-cap.tsx';
import { mayTakeFocus } from '../use-dialog.ts';
import { useHistory } from './history.ts';
import { Lines } from './lines.tsx';
import { SendFile } from './send-file.tsx';
import { bytesOf, FORMS, type Form, LINE_ENDS, type LineEnd, whyNot } from './typed.ts';

export interface ComposerProps {
  readonly endpoint: number;
  onTyping(text: string): void;
}

/** What says why a line stands for no bytes. */
const WHY = 'why-no-bytes';

export const Composer = ({ endpoint, onTyping }: ComposerProps) => {
  const { asker, change } = usePage();
  const [text, setText] = useState('');
  const [form, setForm] = useState<Form>('text');
  const [end, setEnd] = useState<LineEnd>('LF');
  const history = useHistory();
  const input = useRef<HTMLInputElement>(null);
  // At once: where another form has another field, the next key is for it.
  useLayoutEffect(() => {
    if (mayTakeFocus(input.current?.form ?? null)) input.current?.focus();
  }, [endpoint, form]);
  const newest = useRef('');
  const type = (next: string): void => {
    newest.current = next;
    setText(next);
    onTyping(next);
  };
  const take = (next: Form): void => {
    setForm(next);
    if (next === 'lines') setEnd('CRLF');
  };
  const recall = (step: 1 | -1): void => {
    const typed = history.step(step, { text, form, end });
    type(typed.text);
    setForm(typed.form);
    setEnd(typed.end);
  };
  const bytes = bytesOf(text, form, end);
  const isWrong = text !== '' && bytes === undefined;
  const send = (): void => {
    if (bytes === undefined || bytes.length === 0) return;
    history.sent({ text, form, end });
    type('');
    asker.act({ act: 'send', endpoint, bytes: base64(bytes) }).catch((error: Error) => {
      change(tell(error.message));
      // What did not go is not lost: it stands there again, unless something else was begun.
      if (newest.current === '') type(text);
    });
  };
  return (
    <form
      class={`comp ${form === 'lines' ? 'tall' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {form === 'lines' ? (
        <Lines
          endpoint={endpoint}
          text={text}
          bytes={bytes}
          end={end}
          isRecalled={history.isWalked}
          onType={type}
          onSend={send}
          onRecall={recall}
        />
      ) : (
        <div class="in">
          <span class="c" aria-hidden="true">
            ›
          </span>
          <input
            ref={input}
            value={text}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? WHY : undefined}
            placeholder={say('composer', WANTED[form])}
            aria-label={say('composer', 'label')}
            spellcheck={false}
            autocomplete="off"
            onInput={(e) => type(e.currentTarget.value)}
            onKeyDown={(e) => {
              if (e.key !== 'ArrowUp' && e.key !== 'ArrowDown') return;
              e.preventDefault();
              recall(e.key === 'ArrowUp' ? -1 : 1);
            }}
          />
          <span class="cap">{text === '' || bytes === undefined ? '' : say('composer', 'notYet', { bytes: bytes.length })}</span>
          {isWrong && (
            <div class="pop err" id={WHY} role="status">
              ✕ {whyNot(form)}
            </div>
          )}
        </div>
      )}
      <div class="seg" role="group" aria-label={say('composer', 'as')}>
        {FORMS.map((name) => (
          <button
            type="button"
            key={name}
            aria-pressed={form === name}
            {...(name === 'escaped' && { title: say('composer', name), 'aria-label': say('composer', name) })}
            onClick={() => take(name)}
          >
            {name === 'escaped' ? '\\n' : say('composer', name)}
          </button>
        ))}
      </div>
      <select
        value={end}
        aria-label={say('composer', 'end')}
        disabled={form === 'hex'}
        onChange={(e) => setEnd(e.currentTarget.value as LineEnd)}
      >
        {LINE_ENDS.map((one) => (
          <option key={one} value={one}>
            {one === 'none' ? say('composer', one) : one}
          </option>
        ))}
      </select>
      <SendFile endpoint={endpoint} />
      <button type="submit" class="btn pri" disabled={bytes === undefined || bytes.length === 0}>
        {say('composer', 'send')} <KeyCap keys={form === 'lines' ? 'Ctrl ⏎' : '⏎'} />
      </button>
    </form>
  );
};

/** What may be typed. */
const WANTED = { text: 'line', lines: 'message', escaped: 'escapedLine', hex: 'hexLine' } as const satisfies Record<Form, string>;
