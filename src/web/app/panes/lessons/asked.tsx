/** Asked: a question of an exercise, and what was answered; a packet that is chosen can be the answer. */
import { useState } from 'preact/hooks';
import type { LessonPart } from '../../../messages/messages.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { chosenIn, tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export interface AskedProps {
  readonly question: LessonPart['questions'][number];
  readonly number: number;
  /** What stands beside it until it is answered. */
  readonly dot: number;
  readonly capture: number;
  onAnswered(): void;
}

export const Asked = ({ question: { ask, answer, done, says }, number, dot, capture, onAnswered }: AskedProps) => {
  const { asker, change } = usePage();
  const mayControl = usePicked((s) => s.mayControl);
  const packet = usePicked((s) => chosenIn(s, capture).packet);
  const [text, setText] = useState(answer ?? '');
  const isDone = answer !== undefined && done !== false;
  const give = (given: string): void => {
    setText(given);
    asker.act({ act: 'answer', number, text: given }).then(onAnswered, (error: Error) => change(tell(error.message)));
  };
  return (
    <li class={isDone ? 'done' : ''}>
      <span class="dot" aria-hidden="true">
        {isDone ? '✓' : dot}
      </span>
      <h2>{ask}</h2>
      {mayControl && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') give(text);
          }}
        >
          <input value={text} aria-label={`${say('lessons', 'answerTo')}: ${ask}`} onInput={(e) => setText(e.currentTarget.value)} />
          {packet > 0 && /^(which packet|welches? paket)/i.test(ask) && (
            <button type="button" class="btn sm" onClick={() => give(String(packet))}>
              {say('lessons', 'thisPacket', { number: String(packet) })}
            </button>
          )}
          <button type="submit" class="btn sm" disabled={text.trim() === ''}>
            {say('lessons', 'answer')}
          </button>
        </form>
      )}
      {says !== undefined && (
        <p class={done === true ? 'verdict good' : 'verdict'} role="status">
          {done === true ? '✓ ' : '· '}
          {says}
        </p>
      )}
    </li>
  );
};
