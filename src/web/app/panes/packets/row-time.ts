/** Row time: when a packet was: since the first one, since the one above it, or by the clock. */
import { timeText } from '../../parts/words.ts';
import type { Times } from '../../state/page-state.ts';

export const NEXT_TIMES: Readonly<Record<Times, Times>> = { since: 'before', before: 'clock', clock: 'since' };

/** `above`: seconds of the row above; `begins`: of the capture, since 1970. */
export const rowTime = (times: Times, seconds: number, above: number | undefined, begins: number): string => {
  if (times === 'since' || Number.isNaN(seconds)) return timeText(seconds);
  if (times === 'before') return above === undefined ? '' : timeText(seconds - above);
  return begins === 0 ? '' : clockText(begins + seconds);
};

/** `14:03:07.123456`, here. */
const clockText = (seconds: number): string => {
  const whole = Math.floor(seconds);
  const at = new Date(whole * 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const rest = String(Math.floor((seconds - whole) * 1e6)).padStart(6, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${rest}`;
};
