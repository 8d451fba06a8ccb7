/** Filter: what is typed is looked at while it is typed: how it may go on, whether it is a filter; a wrong one leaves the list as it is. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FilterCheck } from '../../../messages/messages.ts';
import { remember, remembered } from '../../parts/remembered.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf, choose, chosenIn } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { Offered } from './offered.tsx';

/** What was typed last, and what is found of it. */
interface Looked {
  readonly text: string;
  readonly answer: Promise<FilterCheck>;
}

const NOTHING: FilterCheck = { start: 0, offered: [] };
const HISTORY = 'filters';

/** Filters that were applied before, in place of what is typed. */
const earlier = (text: string): FilterCheck['offered'] =>
  remembered(HISTORY)
    .filter((filter) => filter !== text)
    .map((filter) => ({ text: filter, says: say('filter', 'before') }));

/** What is asked about a text; what was found of the one that was typed last is not asked for again when that is entered. */
const useAsked = (capture: number) => {
  const { asker } = usePage();
  const last = useRef<Looked | undefined>(undefined);
  const ask = (text: string, at: number): Promise<FilterCheck> => asker.ask({ what: 'filter', text, at, capture });
  const typed = (text: string, at: number, found: (check: FilterCheck) => void): void => {
    const answer = ask(text, at);
    last.current = { text, answer };
    answer.then(
      (check) => {
        if (last.current?.answer === answer) found(check);
      },
      () => {},
    );
  };
  const entered = (text: string): Promise<FilterCheck> => {
    const known = last.current?.text === text ? last.current.answer : undefined;
    // How it may go on is not drawn any more.
    last.current = undefined;
    const again = (): Promise<FilterCheck> => ask(text, text.length);
    return (known ?? again()).catch(again);
  };
  return { typed, entered };
};

export const Filter = ({ capture }: { readonly capture: number }) => {
  const { change } = usePage();
  const applied = usePicked((s) => chosenIn(s, capture).filter);
  const [text, setText] = useState(applied);
  const [check, setCheck] = useState(NOTHING);
  const [at, setAt] = useState(-1);
  const [hasFocus, setFocus] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const shown = useRef(applied);
  const entered = useRef(0);
  const asked = useAsked(capture);
  useEffect(() => {
    // What is typed before the page has settled stays.
    if (shown.current !== applied) setText(applied);
    shown.current = applied;
  }, [applied]);
  const look = (next: string, cursor: number): void => {
    setText(next);
    setAt(-1);
    asked.typed(next, cursor, setCheck);
  };
  const settled = (filter: string): void => {
    setCheck(NOTHING);
    setText(filter);
  };
  const apply = (typed: string): void => {
    const filter = typed.trim();
    // What was begun behind it stays, as it does before the page has settled.
    if (input.current?.value === typed) settled(filter);
    shown.current = filter;
    remember(HISTORY, filter);
    change(choose(capture, { filter }));
  };
  /** What was typed last may not have been looked at yet; what was entered last counts, also where the link was lost meanwhile. */
  const enter = (): void => {
    const typed = input.current?.value ?? text;
    const mine = ++entered.current;
    const settle = ({ error, start }: FilterCheck): void => {
      if (mine !== entered.current) return;
      if (error === undefined) apply(typed);
      else setCheck({ start, offered: [], error });
    };
    asked.entered(typed).then(settle, () => {});
  };
  const clear = (): void => {
    entered.current++;
    settled('');
    apply('');
  };
  const take = (word: string): void => {
    const cursor = input.current?.selectionStart ?? text.length;
    const isWhole = remembered(HISTORY).includes(word) && check.start === 0;
    const next = isWhole ? word : text.slice(0, check.start) + word + text.slice(cursor);
    setText(next);
    look(next, check.start + word.length);
  };
  const isBad = check.error !== undefined && text !== applied;
  const keys = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && check.offered.length === 0) {
      event.preventDefault();
      setCheck({ ...check, start: 0, offered: earlier(text) });
      setAt(-1);
    } else if (step !== 0) {
      event.preventDefault();
      setAt((check.offered.length + at + step + (at < 0 && step < 0 ? 1 : 0)) % check.offered.length);
    } else if (event.key === 'Tab' && check.offered.length > 0) {
      event.preventDefault();
      take((check.offered[Math.max(0, at)] ?? { text: '' }).text);
    } else if (event.key === 'Enter') {
      const word = check.offered[at];
      if (word !== undefined) take(word.text);
      else enter();
    } else if (event.key === 'Escape') {
      if (check.offered.length > 0) setCheck({ ...check, offered: [] });
      else document.querySelector<HTMLElement>('.rows')?.focus();
    }
  };
  return (
    <div class={`filter ${isBad && check.offered.length === 0 ? 'bad' : ''}`} role="search">
      <Funnel />
      <input
        ref={input}
        value={text}
        placeholder="tcp.port == 80 && !tcp.analysis.retransmission"
        aria-label={say('filter', 'filter')}
        role="combobox"
        aria-expanded={hasFocus && check.offered.length > 0}
        aria-controls="offered"
        aria-invalid={isBad}
        spellcheck={false}
        autocomplete="off"
        onInput={(e) => look(e.currentTarget.value, e.currentTarget.selectionStart ?? 0)}
        onKeyDown={keys}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
      />
      <Verdict capture={capture} text={text} applied={applied} check={check} />
      {applied !== '' && (
        <button type="button" class="btn bare sm" aria-label={say('filter', 'clear')} onClick={clear}>
          ✕
        </button>
      )}
      {hasFocus && check.offered.length > 0 && (
        <Offered
          id="offered"
          check={check}
          at={at}
          typed={text.slice(check.start, input.current?.selectionStart ?? text.length)}
          onTake={take}
        />
      )}
      {hasFocus && isBad && check.offered.length === 0 && <Wrong text={check.error ?? ''} />}
    </div>
  );
};

const Wrong = ({ text }: { readonly text: string }) => (
  <div class="pop err" role="alert">
    ✕ {text}
  </div>
);

interface VerdictProps {
  readonly capture: number;
  readonly text: string;
  readonly applied: string;
  readonly check: FilterCheck;
}

const Verdict = ({ capture, text, applied, check }: VerdictProps) => {
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const passing = usePicked((s) => s.passing.get(capture));
  // What still comes has no end that a bar could near.
  const grows = usePicked((s) => captureOf(s, capture)?.isLive === true || captureOf(s, capture)?.source?.isOn === true);
  if (text !== applied)
    return <span class="ok">{say('filter', check.error === undefined ? 'enter' : check.offered.length > 0 ? 'typeOn' : 'isWrong')}</span>;
  if (applied === '') return null;
  const { total = 0, progress = 0 } = passing?.filter === applied ? passing : {};
  return (
    <>
      <span class="ok">
        {(progress >= 1 || grows) && total > 0 && '✓ '}
        {say('filter', 'of', { passed: total, all: frames })}
      </span>
      {progress < 1 && !grows && <span class="bar" style={{ width: `${progress * 100}%` }} />}
    </>
  );
};

const Funnel = () => (
  <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
    <path d="M1 2h10L7.5 6.5V11l-3-1.5v-3z" fill="none" stroke="currentColor" />
  </svg>
);
