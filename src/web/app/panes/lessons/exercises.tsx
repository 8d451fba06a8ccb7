/** Exercises: which there are, what each is about, which one is being done; and the step console beside them. */
import { useEffect, useState } from 'preact/hooks';
import type { ExerciseRow } from '../../../messages/messages.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { type Classroom, tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export const Exercises = () => {
  const { asker, change } = usePage();
  const mayControl = usePicked((s) => s.mayControl);
  const link = usePicked((s) => s.link);
  const current = usePicked((s) => s.desk.lesson?.name);
  const [rows, setRows] = useState<readonly ExerciseRow[]>([]);
  useEffect(() => {
    if (link === 'open') asker.ask({ what: 'exercises' }).then(setRows, () => {});
  }, [asker, link]);
  const enter = (classroom: Classroom): void => change((s) => ({ ...s, classroom, notice: '', tab: 'talk' }));
  const begin = (name: string): void => {
    if (name === current) enter('exercise');
    else
      asker.act({ act: 'lesson', name }).then(
        () => enter('exercise'),
        (error: Error) => change(tell(error.message)),
      );
  };
  return (
    <main class="bench exercises">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <div class="scroll" tabIndex={0} role="region" aria-label={say('lessons', 'lessons')}>
        <h1>{say('lessons', 'lessons')}</h1>
        <p class="ink2 intro">{say('lessons', mayControl ? 'intro' : 'readOnly')}</p>
        <ol class="cards">
          {rows.map(({ name, title, from, goals, questions }) => (
            <li class="card" key={name}>
              <h2>{title}</h2>
              <p class="cap">{from}</p>
              <p class="cap">{say('lessons', 'about', { goals, questions })}</p>
              {(mayControl || name === current) && (
                <button type="button" class={`btn sm ${name === current ? 'pri' : ''}`} onClick={() => begin(name)}>
                  {say('lessons', name === current ? 'goOn' : 'begin')} <span class="m">{name}</span>
                </button>
              )}
            </li>
          ))}
          {rows.length > 0 && (
            <li class="card">
              <h2>{say('lessons', 'steps')}</h2>
              <p class="cap">{say('lessons', 'stepsSay')}</p>
              <button type="button" class="btn sm" onClick={() => enter('console')}>
                {say('lessons', 'begin')} <span class="m">step</span>
              </button>
            </li>
          )}
        </ol>
      </div>
    </main>
  );
};
