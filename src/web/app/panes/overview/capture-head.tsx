/** CaptureHead: which capture is looked at, how large it is and how long it lasts; another one where there are several. */
import { packetsText, sizeText, timeText } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export const CaptureHead = ({ capture }: { readonly capture: number }) => {
  const { change } = usePage();
  const captures = usePicked((s) => s.desk.captures);
  const mayControl = usePicked((s) => s.mayControl);
  const row = usePicked((s) => captureOf(s, capture));
  if (row === undefined) return <div class="caphead" />;
  const { name, isLive, frames, bytes, seconds, progress, fault } = row;
  const said = [packetsText(frames), ...(bytes > 0 ? [sizeText(bytes)] : []), `${timeText(seconds, 3)} s`].join(' · ');
  return (
    <header class="caphead">
      {captures.length > 1 ? (
        <select
          value={String(capture)}
          aria-label={say('top', 'captures')}
          onChange={(e) => change((s) => ({ ...s, capture: Number(e.currentTarget.value) }))}
        >
          {captures.map((c) => (
            <option key={c.id} value={String(c.id)}>
              {c.isLive ? say('top', 'live') : c.name}
            </option>
          ))}
        </select>
      ) : (
        <h2 class="el">{isLive ? say('top', 'live') : name}</h2>
      )}
      <span class={`mark ${isLive ? 'S' : 'R'}`}>{isLive ? 'S' : 'R'}</span>
      <span class="cap el" title={said}>
        {progress !== undefined && progress < 1 && `${say('overview', 'reading', { percent: Math.floor(progress * 100) })} · `}
        {said}
      </span>
      {fault !== undefined && !isLive && (
        <span class="f damaged" title={fault}>
          ⚠ {say('status', 'damaged')}
        </span>
      )}
      <span class="sp" />
      {mayControl && (
        <button type="button" class="btn sm" onClick={() => document.querySelector<HTMLInputElement>('#file')?.click()}>
          {say('welcome', 'file')} <kbd>O</kbd>
        </button>
      )}
    </header>
  );
};
