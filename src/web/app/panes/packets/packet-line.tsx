/** PacketLine: one row of the packet list: in plain words, with a sign where something is wrong. */
import type { PacketRow } from '../../../messages/row.ts';
import { grouped, timeText } from '../../parts/words.ts';

const COLOURS = ['c', 's'] as const;

export interface LineProps {
  readonly row: PacketRow;
  readonly top: number;
  readonly place: number;
  readonly wide: boolean;
  readonly isOn: boolean;
  readonly isMarked: boolean;
  onSelect(packet: number): void;
}

export const Heading = ({ wide }: { readonly wide: boolean }) => (
  <div class="tr th" aria-hidden="true">
    <span class="r">No</span>
    <span />
    <span class="r">Time</span>
    <span class="lo">From → to</span>
    <span class="lo" />
    <span class="r lo">Len</span>
    {wide && <span class="lo">Fault</span>}
    <span>What it says</span>
  </div>
);

export const EmptyRow = ({ top }: { readonly top: number }) => (
  <div class="tr q" style={{ transform: `translateY(${top}px)` }}>
    <span class="r">…</span>
  </div>
);

export const PacketLine = ({ row, top, place, wide, isOn, isMarked, onSelect }: LineProps) => {
  const { number, mark, seconds, from, to, protocol, length, label, detail, text, side, isQuiet, fault } = row;
  const colour = side < 0 ? '' : COLOURS[side === 1 ? 1 : 0];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
    <div
      class={`tr ${isQuiet ? 'q' : ''} ${isOn ? 'on' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      role="row"
      aria-rowindex={place + 1}
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
        {timeText(seconds)}
      </span>
      <span role="gridcell" class={`lo ${colour}`}>
        {from} → {to}
      </span>
      <span role="gridcell" class="cap lo">
        {protocol}
      </span>
      <span role="gridcell" class="r lo">
        {length}
      </span>
      {wide && (
        <span role="gridcell" class="fault lo">
          {fault !== '' && `↻ ${fault}`}
        </span>
      )}
      <span role="gridcell">
        {!wide && fault !== '' && <span class="fault">↻ {fault} </span>}
        <b>{label}</b> {detail} <span class={`m ${colour}`}>{text}</span>
      </span>
    </div>
  );
};
