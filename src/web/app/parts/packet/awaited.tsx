/** Awaited: stands in place of a packet that was asked for and is not here yet: the file is still read, or it was asked for just now. */
import { usePicked } from '../../state/page.ts';
import { captureOf, isAhead } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { grouped } from '../words.ts';

interface AwaitedProps {
  readonly capture: number;
  readonly number: number;
  /** Of the pane. */
  readonly label: string;
}

export const Awaited = ({ capture, number, label }: AwaitedProps) => {
  const isStillRead = usePicked((s) => isAhead(s, capture, number));
  const percent = usePicked((s) => Math.floor(100 * (captureOf(s, capture)?.progress ?? 0)));
  return (
    <aside class="insp" aria-label={label}>
      {isStillRead && (
        <div class="empty">
          <h2>{say('packet', 'awaited', { number: grouped(number) })}</h2>
          <p>{say('packet', 'awaitedSays', { percent })}</p>
        </div>
      )}
    </aside>
  );
};
