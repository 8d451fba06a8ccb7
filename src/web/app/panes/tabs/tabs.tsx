/** Tabs: the four views of a phone. */
import { usePage, usePicked } from '../../state/page.ts';
import type { PageState, Step, Tab } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

const TABS: readonly (readonly [tab: Tab, path: string])[] = [
  ['ladder', 'M3 2v14M15 2v14M3 6h9m0 0-3-2m3 2-3 2M15 12H6m0 0 3-2m-3 2 3 2'],
  ['talk', 'M2 4h9v5H5l-2 2zM16 9v6H8v-3'],
  ['packets', 'M2 4h14M2 9h14M2 14h14'],
  ['packet', 'M2 4h14v10H2zM2 8h14M8 4v4M6 8v6'],
];

/** In a capture ladder and talk stand beside the packets, as the packet does. */
const BESIDE = { ladder: 'ladder', talk: 'follow', packet: 'packet' } as const;

const tabOf = ({ view, tab, beside }: PageState): Tab => {
  if (view !== 'captures') return tab;
  if (tab !== 'packet') return 'packets';
  return beside === 'follow' ? 'talk' : beside;
};

const turnTo =
  (tab: Tab): Step =>
  (state) =>
    state.view === 'captures' && tab !== 'packets' ? { ...state, tab: 'packet', beside: BESIDE[tab] } : { ...state, tab };

export const Tabs = () => {
  const { change } = usePage();
  const tab = usePicked(tabOf);
  return (
    <nav class="tabs" aria-label={say('tabs', 'label')}>
      {TABS.map(([name, path]) => (
        <button type="button" key={name} {...(tab === name && { 'aria-current': 'page' as const })} onClick={() => change(turnTo(name))}>
          <svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
            <path d={path} />
          </svg>
          {say('tabs', name)}
        </button>
      ))}
    </nav>
  );
};
