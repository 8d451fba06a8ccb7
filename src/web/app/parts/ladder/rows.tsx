/** Rows of a ladder: an arrow with the text that it carries and who said it, and one without. */
import type { Rung } from '../../../messages/messages.ts';
import { say } from '../../words/say.ts';
import { bytesText, timeText } from '../words.ts';
import type { Item } from './items.ts';

export interface ArrowProps {
  readonly rung: Rung;
  readonly isOn: boolean;
  readonly place: { readonly top: string; readonly height: string };
  readonly names: readonly [client: string, server: string];
  onSelect(packet: number): void;
}

export const BareRow = ({ rung, isOn, place, onSelect }: ArrowProps) => {
  const { number, side, label, detail, isReset, remark } = rung;
  const way = side === 0 ? '' : 'l';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list is walked by F7, F8, Ctrl+, and Ctrl+.
    <div
      class={`row g3 ctl fresh ${isOn ? 'on' : ''}`}
      style={place}
      role="row"
      aria-current={isOn}
      data-n={number}
      onClick={() => onSelect(number)}
    >
      <div class="t" aria-hidden="true" />
      <div class="gut" role="cell">
        {number}
      </div>
      <div class="lad" role="cell" aria-label={aloud(rung)}>
        <div class={`ar ${way} ${isReset ? 'rst' : ''} ${isAgain(remark) ? 'again' : ''}`} />
        <div class={`lb ${way}`}>
          <em class={isReset ? 'f' : ''}>
            {isReset && '✕ '}
            {label}
          </em>{' '}
          {detail} {!isReset && <Remark text={remark} />}
        </div>
      </div>
    </div>
  );
};

export const DataRow = ({ rung, isOn, place, names, onSelect }: ArrowProps) => {
  const { number, side, label, detail, text, remark, seconds, length } = rung;
  const way = side === 0 ? '' : 'l';
  const colour = side === 0 ? 'c' : 's';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list is walked by F7, F8, Ctrl+, and Ctrl+.
    <div
      class={`row g3 data fresh ${isOn ? 'on' : ''}`}
      style={place}
      role="row"
      aria-current={isOn}
      data-n={number}
      onClick={() => onSelect(number)}
    >
      <div class="t" role="cell">
        <div class={`say ${colour}`}>{text}</div>
        <span class="cap el">{captionOf(side, names[side], length, number)}</span>
      </div>
      <div class="gut" role="cell">
        <i class={`thread ${colour}`} />
        <span class={`no ${colour}`}>{number}</span>
        <span class="tm">{timeText(seconds, 3)} s</span>
      </div>
      <div class="lad" role="cell" aria-label={aloud(rung)}>
        <div class={`ar d ${way} ${isAgain(remark) ? 'again' : ''}`} />
        <div class={`car ${way}`}>{text}</div>
        <div class={`lb ${way}`}>
          <em>{label}</em> {detail} <Remark text={remark} />
        </div>
      </div>
    </div>
  );
};

export interface AcksProps {
  readonly item: Extract<Item, { readonly kind: 'acks' }>;
  readonly place: ArrowProps['place'];
  onFold(first: number): void;
}

/** How many acknowledgements of a phase are inferred; opens and closes them. */
export const AcksRow = ({ item: { first, numbers, isOpen }, place, onFold }: AcksProps) => (
  <div class="row g3 acks" style={place} role="row">
    <div class="t" aria-hidden="true" />
    <div class="gut" role="cell">
      {numbers.length > 2 ? `${first} …` : numbers.join(', ')}
    </div>
    <div class="lad" role="cell">
      <button type="button" class="lb" aria-expanded={isOpen} onClick={() => onFold(first)}>
        {isOpen ? '▾' : '▸'} {say('ladder', 'acks', { count: numbers.length })}
      </button>
    </div>
  </div>
);

const captionOf = (side: 0 | 1, who: string, bytes: number, number: number): string => {
  const slots = { bytes, number: String(number) };
  if (side === 0 && who === say('talk', 'you')) return say('ladder', 'youTyped', slots);
  return say('ladder', side === 0 ? 'sent' : 'answered', { ...slots, who });
};

/** What is wrong has a sign before its word. */
const Remark = ({ text }: { readonly text: string }) =>
  text === '' ? null : <span class={/^[\w[]/.test(text) ? 'cap' : 'f'}>{text}</span>;

/** Its bytes were sent before. */
const isAgain = (remark: string): boolean => remark.startsWith('↻');

/** As a screen reader says it. */
const aloud = ({ number, side, label, length, text, detail, remark }: Rung): string =>
  say('ladder', side === 0 ? 'aloud0' : 'aloud1', {
    number: String(number),
    what: `${label}${length > 0 ? `, ${bytesText(length)}: ${text}` : ` ${detail}`}${remark === '' ? '' : `, ${remark}`}`,
  });
