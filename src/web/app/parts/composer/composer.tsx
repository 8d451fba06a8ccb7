/** Composer: where a person types to the other side: a line, several lines, escapes or bytes, or a whole file; with a history. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { base64 } from '../../../messages/base64.ts';
import { usePage } from '../../state/page.ts';
import { tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { remember, remembered } from '../remembered.ts';
import { mayTakeFocus } from '../use-dialog.ts';
import { Lines } from './lines.tsx';
import { SendFile } from './send-file.tsx';
import { bytesOf, type Form, type LineEnd, whyNot } from './typed.ts';

export interface ComposerProps {
  readonly endpoint: number;
  onTyping(text: string): void;
}

const HISTORY = 'lines';
/** What says why a line stands for no bytes. */
const WHY = 'why-no-bytes';

export const Composer = ({ endpoint, onTyping }: ComposerProps) => {
  const { asker, change } = usePage();
  const [text, setText] = useState('');
  const [form, setForm] = useState<Form>('text');
  const [end, setEnd] = useState<LineEnd>('LF');
  const recall = useHistory();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
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
  const bytes = bytesOf(text, form, end);
  const isWrong = text !== '' && bytes === undefined;
  const send = (): void => {
    if (bytes === undefined || bytes.length === 0) return;
    remember(HISTORY, text);
    recall.begin();
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
        <Lines endpoint={endpoint} text={text} bytes={bytes} end={end} onType={type} onSend={send} />
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
            placeholder={say('composer', 'line')}
            aria-label={say('composer', 'label')}
            spellcheck={false}
            autocomplete="off"
            onInput={(e) => type(e.currentTarget.value)}
            onKeyDown={(e) => {
              if (e.key === 'ArrowUp') type(recall.step(-1, text));
              else if (e.key === 'ArrowDown') type(recall.step(1, text));
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
        {FORMS.map(([name, title]) => (
          <button type="button" key={name} aria-pressed={form === name} onClick={() => take(name)}>
            {title === '' ? say('composer', name as 'text' | 'lines' | 'hex') : title}
          </button>
        ))}
      </div>
      <select
        value={end}
        aria-label={say('composer', 'end')}
        disabled={form === 'hex'}
        onChange={(e) => setEnd(e.currentTarget.value as LineEnd)}
      >
        <option>LF</option>
        <option>CRLF</option>
        <option value="none">{say('composer', 'none')}</option>
      </select>
      <SendFile endpoint={endpoint} />
      <button type="submit" class="btn pri" disabled={bytes === undefined || bytes.length === 0}>
        {say('composer', 'send')} <kbd>{form === 'lines' ? 'Ctrl ⏎' : '⏎'}</kbd>
      </button>
    </form>
  );
};

/** Those without a title have one in the words of the page. */
const FORMS: readonly (readonly [form: Form, title: string])[] = [
  ['text', ''],
  ['lines', ''],
  ['escaped', '\\n'],
  ['hex', ''],
];

/** Earlier lines of this browser, the newest first. */
const useHistory = () => {
  const at = useRef(-1);
  const draft = useRef('');
  return {
    begin: (): void => {
      at.current = -1;
    },
    /** What was begun is behind the newest. */
    step: (step: 1 | -1, typed: string): string => {
      const lines = remembered(HISTORY);
      if (at.current === -1) draft.current = typed;
      at.current = Math.max(-1, Math.min(lines.length - 1, at.current - step));
      return at.current === -1 ? draft.current : (lines[at.current] ?? '');
    },
  };
};
