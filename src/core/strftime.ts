/** Times as C's strftime writes them, in the local zone: `%c` is what the clock programs of the books print. */

/** What is not a letter of the table stays as it is. */
export const strftime = (format: string, at: Date): string =>
  format.replace(/%([a-zA-Z%])/g, (whole, letter: string) => PARTS[letter]?.(at) ?? whole);

const two = (n: number, pad = '0'): string => String(n).padStart(2, pad);
const hour12 = (at: Date): number => at.getHours() % 12 || 12;

/** `+0200`. */
const zoneOffset = (at: Date): string => {
  const minutes = -at.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
};

const dayOfYear = (at: Date): number =>
  (Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) - Date.UTC(at.getFullYear(), 0, 1)) / 86_400_000 + 1;

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const dayName = (at: Date): string => DAYS[at.getDay()] ?? '';
const monthName = (at: Date): string => MONTHS[at.getMonth()] ?? '';

const PARTS: Readonly<Record<string, (at: Date) => string>> = {
  '%': () => '%',
  a: (at) => dayName(at).slice(0, 3),
  A: dayName,
  b: (at) => monthName(at).slice(0, 3),
  B: monthName,
  c: (at) => strftime('%a %b %e %H:%M:%S %Y', at),
  d: (at) => two(at.getDate()),
  D: (at) => strftime('%m/%d/%y', at),
  e: (at) => two(at.getDate(), ' '),
  F: (at) => strftime('%Y-%m-%d', at),
  H: (at) => two(at.getHours()),
  I: (at) => two(hour12(at)),
  j: (at) => String(dayOfYear(at)).padStart(3, '0'),
  m: (at) => two(at.getMonth() + 1),
  M: (at) => two(at.getMinutes()),
  p: (at) => (at.getHours() < 12 ? 'AM' : 'PM'),
  R: (at) => strftime('%H:%M', at),
  s: (at) => String(Math.floor(at.getTime() / 1000)),
  S: (at) => two(at.getSeconds()),
  T: (at) => strftime('%H:%M:%S', at),
  x: (at) => strftime('%m/%d/%y', at),
  X: (at) => strftime('%H:%M:%S', at),
  y: (at) => two(at.getFullYear() % 100),
  Y: (at) => String(at.getFullYear()),
  z: zoneOffset,
  Z: (at) => /\(([A-Z]+)\)$/.exec(at.toString())?.[1] ?? `UTC${zoneOffset(at)}`,
};
