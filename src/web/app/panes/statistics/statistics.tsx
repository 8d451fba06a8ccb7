/** Statistics: conversations, hosts, protocols and bytes over time of a capture; each line is a filter. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationOrder } from '../../../messages/messages.ts';
import { useDialog } from '../../parts/use-dialog.ts';
import { grouped } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf, choose, lay } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { ConversationPlots } from './conversation-plots.tsx';
import { OverTime } from './over-time.tsx';
import { conversationsTable, hierarchyTable, hostsTable, ORDERS, type Table } from './tables.ts';

export interface StatisticsProps {
  readonly capture: number;
}

const TABS = ['conversations', 'hosts', 'hierarchy', 'overTime', 'plots'] as const;
type Tab = (typeof TABS)[number];
/** Milliseconds between two questions while it is counted. */
const PACE = 500;

export const StatisticsSheet = ({ capture }: StatisticsProps) => {
  const { change } = usePage();
  const name = usePicked((s) => (captureOf(s, capture)?.isLive === true ? say('top', 'live') : (captureOf(s, capture)?.name ?? '')));
  const isEmpty = usePicked((s) => (captureOf(s, capture)?.frames ?? 0) === 0);
  const isOver = usePicked((s) => captureOf(s, capture)?.isOver === true);
  const [tab, setTab] = useState<Tab>('conversations');
  const box = useDialog(true);
  const apply = (filter: string): void => change((s) => ({ ...choose(capture, { filter })(s), overlay: '' }));
  const goTo = (packet: number): void =>
    change((s) => ({ ...choose(capture, { packet, follows: false })(s), overlay: '', beside: 'packet' }));
  return (
    <div class="sheet" ref={box} role="dialog" aria-modal aria-label={say('statistics', 'title')}>
      <div class="head">
        <h1>{say('statistics', 'title')}</h1>
        <span class="cap el">{name}</span>
        <div class="seg" role="group" aria-label={say('statistics', 'which')}>
          {TABS.map((title) => (
            <button type="button" key={title} aria-pressed={tab === title} onClick={() => setTab(title)}>
              {say('statistics', title)}
            </button>
          ))}
        </div>
        <span class="sp" />
        <button type="button" class="btn" onClick={() => change(lay(''))}>
          {say('common', 'close')} <kbd>Esc</kbd>
        </button>
      </div>
      {isEmpty ? (
        <p class="dim body">{say('list', isOver ? 'isEmpty' : 'noPackets')}</p>
      ) : tab === 'overTime' ? (
        <OverTime capture={capture} onSpan={apply} />
      ) : tab === 'plots' ? (
        <ConversationPlots capture={capture} onPacket={goTo} />
      ) : (
        <Lines key={tab} capture={capture} tab={tab} onFilter={apply} />
      )}
    </div>
  );
};

interface LinesProps extends StatisticsProps {
  readonly tab: Exclude<Tab, 'overTime' | 'plots'>;
  onFilter(filter: string): void;
}

const Lines = ({ capture, tab, onFilter }: LinesProps) => {
  const [by, setBy] = useState(-1);
  const table = useTable(capture, tab, (tab === 'conversations' && ORDERS[by]) || '');
  if (table === undefined) return <p class="dim body">{say('statistics', 'counting')}</p>;
  const rows = by < 0 ? table.rows : table.rows.toSorted((a, b) => (b.sorts[by] ?? 0) - (a.sorts[by] ?? 0));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys
    <div class="body" tabIndex={0} role="region" aria-label={say('statistics', tab)}>
      <p class="cap">
        {table.caption}
        {table.progress < 1 && say('statistics', 'progress', { percent: Math.floor(100 * table.progress) })}
      </p>
      <table>
        <thead>
          <tr>
            {table.titles.map((title, k) => (
              <th key={title} class={k < table.texts ? '' : 'r'} aria-sort={k === by ? 'descending' : 'none'}>
                {k < table.texts ? (
                  title
                ) : (
                  <button type="button" onClick={() => setBy(k === by ? -1 : k)}>{`${title}${k === by ? ' ↓' : ''}`}</button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, k) => (
                <td
                  key={table.titles[k]}
                  class={k < table.texts ? '' : 'r'}
                  style={k === 0 ? { paddingLeft: `${8 + 16 * row.depth}px` } : {}}
                >
                  {k === 0 && row.filter !== '' ? (
                    <button
                      type="button"
                      class="goto"
                      title={say('statistics', 'show', { filter: row.filter })}
                      onClick={() => onFilter(row.filter)}
                    >
                      {cell}
                    </button>
                  ) : (
                    cell
                  )}
                  {k === table.texts && <i class="share" style={{ width: `${Math.round(56 * row.share)}px` }} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Asked for again while it is counted. */
const useTable = (capture: number, tab: LinesProps['tab'], by: ConversationOrder): Table | undefined => {
  const { asker } = usePage();
  const [table, setTable] = useState<Table | undefined>(undefined);
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const ordered = useRef<ConversationOrder>('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const next =
        tab === 'conversations'
          ? conversationsTable(await asker.ask({ what: 'conversations', capture, from: 0, count: 500, by }))
          : tab === 'hosts'
            ? hostsTable(await asker.ask({ what: 'hosts', capture }))
            : hierarchyTable(await asker.ask({ what: 'hierarchy', capture }));
      if (!isWanted) return;
      setTable(next);
      if (next.progress < 1) timer = setTimeout(again, PACE);
    };
    const again = (): void => {
      ask().catch(() => {});
    };
    timer = setTimeout(again, table === undefined || ordered.current !== by ? 0 : PACE);
    ordered.current = by;
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [asker, capture, tab, by, grouped(frames)]);
  return table;
};
