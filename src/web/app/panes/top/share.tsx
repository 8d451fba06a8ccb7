/** Share: with how many the page is shared, and what they need to come in. */
import { useState } from 'preact/hooks';
import { usePicked } from '../../state/page.ts';
import { say } from '../../words/say.ts';

export const Share = () => {
  const shared = usePicked((s) => s.desk.shared);
  const [isOpen, setOpen] = useState(false);
  if (shared === undefined) return null;
  const { address, code, fingerprint, guests } = shared;
  return (
    <span class="share">
      <button type="button" class="btn" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {say('share', 'guests', { count: guests })}
      </button>
      {isOpen && (
        <div class="pop" role="dialog" aria-label={say('share', 'title')}>
          <h2>{say('share', 'title')}</h2>
          <p class="big m">{address}</p>
          <p class="cap">{say('share', 'code')}</p>
          <p class="huge m">{code}</p>
          <p class="cap">{say('share', 'certificate')}</p>
          <p class="m print">{fingerprint}</p>
          <p class="cap">{say('share', 'only')}</p>
        </div>
      )}
    </span>
  );
};
