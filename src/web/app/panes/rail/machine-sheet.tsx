/** MachineSheet: TCP's state machine with the chosen connection in it, as far as its packets went. */
import { useLadder } from '../../parts/ladder/use-ladder.ts';
import { Machine } from '../../parts/machine/machine.tsx';
import { useDialog } from '../../parts/use-dialog.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { endpointOf, LIVE, lay } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export const MachineSheet = () => {
  const isOpen = usePicked((s) => s.overlay === 'machine');
  return isOpen ? <Open /> : null;
};

const Open = () => {
  const { change } = usePage();
  const endpoint = usePicked((s) => endpointOf(s, s.endpoint));
  const { rungs } = useLadder({ capture: LIVE, hosts: endpoint?.hosts });
  const box = useDialog(true);
  return (
    <div class="sheet machine-sheet" ref={box} role="dialog" aria-modal aria-label={say('machine', 'title')}>
      <div class="head">
        <h1>{say('machine', 'title')}</h1>
        <span class="cap el">{endpoint?.hosts?.join(' → ')}</span>
        <span class="sp" />
        <button type="button" class="btn" onClick={() => change(lay(''))}>
          {say('common', 'close')} <kbd>Esc</kbd>
        </button>
      </div>
      <div class="drawn">
        <Machine rungs={rungs} until={0} />
      </div>
    </div>
  );
};
