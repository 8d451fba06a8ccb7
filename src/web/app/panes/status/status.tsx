/** Status: what is looked at, how many packets, what the marks mean. */
import { grouped, timeText } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf, chosenIn, lay, shownCapture } from '../../state/page-state.ts';

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
          <b>{link === 'open' ? 'Live' : 'Lost'}</b> {timeText(capture.seconds, 3)} s
        </span>
      ) : (
        <b>{capture?.name ?? ''}</b>
      )}
      <span>
        Packets <b>{grouped(frames)}</b>
        {capture?.isOver === false && !capture.isLive && '+'}
      </span>
      <span>
        Displayed <b>{grouped(displayed)}</b>
        {filter !== '' && frames > 0 && ` (${((100 * displayed) / frames).toFixed(displayed * 100 < frames ? 2 : 0)} %)`}
      </span>
      <span>
        Marked <b>{grouped(marked)}</b>
      </span>
      {(capture?.skipped ?? 0) > 0 && <span class="f">≫ {grouped(capture?.skipped ?? 0)} packets went by and were not kept</span>}
      <span class="sp" />
      {viewers > 1 && <span>{viewers} pages look on</span>}
      <MarkLegend isLive={capture?.isLive === true} />
      <button type="button" onClick={() => change(lay('keys'))}>
        Keys <kbd>?</kbd>
      </button>
    </footer>
  );
};

const MarkLegend = ({ isLive }: { readonly isLive: boolean }) =>
  isLive ? (
    <span class="long">
      <span class="mark S">S</span> from our own socket calls: bytes, times and addresses are real; <i>italic values</i> are inferred
    </span>
  ) : (
    <span class="long">
      <span class="mark R">R</span> captured from an interface or read from a file
    </span>
  );
