/** Packets: the list of a capture, of which only the rows on the screen are here, with its filter. */
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { CaptureRow } from '../../../messages/desk.ts';
import type { Answer } from '../../../messages/messages.ts';
import type { Asker } from '../../link/asker.ts';
import { useHeight, useMedia } from '../../parts/use-size.ts';
import { scrollTo, windowOf } from '../../parts/virtual.ts';
import { grouped } from '../../parts/words.ts';
import { DEFAULT_COLUMNS } from '../../state/columns.ts';
import { walkBy } from '../../state/keys.ts';
import { type Page, usePage, usePicked } from '../../state/page.ts';
import { captureOf, choose, chosenIn } from '../../state/page-state.ts';
import { rulesText } from '../../state/rules.ts';
import { useFaults } from '../../state/use-counted.ts';
import { say } from '../../words/say.ts';
import { ColumnsChoice } from './columns.tsx';
import { Filter } from './filter.tsx';
import { HEADING, Heading } from './heading.tsx';
import { type Layout, layoutOf } from './layout.ts';
import { Minimap } from './minimap.tsx';
import { EmptyRow, PacketLine, rowId } from './packet-line.tsx';
import { type AskRows, RowCache, type Ruled } from './row-cache.ts';
import { rowTime } from './row-time.ts';
import { RulesChoice } from './rules.tsx';
import { Tools } from './tools.tsx';

export interface PacketsProps {
  readonly capture: number;
  onSelect(packet: number): void;
  /** It has the whole height: more columns. */
  readonly wide?: boolean;
}

const ROW = 24;

export const Packets = ({ capture, onSelect, wide = false }: PacketsProps) => {
  const filter = usePicked((s) => chosenIn(s, capture).filter);
  const chosen = usePicked((s) => s.columns);
  // What nothing is wrong with needs no column for it: its addresses have the room. In a narrow list a fault stands with what is said.
  const hasFaults = useFaults(capture, wide).length > 0;
  const isPhone = useMedia('(max-width: 860px)');
  const layout = useMemo(
    () => layoutOf(isPhone ? DEFAULT_COLUMNS : chosen, hasFaults && wide ? [] : ['fault']),
    [isPhone, chosen, hasFaults, wide],
  );
  const rules = rulesText(usePicked((s) => s.rules));
  // Four at least: while packets come, the column seldom grows.
  const digits = usePicked((s) => Math.max(4, grouped(captureOf(s, capture)?.frames ?? 0).length));
  return (
    <section class={`list ${wide ? 'wide' : ''}`} aria-label={say('list', 'packets')}>
      <div class="ph">
        <Filter capture={capture} />
        <ColumnsChoice />
        {wide && <RulesChoice />}
        {wide && <Tools capture={capture} filter={filter} />}
      </div>
      <div class={`tbl ${layout.hasFaults ? '' : 'roomy'}`} style={{ '--least': isPhone ? '0px' : layout.least, '--digits': digits }}>
        <Heading layout={layout} />
        <Rows
          key={`${capture} ${filter} ${rules}`}
          capture={capture}
          filter={filter}
          rules={rules}
          wide={wide}
          layout={layout}
          onSelect={onSelect}
        />
      </div>
    </section>
  );
};

interface RowsProps extends PacketsProps {
  readonly filter: string;
  /** A filter a line. */
  readonly rules: string;
  readonly wide: boolean;
  readonly layout: Layout;
}

const Rows = ({ capture, filter, rules, wide, layout, onSelect }: RowsProps) => {
  const page = usePage();
  const box = useRef<HTMLDivElement>(null);
  const height = useHeight(box);
  const [scroll, setScroll] = useState(0);
  const { cache, total } = useCache(capture, filter, rules, layout.fields);
  const selected = usePicked((s) => chosenIn(s, capture).packet);
  const marked = usePicked((s) => chosenIn(s, capture).marked);
  const times = usePicked((s) => s.times);
  const isTerse = usePicked((s) => s.isTerse);
  const begins = usePicked((s) => captureOf(s, capture)?.begins);
  const follows = usePicked((s) => chosenIn(s, capture).follows && grows(captureOf(s, capture)));
  // Who follows the end sees the newest rows that came, until newer ones have.
  const seen = follows && cache.row(total - 1) === undefined && cache.end > 0 ? Math.min(cache.end, total) : total;
  useSelectedInView(box, { capture, filter, selected, total: seen, follows });
  const shown = windowOf(seen, ROW, scroll, height);
  const wanted = seen === total ? shown : windowOf(total, ROW, Number.MAX_SAFE_INTEGER, height);
  useLayoutEffect(() => cache.want(wanted.first, wanted.last, total));
  // A row that was chosen before it was there.
  const [awaited, setAwaited] = useState(-1);
  const came = awaited < 0 ? undefined : cache.row(awaited)?.number;
  useEffect(() => {
    if (came === undefined) return;
    setAwaited(-1);
    onSelect(came);
  }, [came]);
  const places = Array.from({ length: shown.last - shown.first }, (_, k) => shown.first + k);
  const line = (row: Ruled, place: number, top: number, key: string | number) => {
    const time = rowTime(times, row.seconds, cache.row(place - 1)?.seconds, begins);
    const props = { row, top, place, layout, time, isTerse, isOn: row.number === selected, isMarked: marked.has(row.number) };
    return <PacketLine key={key} {...props} onSelect={onSelect} />;
  };
  const on = useChosen(cache, places, selected);
  const isAbove = on !== undefined && on.place < shown.first;
  const isBelow = on !== undefined && on.place >= shown.last;
  const isEnd = (below: number, whole: number): boolean => below >= whole - ROW / 2;
  const scrolled = (element: HTMLDivElement): void => {
    setScroll(element.scrollTop);
    // Who scrolls back is not carried on to the end.
    if (follows && !isEnd(element.scrollTop + element.clientHeight, element.scrollHeight)) page.change(choose(capture, { follows: false }));
  };
  const rows = (
    <div
      class="rows"
      ref={box}
      role="grid"
      tabIndex={0}
      aria-label={say('list', 'packets')}
      aria-owns={HEADING}
      aria-activedescendant={on && rowId(on.row.number)}
      aria-rowcount={seen + 1}
      onScroll={(e) => scrolled(e.currentTarget)}
      onKeyDown={(e) => walked(e, height, page)}
    >
      <div style={{ height: `${shown.height}px` }} />
      {total === 0 && <NoRows capture={capture} filter={filter} />}
      {on !== undefined && isAbove && line(on.row, on.place, shown.top - ROW, 'on')}
      {places.map((place, k) => {
        const row = cache.row(place);
        const top = shown.top + k * ROW;
        // An element is used again for the row that comes in its place.
        const key = place % places.length;
        return row === undefined ? <EmptyRow key={key} top={top} onSelect={() => setAwaited(place)} /> : line(row, place, top, key);
      })}
      {on !== undefined && isBelow && line(on.row, on.place, shown.top + places.length * ROW, 'on')}
    </div>
  );
  const newer = (
    <Newer
      capture={capture}
      total={total}
      isSeen={follows || isEnd(scroll + height, shown.height)}
      onGo={() => page.change(choose(capture, { follows: true }))}
    />
  );
  if (!wide || filter === '')
    return (
      <>
        {rows}
        {newer}
      </>
    );
  const at = (place: number): number => cache.row(place)?.number ?? 0;
  return (
    <div class="mapped">
      {rows}
      {newer}
      <Minimap
        capture={capture}
        filter={filter}
        total={total}
        seen={[at(shown.first), at(shown.last - 1)]}
        onPlace={(place) => {
          const middle = Math.max(0, place - Math.floor(height / ROW / 2));
          box.current?.scrollTo({ top: (middle * ROW * shown.height) / Math.max(1, total * ROW) });
        }}
      />
    </div>
  );
};

interface NewerProps {
  readonly capture: number;
  readonly total: number;
  /** The newest are on the screen. */
  readonly isSeen: boolean;
  onGo(): void;
}

/** How many came at the end of a list that does not go along with them. */
const Newer = ({ capture, total, isSeen, onGo }: NewerProps) => {
  const doesGrow = usePicked((s) => grows(captureOf(s, capture)));
  const known = useRef(total);
  if (isSeen || !doesGrow) known.current = total;
  const count = total - known.current;
  if (count <= 0) return null;
  return (
    <button type="button" class="btn sm newer" onClick={onGo}>
      {say('ladder', 'newer', { count })}
    </button>
  );
};

interface Chosen {
  readonly row: Ruled;
  readonly place: number;
}

/** The row of the chosen packet: one that was seen stays drawn, beside what is on the screen, so that the grid can name it. */
const useChosen = (cache: RowCache, places: readonly number[], selected: number): Chosen | undefined => {
  const last = useRef<Chosen | undefined>(undefined);
  for (const place of places) {
    const row = cache.row(place);
    if (row?.number === selected) last.current = { row, place };
  }
  return last.current?.row.number === selected ? last.current : undefined;
};

/** What comes nearest to a filter that none passes. */
const Nearest = ({ capture, filter }: { readonly capture: number; readonly filter: string }) => {
  const { asker, change } = usePage();
  const [truth, setTruth] = useState<Answer<'nearest'>['truth']>();
  useEffect(() => {
    asker.ask({ what: 'nearest', capture, filter }).then(
      (answer) => setTruth(answer.truth),
      () => {},
    );
  }, [asker, capture, filter]);
  if (truth === undefined) return null;
  return (
    <p role="status">
      {nearestText(truth)}{' '}
      {'number' in truth && (
        <button type="button" class="goto" onClick={() => change(choose(capture, { filter: '', packet: truth.number, follows: false }))}>
          {say('list', 'nearPacket', { number: grouped(truth.number) })}
        </button>
      )}
    </p>
  );
};

const nearestText = (truth: NonNullable<Answer<'nearest'>['truth']>): string => {
  switch (truth.kind) {
    case 'absent':
      return say('list', 'nearAbsent', truth);
    case 'greatest':
      return say('list', 'nearGreatest', truth);
    case 'least':
      return say('list', 'nearLeast', truth);
    case 'values':
      return `${say('list', 'nearValues', { name: truth.name, values: truth.values.join(', ') })}${truth.more > 0 ? say('list', 'nearMore', { count: truth.more }) : '.'}`;
    default:
      return say('list', 'nearApart', { parts: truth.parts.map((part) => say('list', 'nearPart', part)).join(' · ') });
  }
};

/** Why there is no row, and what may be done about it. */
const NoRows = ({ capture, filter }: { readonly capture: number; readonly filter: string }) => {
  const { change } = usePage();
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const isOver = usePicked((s) => captureOf(s, capture)?.isOver === true && !grows(captureOf(s, capture)));
  // What still comes is never judged whole: nothing of what came passes.
  const isJudged = usePicked((s) => {
    const passing = s.passing.get(capture);
    return passing?.filter === filter && (passing.progress >= 1 || grows(captureOf(s, capture)));
  });
  if (frames > 0 && !isJudged) return null;
  return (
    <div class="empty" role="row">
      <div role="gridcell">
        <h2>{say('list', frames > 0 ? 'noHit' : isOver ? 'isEmpty' : 'noPackets')}</h2>
        <p>{frames > 0 ? say('list', 'noHitSays', { count: frames }) : say('list', isOver ? 'isEmptySays' : 'noPacketsSays')}</p>
        {frames > 0 && <Nearest capture={capture} filter={filter} />}
        {frames > 0 && (
          <button type="button" class="btn" onClick={() => change(choose(capture, { filter: '' }))}>
            {say('filter', 'clear')}
          </button>
        )}
      </div>
    </div>
  );
};

/** Rows of this list; drawn again when some came, or when there are more. */
const useCache = (capture: number, filter: string, rules: string, fields: string): { readonly cache: RowCache; readonly total: number } => {
  const { asker } = usePage();
  const [, again] = useReducer((n: number) => n + 1, 0);
  const known = useRef(0);
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const passing = usePicked((s) => s.passing.get(capture));
  const last = useRef<RowCache | undefined>(undefined);
  const cache = useMemo(
    () =>
      new RowCache(
        (from, count) => askRows(asker, { capture, filter, from, count, fields }, rules),
        (part) => {
          known.current = Math.max(known.current, part.total);
          again(undefined as never);
        },
        last.current,
      ),
    [asker, capture, filter, rules, fields],
  );
  last.current = cache;
  const told = passing?.filter === filter ? passing.total : 0;
  return { cache, total: filter === '' ? frames : Math.max(known.current, told) };
};

const grows = (capture: CaptureRow | undefined): boolean => capture?.isLive === true || capture?.source?.isOn === true;

interface Range {
  readonly capture: number;
  readonly filter: string;
  readonly from: number;
  readonly count: number;
  readonly fields: string;
}

const askRows = async (asker: Asker, range: Range, rules: string): ReturnType<AskRows> => {
  const asked = asker.ask({ what: 'rows', ...range });
  if (rules === '') return asked;
  const { capture, filter, from, count } = range;
  const { matches } = await asker.ask({ what: 'rules', capture, filter, from, count, rules });
  const part = await asked;
  return { ...part, rows: part.rows.map((row, k) => ({ ...row, rule: matches[k] ?? -1 })) };
};

interface Seen {
  readonly capture: number;
  readonly filter: string;
  readonly selected: number;
  readonly total: number;
  readonly follows: boolean;
}

/** A packet that is chosen somewhere comes into view, and the end where it is followed. */
const useSelectedInView = (box: { readonly current: HTMLDivElement | null }, { capture, filter, selected, total, follows }: Seen): void => {
  const { asker } = usePage();
  useLayoutEffect(() => {
    if (follows && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [follows, total, box]);
  // One that is still to be read comes into view when it is.
  const isThere = filter !== '' || selected <= total;
  useEffect(() => {
    const element = box.current;
    if (selected === 0 || !isThere || element === null || follows) return;
    const bring = (place: number): void => {
      element.scrollTop = scrollTo(place, total, ROW, element.scrollTop, element.clientHeight);
    };
    if (filter === '') bring(selected - 1);
    else
      asker.ask({ what: 'place', capture, filter, number: selected }).then(
        ({ place, isThere }) => {
          if (isThere) bring(place);
        },
        () => {},
      );
  }, [selected, isThere]);
};

/** Up, down and pages walk as F7 and F8 do. */
const walked = (event: KeyboardEvent, height: number, page: Page): void => {
  const rows = Math.max(1, Math.floor(height / ROW) - 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -rows,
    PageDown: rows,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  walkBy(step, page);
};
