/** Lessons: the exercises of the lectures, the one that is being done, and the step console. */
import { usePicked } from '../../state/page.ts';
import { Doing } from './doing.tsx';
import { Exercises } from './exercises.tsx';
import { LessonLadder } from './lesson-ladder.tsx';
import { Stage } from './stage.tsx';
import { StepConsole } from './step-console.tsx';
import { useConversation } from './use-conversation.ts';
import { useLesson } from './use-lesson.ts';

export interface LessonsProps {
  readonly capture: number;
  onSelect(packet: number): void;
}

export const Lessons = ({ capture, onSelect }: LessonsProps) => {
  const classroom = usePicked((s) => s.classroom);
  const isBegun = usePicked((s) => s.desk.lesson !== undefined);
  if (classroom === 'exercises' || (classroom === 'exercise' && !isBegun)) return <Exercises />;
  return <Room key={`${classroom} ${capture}`} capture={capture} onSelect={onSelect} isConsole={classroom === 'console'} />;
};

/** What is done, what it means, its packets. */
const Room = ({ capture, onSelect, isConsole }: LessonsProps & { readonly isConsole: boolean }) => {
  const talk = useConversation(capture);
  const doing = useLesson(capture, !isConsole);
  return (
    <main class={`bench room ${isConsole ? 'console' : ''}`}>
      {isConsole ? <StepConsole /> : <Doing capture={capture} {...doing} />}
      <Stage rungs={talk.rungs} speaksTcp={isConsole || doing.lesson?.speaksTcp !== false} capture={capture} onSelect={onSelect} />
      <LessonLadder talk={talk} capture={capture} onSelect={onSelect} />
    </main>
  );
};
