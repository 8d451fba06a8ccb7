/** Composer: where a person types to the other side: text, escapes or bytes; with a history. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { base64 } from '../../../messages/base64.ts';
import { bytesText } from '../../parts/words.ts';
import { usePage } from '../../state/page.ts';
import { tell } from '../../state/page-state.ts';
import { bytesOf, type Form, type LineEnd, whyNot } from './typed.ts';

export interface ComposerProps {
  readonly endpoint: number;
  onTyping(text: string): void;
}

const FORMS: readonly (readonly [form: Form, name: string])[] = [
  ['text', 'Text'],
  ['escaped', '\\n'],
  ['hex', 'Hex'],
];
/** Lines that ↑ finds again. */
const MOST = 100;

export const Composer = ({ endpoint, onTyping }: ComposerProps) => {
  const { asker, change } = usePage();
  const [text, setText] = useState('');
  const [form, setForm] = useState<Form>('text');
  const [end, setEnd] = useState<LineEnd>('LF');
  const history = useRef<{ lines: string[]; at: number }>({ lines: [], at: 0 });
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), [endpoint]);
  const type = (next: string): void => {
    setText(next);
    onTyping(next);
  };
  const bytes = bytesOf(text, form, end);
  const send = (): void => {
    if (bytes === undefined || bytes.length === 0) return;
    history.current.lines = [...history.current.lines, text].slice(-MOST);
    history.current.at = history.current.lines.length;
    asker.act({ act: 'send', endpoint, bytes: base64(bytes) }).catch((error: Error) => change(tell(error.message)));
    type('');
  };
  const recall = (step: 1 | -1): void => {
    const { lines } = history.current;
    const at = Math.max(0, Math.min(lines.length, history.current.at + step));
    history.current.at = at;
    type(lines[at] ?? '');
  };
  return (
    <form
      class="comp"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="in">
        <span class="c" aria-hidden="true">
          ›
        </span>
        <input
          ref={input}
          value={text}
          placeholder="Type a line. Enter sends it."
          aria-label="What you say"
          spellcheck={false}
          autocomplete="off"
          onInput={(e) => type(e.currentTarget.value)}
          onKeyDown={(e) => {
            if (e.key === 'ArrowUp') recall(-1);
            else if (e.key === 'ArrowDown') recall(1);
          }}
        />
        <span class="cap">{text === '' ? '' : bytes === undefined ? whyNot(form) : `${bytesText(bytes.length)} · no packet yet`}</span>
      </div>
      <div class="seg" role="group" aria-label="Input as">
        {FORMS.map(([name, title]) => (
          <button type="button" key={name} aria-pressed={form === name} onClick={() => setForm(name)}>
            {title}
          </button>
        ))}
      </div>
      <select value={end} aria-label="End of line" disabled={form === 'hex'} onChange={(e) => setEnd(e.currentTarget.value as LineEnd)}>
        <option>LF</option>
        <option>CRLF</option>
        <option>none</option>
      </select>
      <button type="submit" class="btn pri" disabled={bytes === undefined || bytes.length === 0}>
        Send <kbd>⏎</kbd>
      </button>
    </form>
  );
};
