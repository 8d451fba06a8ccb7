/** Status: what is looked at, how many packets, what the marks mean. */
import type { SourcePart } from '../../../messages/desk.ts';
import { decimal, grouped, timeText } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf, chosenIn, lay, shownCapture } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export const Status = () => {
  const { change } = usePage();
  const id = usePicked(shownCapture);
  const capture = usePicked((s) => captureOf(s, id));
  const link = usePicked((s) => s.link);
  const viewers = usePicked((s) => s.desk.viewers);
  const filter = usePicked((s) => chosenIn(s, id).filter);
  const passing = usePicked((s) => s.passing.get(id));
  const marked = usePicked((s) => chosenIn(s, id).marked.size);
  const frames = capture?.frames ?? 0;
  const displayed = filter === '' ? frames : passing?.filter === filter ? passing.total : 0;
  return (
    <footer class="status">
      {capture?.isLive === true ? (
        <span class="live">
          <i class={link === 'open' ? '' : 'off'} />
          <b>{say('status', link === 'open' ? 'live' : 'lost')}</b> {timeText(capture.seconds, 3)} s
        </span>
      ) : (
        <b class="name el" title={capture?.name}>
          {capture?.name ?? ''}
        </b>
      )}
      {capture?.source && <Source {...capture.source} />}
      <span>
        {say('status', 'packets')} <b>{grouped(frames)}</b>
        {capture?.isOver === false && !capture.isLive && !capture.source && '+'}
      </span>
      <span>
        {say('status', 'displayed')} <b>{grouped(displayed)}</b>
        {filter !== '' && frames > 0 && ` (${decimal((100 * displayed) / frames, displayed * 100 < frames ? 2 : 0)} %)`}
      </span>
      <span>
        {say('status', 'marked')} <b>{grouped(marked)}</b>
      </span>
      {(capture?.skipped ?? 0) > 0 && <span class="f">≫ {say('status', 'skipped', { count: capture?.skipped ?? 0 })}</span>}
      {capture?.fault !== undefined && !capture.isLive && (
        <span class="f el" title={capture.fault}>
          ⚠ {say('status', 'damagedSays', { why: capture.fault })}
        </span>
      )}
      <span class="sp" />
      {viewers > 1 && <span>{say('status', 'viewers', { count: viewers })}</span>}
      <MarkLegend isLive={capture?.isLive === true} />
      <button type="button" onClick={() => change(lay('keys'))}>
        {say('status', 'keys')} <kbd>?</kbd>
      </button>
    </footer>
  );
};

/** Whether it still captures, and what the system had no room for. */
const Source = ({ isOn, dropped, says }: SourcePart) => (
  <>
    {isOn && (
      <span class="live">
        <i />
        {say('status', 'capturing')}
      </span>
    )}
    <span class={dropped > 0 ? 'f' : ''}>{say('status', 'dropped', { count: dropped })}</span>
    <span class="cap el">{says}</span>
  </>
);

const MarkLegend = ({ isLive }: { readonly isLive: boolean }) =>
  isLive ? (
    <span class="long">
      <span class="mark S">S</span> {say('status', 'S')} <i>{say('status', 'italic')}</i> {say('status', 'inferred')}
    </span>
  ) : (
    <span class="long">
      <span class="mark R">R</span> {say('status', 'R')}
    </span>
  );
