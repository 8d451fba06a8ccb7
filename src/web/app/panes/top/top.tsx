/** Top: the name, the views, the palette, light or dark. */
import { useState } from 'preact/hooks';
import { LANGUAGES } from '../../../../core/words.ts';
import { KeyCap } from '../../parts/key-cap.tsx';
import { keep } from '../../parts/remembered.ts';
import { LARGER, THEME, themeFirst } from '../../parts/theme.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { lay, show, type View } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { Share } from './share.tsx';

const VIEWS: readonly View[] = ['live', 'captures', 'lessons'];

export const Top = () => {
  const { change } = usePage();
  const view = usePicked((s) => s.view);
  const files = usePicked((s) => s.desk.captures.some((c) => !c.isLive));
  const mayControl = usePicked((s) => s.mayControl);
  const isSaved = usePicked((s) => s.isSaved);
  return (
    <header class="top">
      <h1 class="sr">Wirecat</h1>
      <span class="logo" aria-hidden="true">
        <Cat />
        <span>Wirecat</span>
      </span>
      <nav class="nav" aria-label={say('top', 'views')}>
        {VIEWS.filter((name) => !isSaved || name === 'captures').map((name) => (
          <button
            type="button"
            key={name}
            {...(view === name && { 'aria-current': 'page' as const })}
            onClick={() => change(show(name))}
            disabled={name === 'captures' && !files && !mayControl}
          >
            {say('top', name)}
          </button>
        ))}
      </nav>
      <span class="sp" />
      {!mayControl && <span class="chip">{say('top', isSaved ? 'saved' : 'readOnly')}</span>}
      <Share />
      <button type="button" class="find" onClick={() => change(lay('palette'))}>
        <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
          <circle cx="6" cy="6" r="4.5" />
          <path d="M9.5 9.5 13 13" />
        </svg>
        <span>{say('top', mayControl ? 'find' : 'seek')}</span>
        <span class="sp" />
        <KeyCap keys="Ctrl K" />
      </button>
      <Speech />
      <Larger />
      <Theme />
    </header>
  );
};

const Cat = () => (
  <svg width="34" height="20" viewBox="0 0 34 20" fill="none" aria-hidden="true">
    <path
      d="M0 16h6l3.4-12 4.4 5h6.4l4.4-5L28 16h6"
      stroke="currentColor"
      stroke-width="2"
      stroke-linejoin="round"
      stroke-linecap="round"
    />
    <circle cx="13" cy="13.6" r="1.7" fill="var(--client-line)" />
    <circle cx="21" cy="13.6" r="1.7" fill="var(--server-line)" />
  </svg>
);

/** English or German. */
const Speech = () => {
  const { speak } = usePage();
  const language = usePicked((s) => s.language);
  const other = LANGUAGES.find((l) => l !== language) ?? language;
  return (
    <button
      type="button"
      class="btn bare"
      lang={other}
      onClick={() => speak(other)}
      title={NAMES[other]}
      aria-label={`${other.toUpperCase()}: ${NAMES[other]}`}
    >
      {other.toUpperCase()}
    </button>
  );
};
const NAMES = { en: 'English', de: 'Deutsch' } as const;

const isDarkNow = (): boolean => {
  const { classList } = document.documentElement;
  return classList.contains('dark') || (!classList.contains('light') && matchMedia('(prefers-color-scheme: dark)').matches);
};

/** For projectors. */
const Larger = () => {
  const [isLarger, setLarger] = useState(() => document.documentElement.classList.contains('larger'));
  const turn = (): void => {
    keep(LARGER, isLarger ? [] : ['yes']);
    themeFirst();
    setLarger(!isLarger);
    // Panes measure themselves anew.
    dispatchEvent(new Event('resize'));
  };
  return (
    <button
      type="button"
      class="btn bare larger-toggle"
      aria-pressed={isLarger}
      aria-label={say('top', 'larger')}
      title={say('top', 'larger')}
      onClick={turn}
    >
      <span aria-hidden="true">
        A<small>A</small>
      </span>
    </button>
  );
};

/** As the system has it, until somebody chooses. */
const Theme = () => {
  const [isDark, setDark] = useState(isDarkNow);
  const turn = (): void => {
    keep(THEME, [isDark ? 'light' : 'dark']);
    themeFirst();
    setDark(!isDark);
  };
  return (
    <button
      type="button"
      class="btn bare"
      onClick={turn}
      aria-label={say('top', isDark ? 'light' : 'dark')}
      title={say('top', isDark ? 'light' : 'dark')}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" />
        <path d="M8 2a6 6 0 010 12z" fill="currentColor" />
      </svg>
    </button>
  );
};
