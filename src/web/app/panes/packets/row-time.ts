/** Row time: when a packet was: since the first one, since the one above it, or by the clock. */
import { clockText, type Instant, secondsText } from '../../../../core/time.ts';
import { timeText } from '../../parts/words.ts';
import type { Times } from '../../state/page-state.ts';

export const NEXT_TIMES: Readonly<Record<Times, Times>> = { since: 'before', before: 'clock', clock: 'since' };

/** `above`: seconds of the row above; `begins`: the first frame, since 1970. */
export const rowTime = (times: Times, seconds: number, above: number | undefined, begins: Instant | undefined): string => {
  if (times === 'since' || Number.isNaN(seconds)) return timeText(seconds);
  if (times === 'before') return above === undefined ? '' : timeText(seconds - above);
  return begins === undefined ? '' : clockTime(begins, seconds);
};

/** `14:03:07.123456`, here: that of the packet, to the nanosecond before it is cut. */
const clockTime = (begins: Instant, seconds: number): string => {
  const nanos = begins.nanos + Math.round((seconds % 1) * 1e9);
  const carry = Math.floor(nanos / 1e9);
  const whole = begins.seconds + Math.trunc(seconds) + carry;
  return `${clockText(whole, false, false)}${secondsText(0, nanos - carry * 1e9, 6).slice(1)}`;
};
