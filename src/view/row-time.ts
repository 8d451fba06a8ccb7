/** Row time: when a frame was, in one of the forms that tshark -t has. */
import type { Times } from '../analysis/frame-fields.ts';
import { clockText, type Instant, secondsText, since } from '../core/time.ts';

/** Since the first frame, the one before, or the one that was shown before; since 1970; of day, and with its date, here and in UTC. */
export const TIME_FORMS = ['r', 'd', 'dd', 'e', 'a', 'ad', 'u', 'ud'] as const;
export type TimeForm = (typeof TIME_FORMS)[number];

/** Columns that a form takes with microseconds. */
const ROOM: Readonly<Record<TimeForm, number>> = { r: 10, d: 10, dd: 10, e: 17, a: 15, ad: 26, u: 15, ud: 26 };

type Timed = Instant & { readonly number: number };

/** The times of the rows of one list, from the first on. */
export class RowTime {
  readonly form: TimeForm;
  readonly room: number;
  #shown: Timed | undefined;
  #before: Timed | undefined;
  /** A second of the clock, and its text. */
  #second = Number.NaN;
  #clock = '';

  constructor(form: TimeForm = 'r') {
    this.form = form;
    this.room = ROOM[form];
  }

  /** Empty where nobody knows when the frame was; one that is shown counts as shown before the next. */
  text({ number, seconds, nanos }: Timed, { first, previous }: Times, decimals: number): string {
    if (Number.isNaN(seconds)) return '';
    const at = { number, seconds, nanos };
    if (this.#shown?.number !== number) {
      this.#before = this.#shown;
      this.#shown = at;
    }
    const { form } = this;
    if (form === 'e') return secondsText(seconds, nanos, decimals);
    if (form === 'r') return gapText(at, first, decimals);
    if (form === 'd') return gapText(at, previous, decimals);
    if (form === 'dd') return gapText(at, this.#before, decimals);
    if (seconds !== this.#second) this.#clock = clockText(seconds, form.startsWith('u'), form.endsWith('d'));
    this.#second = seconds;
    return `${this.#clock}${secondsText(0, nanos, decimals).slice(1)}`;
  }
}

const gapText = (at: Instant, from: Instant | undefined, decimals: number): string => {
  const gap = since(at, from === undefined || Number.isNaN(from.seconds) ? at : from);
  return secondsText(gap.seconds, gap.nanos, decimals);
};
