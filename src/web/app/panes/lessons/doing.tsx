/** Doing: the exercise that is being done: its task, which goals the packets show, its questions, what to do next, the report. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EndpointRow } from '../../../messages/desk.ts';
import type { LessonPart } from '../../../messages/messages.ts';
import { Composer } from '../../parts/composer/composer.tsx';
import { saveFrom } from '../../parts/save-file.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { tell } from '../../state/page-state.ts';
import { say, spoken } from '../../words/say.ts';
import { Asked } from './asked.tsx';
import type { LessonState } from './use-lesson.ts';

export interface DoingProps extends LessonState {
  readonly capture: number;
}

export const Doing = ({ capture, lesson, again }: DoingProps) => {
  const { change } = usePage();
  const mayControl = usePicked((s) => s.mayControl);
  const name = usePicked((s) => s.desk.lesson?.name ?? '');
  const open = useOwn(lesson?.places ?? []);
  const list = useRef<HTMLOListElement>(null);
  const reached = lesson?.goals.filter((g) => g.done).length ?? 0;
  // Who reaches a goal sees the next one.
  useEffect(() => {
    if (reached > 0) list.current?.querySelector('.now')?.scrollIntoView({ block: 'nearest' });
  }, [reached]);
  if (lesson === undefined) return <aside class="doing" aria-label={say('lessons', 'lessons')} />;
  const { title, from, task, goals, questions, hint, isFull } = lesson;
  const now = goals.findIndex((g) => !g.done);
  return (
    <aside class="doing" aria-label={title}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <div class="scroll" tabIndex={0} role="region" aria-label={title}>
        <p class="cap">
          <button type="button" class="goto" onClick={() => change((s) => ({ ...s, classroom: 'exercises' }))}>
            {say('lessons', 'all')}
          </button>{' '}
          / {name}
        </p>
        <h1>{title}</h1>
        <p class="cap">{from}</p>
        {task.map((text) => (
          <p class="task" key={text}>
            {text}
          </p>
        ))}
        <ol class="goals" ref={list}>
          {goals.map(({ what, done: isDone, says }, k) => (
            <li key={what} class={isDone ? 'done' : k === now ? 'now' : ''}>
              <span class="dot" aria-hidden="true">
                {isDone ? '✓' : k + 1}
              </span>
              <h2>{what}</h2>
              <p class="ink2">{says}</p>
              {k === now && hint !== '' && (
                <p class="hint">
                  {howOf(hint, what)}
                  {mayControl && lesson.places.length > 0 && open === undefined && <span class="cap">{say('lessons', 'orHere')}</span>}
                </p>
              )}
            </li>
          ))}
          {questions.map((question, k) => (
            <Asked key={question.ask} question={question} number={k + 1} dot={goals.length + k + 1} capture={capture} onAnswered={again} />
          ))}
        </ol>
        {isFull && <p class="f">{say('lessons', 'full')}</p>}
      </div>
      {mayControl && <FromHere lesson={lesson} />}
      <div class="foot">
        <div class="grow">
          <div class="bar" aria-hidden="true">
            <i style={{ width: `${Math.round((100 * reached) / Math.max(1, goals.length))}%` }} />
          </div>
          <span class="cap" role="status">
            {say('lessons', 'reached', { done: reached, count: goals.length })}
          </span>
        </div>
        {mayControl && <HandIn code={lesson.code} onDone={again} />}
        {mayControl && (
          <button type="button" class="btn pri" onClick={() => saveFrom(`/report?${spoken().language}`, `${name}.html`)}>
            {say('lessons', 'report')}
          </button>
        )}
      </div>
    </aside>
  );
};

/** A hint says again which goal it is for; here it stands under it. It may begin with a command: its letters are as they are. */
const howOf = (hint: string, goal: string): string =>
  hint.toLowerCase().startsWith(`${goal.toLowerCase()}: `) ? hint.slice(goal.length + 2) : hint;

/** A connection from this page to one of these. */
const useOwn = (places: LessonPart['places']): EndpointRow | undefined =>
  usePicked((s) =>
    s.desk.endpoints.findLast((e) => e.isOurs && e.state === 'open' && places.some(({ address }) => bare(address) === bare(e.address))),
  );

/** Without its scheme: who was connected to over UDP is told without it. */
const bare = (address: string): string => address.replace(/^[a-z]+:/, '');

/** A client on the page itself. */
const FromHere = ({ lesson: { places } }: { readonly lesson: LessonPart }) => {
  const { asker, change } = usePage();
  const open = useOwn(places);
  const [, setTyped] = useState('');
  const connect = (address: string): void => {
    asker.act({ act: 'connect', address }).catch((error: Error) => change(tell(error.message)));
  };
  if (places.length === 0) return null;
  return (
    <div class="from-here">
      <p class="cap">{say('lessons', 'places')}</p>
      {places.map(({ name, address }) => (
        <p class="place" key={name}>
          <span class="cap">{name}</span> <span class="m">{address}</span> <span class="sp" />
          <button type="button" class="btn sm" onClick={() => connect(address)}>
            {say('lessons', 'connect')}
          </button>
        </p>
      ))}
      {open !== undefined && (
        <>
          <Composer endpoint={open.id} onTyping={setTyped} />
          <p class="place">
            <span class="m cap">→ {open.address}</span> <span class="sp" />
            <button
              type="button"
              class="btn sm"
              onClick={() => void asker.act({ act: 'end', endpoint: open.id }).catch((error: Error) => change(tell(error.message)))}
            >
              {say('common', 'close')}
            </button>
          </p>
        </>
      )}
    </div>
  );
};

/** Programs of the student's, for the report. */
const HandIn = ({ code, onDone }: { readonly code: readonly string[]; readonly onDone: () => void }) => {
  const { asker, change } = usePage();
  const input = useRef<HTMLInputElement>(null);
  const take = async (files: FileList | null): Promise<void> => {
    for (const file of files ?? []) await asker.act({ act: 'code', name: file.name, text: await file.text() });
    onDone();
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(e) => {
          take(e.currentTarget.files).catch((error: Error) => change(tell(error.message)));
        }}
      />
      <button
        type="button"
        class="btn"
        title={code.length === 0 ? '' : say('lessons', 'codeFiles', { files: code })}
        onClick={() => input.current?.click()}
      >
        {say('lessons', 'code')} {code.length > 0 && <b>{code.length}</b>}
      </button>
    </>
  );
};
