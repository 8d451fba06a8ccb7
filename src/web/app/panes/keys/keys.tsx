/** Keys: what each key does. */
import { usePage, usePicked } from '../../state/page.ts';
import { lay } from '../../state/page-state.ts';

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['Enter', 'send the line'],
  ['↑ ↓', 'earlier lines; in the list: packets'],
  ['/ or Ctrl /', 'filter; Tab completes, Enter applies, Escape leaves'],
  ['F7 F8', 'packet before, after'],
  ['Ctrl , Ctrl .', 'packet before, after, of this conversation'],
  ['Ctrl Home, Ctrl End', 'first packet, newest packet'],
  ['Ctrl M', 'mark the packet'],
  ['Ctrl G', 'go to a packet by its number'],
  ['Ctrl F', 'find a text or bytes'],
  ['Ctrl N, F3', 'find the next one'],
  ['P', 'the packet as a poster: every layer, checksums worked out'],
  ['L, F', 'in a capture: the ladder of the conversation, what was said in it'],
  ['S', 'statistics'],
  ['N, C', 'new service or connection'],
  ['O', 'open a capture'],
  ['Ctrl K', 'everything by name'],
  ['?', 'these keys'],
];

export const Keys = () => {
  const { change } = usePage();
  const isOpen = usePicked((s) => s.overlay === 'keys');
  if (!isOpen) return null;
  return (
    <div class="pop keys" role="dialog" aria-label="Keys">
      <div class="ph">
        <h2>Keys</h2>
        <span class="sp" />
        <button type="button" class="btn bare sm" aria-label="Close" onClick={() => change(lay(''))}>
          ✕
        </button>
      </div>
      <dl>
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
