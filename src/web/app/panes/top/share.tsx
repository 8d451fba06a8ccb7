/** Share: with how many the page is shared, and what they need to come in. */
import { useOpened } from '../../parts/use-opened.ts';
import { usePicked } from '../../state/page.ts';
import { say } from '../../words/say.ts';

export const Share = () => {
  const shared = usePicked((s) => s.desk.shared);
  const { box, isOpen, turn } = useOpened();
  if (shared === undefined) return null;
  const { address, code, fingerprint, guests } = shared;
  return (
    <span class="share" ref={box}>
      <button type="button" class="btn" aria-expanded={isOpen} onClick={turn}>
        <svg width="16" height="12" viewBox="0 0 16 12" fill="none" stroke="currentColor" stroke-width="1.4" aria-hidden="true">
          <path d="M1 6c2-3.3 4.3-5 7-5s5 1.7 7 5c-2 3.3-4.3 5-7 5S3 9.3 1 6z" />
          <circle cx="8" cy="6" r="2" />
        </svg>
        <span class="brief">{guests}</span>
        <span class="words">{say('share', 'guests', { count: guests })}</span>
      </button>
      {isOpen && (
        <div class="pop" role="dialog" aria-label={say('share', 'title')}>
          <h2>{say('share', 'title')}</h2>
          <p class="big m">{address}</p>
          <p class="cap">{say('share', 'code')}</p>
          <p class="huge m">{code}</p>
          <p class="cap">{say('share', 'certificate')}</p>
          <p class="m print">{fingerprint.split(/(?<=:)/).flatMap((byte) => [byte, <wbr key={byte} />])}</p>
          <p class="cap">{say('share', 'only')}</p>
        </div>
      )}
    </span>
  );
};
