/** StepConsole: the calls on sockets, typed one at a time, and what each returned. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LookedText } from '../../../messages/messages.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { say } from '../../words/say.ts';

export const StepConsole = () => {
  const { asker, change } = usePage();
  const mayControl = usePicked((s) => s.mayControl);
  const lines = useLines();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  /** Why the last line was no call. */
  const [refused, setRefused] = useState('');
  const history = useRef({ lines: [] as string[], at: 0 });
  useEffect(() => box.current?.scrollTo({ top: box.current.scrollHeight }), [lines, refused]);
  useLayoutEffect(() => input.current?.focus(), []);
  const make = (): void => {
    if (text.trim() === '') return;
    const { lines: earlier } = history.current;
    history.current = { lines: [...earlier, text], at: earlier.length + 1 };
    asker.act({ act: 'step', line: text }).then(
      () => setRefused(''),
      (error: Error) => setRefused(error.message),
    );
    setText('');
  };
  const recall = (step: 1 | -1): void => {
    const { lines: earlier, at } = history.current;
    history.current.at = Math.max(0, Math.min(earlier.length, at + step));
    setText(earlier[history.current.at] ?? '');
  };
  return (
    <aside class="doing steps" aria-label={say('lessons', 'console')}>
      <div class="ph">
        <button type="button" class="goto cap" onClick={() => change((s) => ({ ...s, classroom: 'exercises' }))}>
          {say('lessons', 'all')}
        </button>
        <h2>{say('lessons', 'console')}</h2>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <div class="scroll lines" ref={box} tabIndex={0} role="log" aria-label={say('lessons', 'console')}>
        {lines.length === 0 && <p class="cap">{say('lessons', 'consoleSays')}</p>}
        {lines.map((line, k) => (
          <pre key={k}>
            {line.map(({ text: part, role }, n) => (
              <span key={n} class={`r-${role}`}>
                {part}
              </span>
            ))}
          </pre>
        ))}
        {refused !== '' && <p class="f">✕ {refused}</p>}
      </div>
      {mayControl && (
        <form
          class="comp"
          onSubmit={(event) => {
            event.preventDefault();
            make();
          }}
        >
          <div class="in">
            <span class="c" aria-hidden="true">
              ›
            </span>
            <input
              ref={input}
              value={text}
              placeholder={say('lessons', 'typeCall')}
              aria-label={say('lessons', 'call')}
              spellcheck={false}
              autocomplete="off"
              onInput={(e) => setText(e.currentTarget.value)}
              onKeyDown={(e) => {
                if (e.key === 'ArrowUp') recall(-1);
                else if (e.key === 'ArrowDown') recall(1);
              }}
            />
          </div>
          <button type="submit" class="btn pri" disabled={text.trim() === ''}>
            {say('lessons', 'make')}
          </button>
        </form>
      )}
    </aside>
  );
};

type Looked = readonly LookedText[];

/** All lines, asked for as they become more. */
const useLines = (): readonly Looked[] => {
  const { asker } = usePage();
  const count = usePicked((s) => s.desk.steps);
  const [known, setKnown] = useState<{ readonly total: number; readonly lines: readonly Looked[] }>({ total: 0, lines: [] });
  useEffect(() => {
    let isWanted = true;
    if (count !== known.total)
      asker.ask({ what: 'steps', from: known.total }).then(
        ({ total, lines }) => {
          if (isWanted) setKnown({ total, lines: [...known.lines, ...lines] });
        },
        () => {},
      );
    return () => {
      isWanted = false;
    };
  }, [asker, count, known]);
  return known.lines;
};
