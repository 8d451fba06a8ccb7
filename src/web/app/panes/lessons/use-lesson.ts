/** useLesson: how far the exercise is that is being done. */
import { useEffect, useState } from 'preact/hooks';
import type { LessonPart } from '../../../messages/messages.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf } from '../../state/page-state.ts';

export interface LessonState {
  readonly lesson: LessonPart | undefined;
  /** Something was answered. */
  again(): void;
}

/** Asked for again whenever packets came; none where nobody wants it. */
export const useLesson = (capture: number, isWanted: boolean): LessonState => {
  const { asker } = usePage();
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const link = usePicked((s) => s.link);
  const [lesson, setLesson] = useState<LessonPart | undefined>(undefined);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isLooked = true;
    asker.ask({ what: 'lesson' }).then(
      (answer) => {
        if (isLooked) setLesson(answer.lesson);
      },
      () => {},
    );
    return () => {
      isLooked = false;
    };
  }, [asker, capture, frames, link, asked, isWanted]);
  return { lesson, again: () => setAsked((n) => n + 1) };
};
