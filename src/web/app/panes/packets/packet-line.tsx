/** PacketLine: one row of the packet list: in plain words, with a sign where something is wrong. */
import type { PacketRow } from '../../../messages/row.ts';
import { grouped } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { say } from '../../words/say.ts';
import type { Ruled } from './row-cache.ts';
import { NEXT_TIMES } from './row-time.ts';
import { Tag } from './rules.tsx';

const COLOURS = ['c', 's'] as const;

export interface LineProps {
  readonly row: Ruled;
  readonly top: number;
  readonly place: number;
  readonly wide: boolean;
  readonly isOn: boolean;
  readonly isMarked: boolean;
  readonly time: string;
  readonly isTerse: boolean;
  onSelect(packet: number): void;
}

/** The row of titles: it stands above what scrolls, and the grid owns it. */
export const HEADING = 'packet-titles';

export const Heading = ({ wide }: { readonly wide: boolean }) => {
  const { change } = usePage();
  const times = usePicked((s) => s.times);
  const isTerse = usePicked((s) => s.isTerse);
  return (
    <div class="tr th" role="row" id={HEADING} aria-rowindex={1}>
      <span role="columnheader" class="r">
        {say('list', 'number')}
      </span>
      <span role="columnheader" aria-label={say('list', 'mark')} />
      <span role="columnheader" class="r">
        <button type="button" title={say('list', 'timesTitle')} onClick={() => change((s) => ({ ...s, times: NEXT_TIMES[s.times] }))}>
          {say('list', times)} ⇄
        </button>
      </span>
      <span role="columnheader" class="lo">
        {say('list', 'fromTo')}
      </span>
      <span role="columnheader" class="lo" aria-label={say('list', 'protocol')} />
      <span role="columnheader" class="r lo">
        {say('list', 'length')}
      </span>
      {wide && (
        <span role="columnheader" class="lo">
          {say('list', 'fault')}
        </span>
      )}
      <span role="columnheader">
        <button type="button" title={say('list', 'tersTitle')} onClick={() => change((s) => ({ ...s, isTerse: !s.isTerse }))}>
          {isTerse ? 'Info' : say('list', 'says')} ⇄
        </button>
      </span>
    </div>
  );
};

export const EmptyRow = ({ top, onSelect }: { readonly top: number; onSelect(): void }) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
  // biome-ignore lint/a11y/noStaticElementInteractions: it becomes a row
  <div class="tr q" style={{ transform: `translateY(${top}px)` }} onClick={onSelect}>
    <span class="r">…</span>
  </div>
);

export const PacketLine = ({ row, top, place, wide, isOn, isMarked, time, isTerse, onSelect }: LineProps) => {
  const { number, mark, from, to, protocol, length, side, isQuiet, fault, rule = -1 } = row;
  const colour = side < 0 ? '' : COLOURS[side === 1 ? 1 : 0];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
    <div
      class={`tr ${isQuiet ? 'q' : ''} ${isOn ? 'on' : ''} ${rule < 0 ? '' : `rule-${rule}`}`}
      style={{ transform: `translateY(${top}px)` }}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={isOn}
      onClick={() => onSelect(number)}
    >
      <span role="gridcell" class="r">
        {isMarked && '◆ '}
        {grouped(number)}
      </span>
      <span role="gridcell" class={`mark ${mark}`}>
        {mark}
      </span>
      <span role="gridcell" class="r">
        {time}
      </span>
      <span role="gridcell" class={`lo ends ${colour}`} title={`${from} → ${to}`}>
        <End text={from} />
        <span>→</span>
        <End text={to} />
      </span>
      <span role="gridcell" class="cap lo">
        {protocol}
      </span>
      <span role="gridcell" class="r lo">
        {length}
      </span>
      {wide && (
        <span role="gridcell" class="fault lo">
          {fault}
        </span>
      )}
      <span role="gridcell">
        {rule >= 0 && <Tag rule={rule} />}
        {!wide && fault !== '' && <span class="fault">{fault} </span>}
        {isTerse ? row.info : <Plain row={row} colour={colour} />}
      </span>
    </div>
  );
};

const Plain = ({ row: { label, detail, text, isQuiet }, colour }: { readonly row: PacketRow; readonly colour: string }) => (
  <>
    <b>{label}</b> <span class={text === '' && !isQuiet ? colour : ''}>{detail}</span> <span class={`m ${colour}`}>{text}</span>
  </>
);

/** An address gives way before its port does. */
const End = ({ text }: { readonly text: string }) => {
  const at = /:\d+$/.exec(text)?.index ?? text.length;
  return (
    <span class="end">
      <i>{text.slice(0, at)}</i>
      {at < text.length && <span>{text.slice(at)}</span>}
    </span>
  );
};
