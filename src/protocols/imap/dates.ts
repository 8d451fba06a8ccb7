/** Dates as IMAP writes them (RFC 3501 §9): `1-Feb-1994`, `17-Jul-1996 02:44:25 -0700`. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY = 86_400_000;

/** Milliseconds since 1970 of its beginning, as if it were in UTC. */
export const parseDay = (text: string): number | undefined => {
  const [, day, month = '', year] = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(text) ?? [];
  return day === undefined ? undefined : dayOf(Number(year), month, Number(day));
};

/** A date and a time, as in APPEND. */
export const parseDateTime = (text: string): number | undefined => {
  const [, date = '', hours, minutes, seconds, sign, zoneHours, zoneMinutes] =
    /^ ?(\d{1,2}-[A-Za-z]{3}-\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(text) ?? [];
  const day = parseDay(date);
  if (day === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1);
  return day + ((Number(hours) * 60 + Number(minutes) - zone) * 60 + Number(seconds)) * 1000;
};

/** In UTC. */
export const dateTimeText = (ms: number): string => {
  const [, date = '', month = '', year = '', time = ''] = new Date(ms).toUTCString().split(' ');
  return `${date}-${month}-${year} ${time} +0000`;
};

/** The day of a Date field (RFC 5322 §3.3), whatever its zone. */
export const mailDay = (text: string): number | undefined => {
  const [, day, month = '', year = ''] = /(?:^|[\s,])(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{2,4})/.exec(text) ?? [];
  return day === undefined
    ? undefined
    : dayOf(year.length === 2 ? 1900 + Number(year) + (Number(year) < 50 ? 100 : 0) : Number(year), month, Number(day));
};

export const dayOfTime = (ms: number): number => Math.floor(ms / DAY) * DAY;

const dayOf = (year: number, month: string, day: number): number | undefined => {
  const index = MONTHS.indexOf(month.toLowerCase());
  const ms = Date.UTC(year, index, day);
  return index < 0 || day < 1 || new Date(ms).getUTCDate() !== day ? undefined : ms;
};
