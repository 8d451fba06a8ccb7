/** Keys: what each key does. */
import { KeyCap } from '../../parts/key-cap.tsx';
import { useDialog } from '../../parts/use-dialog.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { lay } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

const KEYS = [
  ['Enter', 'enter'],
  ['↑ ↓', 'arrows'],
  ['/ or Ctrl /', 'filter'],
  ['F7 F8', 'walk'],
  ['Ctrl , Ctrl .', 'along'],
  ['Ctrl Home, Ctrl End', 'ends'],
  ['Space', 'hold'],
  ['F6', 'panes'],
  ['[ ]', 'layers'],
  ['← →', 'fields'],
  ['Ctrl M', 'mark'],
  ['+', 'column'],
  ['Ctrl G', 'goTo'],
  ['Ctrl F', 'find'],
  ['Ctrl N, F3', 'next'],
  ['P', 'poster'],
  ['L, F', 'beside'],
  ['S', 'statistics'],
  ['N, C', 'make'],
  ['O', 'open'],
  ['Ctrl K', 'palette'],
  ['?', 'keys'],
] as const;
/** Of no use to who only looks on. */
const STEERING: ReadonlySet<string> = new Set(['enter', 'make', 'open']);

export const Keys = () => {
  const isOpen = usePicked((s) => s.overlay === 'keys');
  return isOpen ? <Open /> : null;
};

const Open = () => {
  const { change } = usePage();
  const box = useDialog(true);
  const mayControl = usePicked((s) => s.mayControl);
  return (
    <div class="pop keys" ref={box} role="dialog" aria-label={say('keys', 'title')}>
      <div class="ph">
        <h2>{say('keys', 'title')}</h2>
        <span class="sp" />
        <button type="button" class="btn bare sm" aria-label={say('common', 'close')} onClick={() => change(lay(''))}>
          ✕
        </button>
      </div>
      <dl tabIndex={0} aria-label={say('keys', 'title')}>
        {KEYS.filter(([, does]) => mayControl || !STEERING.has(does)).map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <KeyCap keys={keys} />
            </dt>
            <dd>{say('keys', does)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
