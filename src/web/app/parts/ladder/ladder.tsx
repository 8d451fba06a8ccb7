/** Ladder: the talk of a conversation and its arrows, in one grid: what was said, the packet that carried it, the arrow, in one row. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Rung } from '../../../messages/messages.ts';
import { say } from '../../words/say.ts';
import { useHeight, useMedia, usePrinting } from '../use-size.ts';
import { waitedText } from '../words.ts';
import { heightsOf, type Item, itemOf, itemsOf, visibleItems } from './items.ts';
import { AcksRow, BareRow, DataRow } from './rows.tsx';

export interface LadderProps {
  readonly rungs: readonly Rung[];
  readonly selected: number;
  /** Who they are: `you`, `echo`. */
  readonly names: readonly [client: string, server: string];
  onSelect(packet: number): void;
  /** Packets of other conversations that lie between are told of. */
  readonly hasOthers?: boolean;
  /** Below the last arrow: what is being typed. */
  readonly children?: ComponentChildren;
}

export const Ladder = ({ rungs, selected, names, onSelect, hasOthers = true, children }: LadderProps) => {
  const isDense = useMedia('(max-height: 800px)');
  const [open, setOpen] = useState<ReadonlySet<number>>(NONE);
  const items = useMemo(
    () => itemsOf(rungs, { isDense, hasOthers, selected, open }),
    [rungs, isDense, hasOthers, open, isFoldable(rungs, selected) ? selected : 0],
  );
  const box = useRef<HTMLDivElement>(null);
  const height = useHeight(box);
  const isPrinting = usePrinting();
  const [scroll, setScroll] = useState(0);
  const end = (items.at(-1)?.top ?? 0) + (items.at(-1)?.height ?? 0);
  const all = end + (children === undefined ? 0 : heightsOf(isDense).ghost) + 8;
  const newer = useFollowing(box, rungs.length, all, itemOf(items, selected));
  return (
    <div class="convbox">
      <div
        class="conv"
        ref={box}
        role="table"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows walk in it
        tabIndex={0}
        aria-label={say('ladder', 'label')}
        aria-rowcount={items.length}
        onKeyDown={(e) => walked(e, rungs, selected, onSelect)}
        onScroll={(e) => setScroll(e.currentTarget.scrollTop)}
      >
        <div class="space" role="rowgroup" style={{ height: `${all}px` }}>
          <div class="g3 lanes" aria-hidden="true">
            <div class="lane" />
          </div>
          {(isPrinting ? items : visibleItems(items, scroll, scroll + Math.max(height, 400))).map((item) => (
            <Row
              key={keyOf(item)}
              item={item}
              isOn={'rung' in item && item.rung.number === selected}
              names={names}
              onSelect={onSelect}
              onFold={(first) => setOpen(turned(open, first))}
            />
          ))}
          {children !== undefined && (
            <div class="row g3 ghost" role="row" style={{ top: `${end}px`, height: `${heightsOf(isDense).ghost}px` }}>
              {children}
            </div>
          )}
        </div>
      </div>
      {newer > 0 && (
        <button type="button" class="btn sm newer" onClick={() => box.current?.scrollTo({ top: all })}>
          {say('ladder', 'newer', { count: newer })}
        </button>
      )}
    </div>
  );
};

/** Up and down choose the packet before and after in this conversation. */
const walked = (event: KeyboardEvent, rungs: readonly Rung[], selected: number, onSelect: (packet: number) => void): void => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.target !== event.currentTarget) return;
  event.preventDefault();
  const at = rungs.findIndex((r) => r.number === selected);
  const to = rungs[at < 0 ? (step > 0 ? 0 : rungs.length - 1) : at + step];
  if (to !== undefined) onSelect(to.number);
};

const NONE: ReadonlySet<number> = new Set();

const turned = (open: ReadonlySet<number>, first: number): ReadonlySet<number> => {
  const next = new Set(open);
  if (!next.delete(first)) next.add(first);
  return next;
};

/** Only such a packet changes what is drawn when it is chosen. */
const isFoldable = (rungs: readonly Rung[], number: number): boolean => rungs.some((r) => r.number === number && r.isBare);

const keyOf = (item: Item): string => {
  if (item.kind === 'group') return `g ${item.top}`;
  if (item.kind === 'fold') return `f ${item.from}`;
  if (item.kind === 'quiet') return `q ${item.before}`;
  return item.kind === 'acks' ? `a ${item.first}` : String(item.rung.number);
};

/** The view follows while it is at the end; otherwise it counts what has come since, and a chosen packet is brought into view. */
const useFollowing = (box: { readonly current: HTMLDivElement | null }, count: number, all: number, chosen: Item | undefined): number => {
  const seen = useRef({ count: 0, all: 0, chosen: -1, height: 0 });
  const { current: element } = box;
  const wasAtEnd = element === null || element.scrollTop + Math.max(element.clientHeight, seen.current.height) >= seen.current.all - 24;
  useLayoutEffect(() => {
    if (element === null) return;
    const isFirst = seen.current.all === 0 && chosen !== undefined;
    const { clientHeight } = element;
    const isOther = all !== seen.current.all || clientHeight !== seen.current.height;
    if (wasAtEnd && isOther && !isFirst) element.scrollTop = all;
    seen.current.height = clientHeight;
    if (wasAtEnd) seen.current.count = count;
    seen.current.all = all;
    const top = chosen?.top ?? -1;
    if (chosen !== undefined && top !== seen.current.chosen) {
      if (chosen.top < element.scrollTop) element.scrollTop = chosen.top - element.clientHeight / 3;
      else if (chosen.top + chosen.height > element.scrollTop + element.clientHeight)
        element.scrollTop = chosen.top - element.clientHeight / 3;
    }
    seen.current.chosen = top;
  });
  return wasAtEnd ? 0 : Math.max(0, count - seen.current.count);
};

interface RowProps {
  readonly item: Item;
  readonly isOn: boolean;
  readonly names: readonly [string, string];
  onSelect(packet: number): void;
  /** Opens or closes the fold that begins with that packet. */
  onFold(first: number): void;
}

const Row = ({ item, isOn, names, onSelect, onFold }: RowProps) => {
  const place = { top: `${item.top}px`, height: `${item.height}px` };
  if (item.kind === 'group')
    return (
      <div class="row g3 grp" style={place} role="row">
        <div class="t" role="rowheader">
          {item.title}
        </div>
        <div class="gut" aria-hidden="true" />
        <div class="lad" role="cell">
          <div class="lb" data-g={item.title}>
            {item.caption}
          </div>
        </div>
      </div>
    );
  if (item.kind === 'fold')
    return (
      <div class="row g3 fold" style={place} role="row">
        <div class="t" aria-hidden="true" />
        <div class="gut" role="cell">
          {item.from === item.to ? item.from : `${item.from}–${item.to}`}
        </div>
        <div class="lad" role="cell">
          <div class="lb">{say('ladder', 'others', { count: item.to - item.from + 1 })}</div>
        </div>
      </div>
    );
  if (item.kind === 'quiet')
    return (
      <div class="row g3 fold" style={place} role="row">
        <div class="t" aria-hidden="true" />
        <div class="gut" role="cell">
          {waitedText(item.seconds)}
        </div>
        <div class="lad" role="cell">
          <div class="lb f">{say('ladder', 'quiet', { time: waitedText(item.seconds) })}</div>
        </div>
      </div>
    );
  if (item.kind === 'acks') return <AcksRow item={item} place={place} onFold={onFold} />;
  const props = { rung: item.rung, isOn, place, names, onSelect };
  return item.kind === 'data' ? <DataRow {...props} /> : <BareRow {...props} />;
};
