/** PacketLine: one row of the packet list: in plain words, with a sign where something is wrong. */
import { useMemo } from 'preact/hooks';
import type { PacketRow } from '../../../messages/row.ts';
import { grouped } from '../../parts/words.ts';
import type { BuiltIn } from '../../state/columns.ts';
import type { Layout } from './layout.ts';
import type { Ruled } from './row-cache.ts';
import { Tag } from './rules.tsx';

const COLOURS = ['c', 's'] as const;

export interface LineProps {
  readonly row: Ruled;
  readonly top: number;
  readonly place: number;
  readonly layout: Layout;
  readonly isOn: boolean;
  readonly isMarked: boolean;
  readonly time: string;
  readonly isTerse: boolean;
  onSelect(packet: number): void;
}

/** What names the row of a packet, for who reads what is chosen aloud. */
export const rowId = (number: number): string => `row-${number}`;

export const EmptyRow = ({ top, onSelect }: { readonly top: number; onSelect(): void }) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
  // biome-ignore lint/a11y/noStaticElementInteractions: it becomes a row
  <div class="tr q" style={{ transform: `translateY(${top}px)` }} onClick={onSelect}>
    <span class="r">…</span>
  </div>
);

/** Drawn again only when something of it is another: most rows stay while somebody scrolls. */
export const PacketLine = (props: LineProps) => useMemo(() => <Line {...props} />, Object.values(props));

const Line = ({ row, top, place, layout, isOn, isMarked, time, isTerse, onSelect }: LineProps) => {
  const { number, mark, side, isQuiet, rule = -1 } = row;
  const colour = side < 0 ? '' : COLOURS[side === 1 ? 1 : 0];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
    <div
      class={`tr ${isQuiet ? 'q' : ''} ${isOn ? 'on' : ''} ${rule < 0 ? '' : `rule-${rule}`}`}
      style={{ transform: `translateY(${top}px)`, gridTemplateColumns: layout.tracks }}
      role="row"
      id={rowId(number)}
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
      {layout.cells.map((cell) =>
        cell.kind === 'field' ? (
          <span role="gridcell" class="m lo" key={`+${cell.name}`} title={row.values[cell.at]}>
            {row.values[cell.at]}
          </span>
        ) : (
          <Said key={cell.name} name={cell.name} hasFaults={layout.hasFaults} {...{ row, colour, time, isTerse }} />
        ),
      )}
    </div>
  );
};

interface SaidProps extends Pick<LineProps, 'row' | 'time' | 'isTerse'> {
  readonly name: BuiltIn;
  readonly colour: string;
  /** They have a column of their own. */
  readonly hasFaults: boolean;
}

/** A cell of a column that every list has. */
const Said = ({ name, row, colour, time, isTerse, hasFaults }: SaidProps) => {
  const { from, to, protocol, length, fault, info, rule = -1 } = row;
  switch (name) {
    case 'time':
      return (
        <span role="gridcell" class="r">
          {time}
        </span>
      );
    case 'ends':
      return (
        <span role="gridcell" class={`lo ends ${colour}`} title={`${from} → ${to}`}>
          <End text={from} />
          <span>→</span>
          <End text={to} />
        </span>
      );
    case 'protocol':
      return (
        <span role="gridcell" class="cap lo">
          {protocol}
        </span>
      );
    case 'length':
      return (
        <span role="gridcell" class="r lo">
          {length}
        </span>
      );
    case 'fault':
      return (
        <span role="gridcell" class="fault lo">
          {fault}
        </span>
      );
    default:
      return (
        <span role="gridcell">
          {rule >= 0 && <Tag rule={rule} />}
          {!hasFaults && fault !== '' && <span class="fault">{fault} </span>}
          {isTerse ? info : <Plain row={row} colour={colour} />}
        </span>
      );
  }
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
