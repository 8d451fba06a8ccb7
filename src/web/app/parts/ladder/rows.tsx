/** Rows of a ladder: an arrow with the text that it carries and who said it, and one without. */
import type { Rung } from '../../../messages/messages.ts';
import { say } from '../../words/say.ts';
import { bytesText, timeText } from '../words.ts';

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
      role="listitem"
      aria-label={aloud(rung)}
      data-n={number}
      onClick={() => onSelect(number)}
    >
      <div class="t" />
      <div class="gut">{number}</div>
      <div class="lad">
        <div class={`ar ${way} ${isReset ? 'rst' : ''} ${remark === '' ? '' : 'again'}`} />
        <div class={`lb ${way}`}>
          <em class={isReset ? 'f' : ''}>
            {isReset && '✕ '}
            {label}
          </em>{' '}
          {detail} <Remark text={remark} />
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
      role="listitem"
      aria-label={aloud(rung)}
      data-n={number}
      onClick={() => onSelect(number)}
    >
      <div class="t">
        <div class={`say ${colour}`}>{text}</div>
        <span class="cap el">{captionOf(side, names[side], length, number)}</span>
      </div>
      <div class="gut">
        <i class={`thread ${colour}`} />
        <span class={`no ${colour}`}>{number}</span>
        <span class="tm">{timeText(seconds, 3)} s</span>
      </div>
      <div class="lad">
        <div class={`ar d ${way} ${remark === '' ? '' : 'again'}`} />
        <div class={`car ${way}`}>{text}</div>
        <div class={`lb ${way}`}>
          <em>{label}</em> {detail} <Remark text={remark} />
        </div>
      </div>
    </div>
  );
};

const captionOf = (side: 0 | 1, who: string, bytes: number, number: number): string => {
  const slots = { bytes, number: String(number) };
  if (side === 0 && who === say('talk', 'you')) return say('ladder', 'youTyped', slots);
  return say('ladder', side === 0 ? 'sent' : 'answered', { ...slots, who });
};

const Remark = ({ text }: { readonly text: string }) => (text === '' ? null : <span class="f">↻ {text}</span>);

/** As a screen reader says it. */
const aloud = ({ number, side, label, length, text, detail, remark }: Rung): string =>
  say('ladder', side === 0 ? 'aloud0' : 'aloud1', {
    number: String(number),
    what: `${label}${length > 0 ? `, ${bytesText(length)}: ${text}` : ` ${detail}`}${remark === '' ? '' : `, ${remark}`}`,
  });
