/** Notices: what is wrong with the page as a whole: the server is gone, or something could not be done. */
import { usePage, usePicked } from '../state/page.ts';
import { tell } from '../state/page-state.ts';
import { say } from '../words/say.ts';
import { saveSnapshot } from './snapshot.ts';

export const Notices = () => {
  const { change } = usePage();
  const link = usePicked((s) => s.link);
  const notice = usePicked((s) => s.notice);
  return (
    <>
      {(link === 'lost' || link === 'strange') && (
        <div class="lost" role="status">
          <p>
            <b>
              <i aria-hidden="true">○</i> {say('app', 'lost')}
            </b>{' '}
            {say('app', link === 'strange' ? 'strangeSays' : 'lostSays')}
          </p>
          <button type="button" class="btn" title={say('app', 'snapshotTitle')} onClick={saveSnapshot}>
            {say('app', 'snapshot')}
          </button>
        </div>
      )}
      {notice !== '' && (
        <div class="notice" role="alert">
          <span>{notice}</span>
          <button type="button" class="btn bare sm" onClick={() => change(tell(''))} aria-label={say('common', 'close')}>
            ✕
          </button>
        </div>
      )}
    </>
  );
};
