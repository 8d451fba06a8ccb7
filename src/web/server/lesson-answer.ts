/** Lesson answer: the exercises that there are, and how far the one is that is being done. */
import type { Words } from '../../core/words.ts';
import type { Exercise } from '../../run/lab/exercise.ts';
import { exercises } from '../../run/lab/exercises/index.ts';
import type { Asked, LabSession } from '../../run/lab/lab-session.ts';
import type { Lesson } from '../../run/workbench/lesson.ts';
import type { Answer, LessonPart } from '../messages/messages.ts';

export const exercisesAnswer = (words: Words): Answer<'exercises'> =>
  exercises.map(({ name, title, from, goals, questions = [] }) => ({
    name,
    title: words.text(title),
    from: words.text(from),
    goals: goals.length,
    questions: questions.length,
  }));

export const lessonAnswer = (lesson: Lesson | undefined, words: Words): Answer<'lesson'> =>
  lesson === undefined ? {} : { lesson: partOf(lesson.session, [...lesson.code.keys()], words) };

const partOf = (session: LabSession, code: readonly string[], words: Words): LessonPart => {
  const { exercise, task, addresses, isFull } = session;
  const hint = session.hint();
  return {
    title: words.text(exercise.title),
    from: words.text(exercise.from),
    task: task.map((said) => words.text(said)),
    goals: session.check().map(({ what, finding: { done, says } }) => ({ what: words.text(what), done, says: words.text(says) })),
    questions: session.questions().map((asked) => questionOf(asked, words)),
    places: addresses.flatMap(([name, address]) => {
      const over = overOf(exercise, name);
      return over === undefined ? [] : [{ name, address: over === 'tcp' ? address : `${over}:${address}` }];
    }),
    speaksTcp: exercise.places.some(({ name }) => overOf(exercise, name) === 'tcp'),
    hint: hint === undefined ? '' : words.text(hint),
    code,
    isFull,
  };
};

/** Scheme of what listens there; a named pipe is no place to connect to. */
const overOf = ({ places }: Exercise, name: string): string | undefined => {
  const place = places.find((one) => one.name === name);
  return place === undefined || place.kind === 'pipe' ? undefined : place.over;
};

const questionOf = ({ ask, answer, finding }: Asked, words: Words): LessonPart['questions'][number] => ({
  ask: words.text(ask),
  ...(answer !== undefined && { answer }),
  ...(finding && { done: finding.done, says: words.text(finding.says) }),
});
