/** Contents: what is wrong in a capture, and which protocols it has inside which; each line is a filter. */
import type { BranchRow, FaultRow } from '../../../messages/contents.ts';
import { stepPath } from '../../parts/step-path.ts';
import { grouped } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { choose, chosenIn } from '../../state/page-state.ts';
import { showPassing } from '../../state/passing.ts';
import { useBranches, useFaults } from '../../state/use-counted.ts';
import { say } from '../../words/say.ts';

/** Height of a small picture. */
const HIGH = 14;

export const Contents = ({ capture }: { readonly capture: number }) => {
  const page = usePage();
  const { change } = page;
  const filter = usePicked((s) => chosenIn(s, capture).filter);
  const faults = useFaults(capture);
  const branches = useBranches(capture);
  const show = (next: string): void => change(choose(capture, { filter: next === filter ? '' : next }));
  /** What is wrong is seen at once in a packet of it. */
  const showFault = (next: string): void => {
    show(next);
    if (next === filter) return;
    change((s) => ({ ...s, beside: 'packet' }));
    showPassing(capture, next, page).catch(() => {});
  };
  const most = Math.max(1, ...branches.map((b) => b.packets));
  return (
    <aside class="contents" aria-label={say('contents', 'label')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <div class="scroll" tabIndex={0} role="region" aria-label={say('contents', 'label')}>
        <div class="head">
          <h2>{say('contents', 'faults')}</h2>
          <span class="cap">{faults.length > 0 && say('contents', 'overTime')}</span>
        </div>
        {faults.length === 0 && <p class="cap none">{say('contents', 'noFault')}</p>}
        {faults.map((row) => (
          <Fault key={row.filter} row={row} isOn={row.filter === filter} onShow={showFault} />
        ))}
        <div class="head">
          <h2>{say('contents', 'protocols')}</h2>
          <span class="cap">{branches.length > 0 && say('contents', 'share')}</span>
        </div>
        {branches.map((row, k) => (
          <Branch key={`${k} ${row.filter}`} row={row} most={most} isOn={row.filter === filter} onShow={show} />
        ))}
      </div>
    </aside>
  );
};

interface LineProps {
  readonly isOn: boolean;
  onShow(filter: string): void;
}

const Fault = ({ row, isOn, onShow }: LineProps & { readonly row: FaultRow }) => {
  const { title, says, filter, packets, line, isPart } = row;
  const [glyph = '', ...words] = title.split(' ');
  return (
    <button
      type="button"
      class={`it ${isPart ? 'part' : ''} ${isOn ? 'on' : ''}`}
      aria-pressed={isOn}
      title={`${words.join(' ')}: ${says}\n${say('statistics', 'show', { filter })}`}
      onClick={() => onShow(filter)}
    >
      <span class="g f" aria-hidden="true">
        {isPart ? '' : glyph}
      </span>
      <span class="el name">{words.join(' ')}</span>
      <svg viewBox={`0 0 ${line.length} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={stepPath(line, line.length, HIGH, HIGH, 1)} />
      </svg>
      <span class="n">{grouped(packets)}</span>
    </button>
  );
};

const Branch = ({ row, most, isOn, onShow }: LineProps & { readonly row: BranchRow; readonly most: number }) => {
  const { title, short, depth, packets, filter } = row;
  return (
    <button
      type="button"
      class={`it ${isOn ? 'on' : ''}`}
      aria-pressed={isOn}
      title={`${title}\n${say('statistics', 'show', { filter })}`}
      onClick={() => onShow(filter)}
    >
      <span class="el" style={{ paddingLeft: `${6 * Math.min(depth, MOST_DEPTH)}px` }}>
        {short}
      </span>
      <i class="share">
        <i style={{ width: `${Math.max(packets > 0 ? 2 : 0, (100 * packets) / most)}%` }} />
      </i>
      <span class="n">{grouped(packets)}</span>
    </button>
  );
};
const MOST_DEPTH = 6;
