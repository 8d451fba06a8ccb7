/** Time as text. Pure floors never read a clock: instants come in as seconds and nanoseconds since 1970. */

/** `1.234567890` with `digits` decimals (cut, not rounded). Negative differences keep their sign. */
export const secondsText = (seconds: number, nanos: number, digits = 9): string => {
  const negative = seconds < 0;
  const whole = negative && nanos > 0 ? seconds + 1 : seconds;
  const fraction = negative && nanos > 0 ? 1e9 - nanos : nanos;
  const sign = negative && (whole !== 0 || fraction !== 0) ? '-' : '';
  const body = `${sign}${Math.abs(whole)}`;
  return digits === 0 ? body : `${body}.${String(fraction).padStart(9, '0').slice(0, digits)}`;
};

/** Time of day here or in UTC, to the second, with its date in front where `isDated`: `2023-11-14 22:13:20`. */
export const clockText = (seconds: number, isUtc: boolean, isDated: boolean): string => {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return '';
  const shifted = isUtc ? at : new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  const [date = '', time = ''] = shifted.toISOString().slice(0, -5).split('T');
  return isDated ? `${date} ${time}` : time;
};

export interface Instant {
  readonly seconds: number;
  readonly nanos: number;
}

/** Nanoseconds since 1970: the value of a date. */
export const dateNanos = (seconds: number, nanos = 0): bigint => BigInt(seconds) * 1_000_000_000n + BigInt(nanos);

/** a - b, normalised so that 0 ≤ nanos < 1e9. */
export const since = (a: Instant, b: Instant): Instant => {
  const nanos = a.nanos - b.nanos;
  return nanos < 0 ? { seconds: a.seconds - b.seconds - 1, nanos: nanos + 1e9 } : { seconds: a.seconds - b.seconds, nanos };
};

/** An instant from milliseconds with a fraction (performance.timeOrigin + performance.now()). */
export const fromMillis = (ms: number): Instant => {
  const seconds = Math.floor(ms / 1000);
  return { seconds, nanos: Math.min(999_999_999, Math.round((ms - seconds * 1000) * 1e6)) };
};

/** `532 µs`, `1.2 ms`, `3.40 s`, `2 min 5 s`: for people. */
export const durationText = (seconds: number): string => {
  if (seconds < 1e-3) return `${Math.round(seconds * 1e6)} µs`;
  if (seconds < 1) return `${(seconds * 1e3).toFixed(1)} ms`;
  if (seconds < 60) return `${seconds.toFixed(2)} s`;
  const s = Math.round(seconds);
  return s < 3600 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
};

/** Nanoseconds from one instant to another, exactly; undefined where one of them is not known (NaN). */
export const nanosBetween = (fromSeconds: number, fromNanos: number, toSeconds: number, toNanos: number): bigint | undefined => {
  const nanos = (toSeconds - fromSeconds) * 1e9 + (toNanos - fromNanos);
  if (Number.isSafeInteger(nanos)) return BigInt(nanos);
  return Number.isNaN(nanos) ? undefined : BigInt(toSeconds - fromSeconds) * 1_000_000_000n + BigInt(toNanos - fromNanos);
};
