/** Notices: what is wrong with the page as a whole: the server is gone, or something could not be done. */
import { usePage, usePicked } from '../state/page.ts';
import { tell } from '../state/page-state.ts';

export const Notices = () => {
  const { change } = usePage();
  const link = usePicked((s) => s.link);
  const notice = usePicked((s) => s.notice);
  return (
    <>
      {link === 'lost' && (
        <div class="lost" role="status">
          <b>Not connected to Wirecat.</b> What was received stays on this page. It reconnects by itself.
        </div>
      )}
      {notice !== '' && (
        <div class="notice" role="alert">
          <span>{notice}</span>
          <button type="button" class="btn bare sm" onClick={() => change(tell(''))} aria-label="Close">
            ✕
          </button>
        </div>
      )}
    </>
  );
};
