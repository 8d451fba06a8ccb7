/** What a folder holds, as LIST shows it (the form of ls -l, which all clients read) and as facts (RFC 3659 §7). */
import type { FileEntry } from '../../files/files.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HALF_A_YEAR = 182 * 86_400_000;

/** `now` and times in UTC, as servers have them. */
export const listLine = ({ name, kind, size, modified }: FileEntry, canWrite: boolean, now: number): string => {
  const mode = `${kind === 'folder' ? 'd' : '-'}${kind === 'folder' ? (canWrite ? 'rwx' : 'r-x') : canWrite ? 'rw-' : 'r--'}`;
  const others = kind === 'folder' ? 'r-xr-x' : 'r--r--';
  return `${mode}${others}   1 ftp      ftp      ${String(size).padStart(12)} ${listTime(modified, now)} ${name}`;
};

const listTime = (at: number, now: number): string => {
  const time = new Date(at);
  const day = `${MONTHS[time.getUTCMonth()]} ${pad(time.getUTCDate())}`;
  const isRecent = Math.abs(now - at) < HALF_A_YEAR;
  return `${day} ${isRecent ? `${pad(time.getUTCHours())}:${pad(time.getUTCMinutes())}` : ` ${time.getUTCFullYear()}`}`;
};

const pad = (n: number): string => String(n).padStart(2, '0');

export const FACTS = ['type', 'size', 'modify', 'perm'] as const;
export type Fact = (typeof FACTS)[number];

/** `type=file;size=14;modify=20260101120000;perm=r; name` (RFC 3659 §7.2). */
export const factLine = (entry: FileEntry, name: string, wanted: ReadonlySet<Fact>, canWrite: boolean): string => {
  const facts = FACTS.filter((fact) => wanted.has(fact) && !(fact === 'size' && entry.kind === 'folder'));
  return `${facts.map((fact) => `${fact}=${FACT_VALUES[fact](entry, canWrite)};`).join('')} ${name}`;
};

const FACT_VALUES: Readonly<Record<Fact, (entry: FileEntry, canWrite: boolean) => string>> = {
  type: ({ kind }) => (kind === 'folder' ? 'dir' : 'file'),
  size: ({ size }) => String(size),
  modify: ({ modified }) => timeValue(modified),
  perm: ({ kind }, canWrite) => (kind === 'folder' ? `el${canWrite ? 'cdfmp' : ''}` : `r${canWrite ? 'adfw' : ''}`),
};

/** `20260101120000`, in UTC (RFC 3659 §2.3). */
export const timeValue = (at: number): string => new Date(at).toISOString().replace(/\D/g, '').slice(0, 14);

/** Milliseconds since 1970; undefined where it is no time. */
export const parseTimeValue = (text: string): number | undefined => {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,3})\d*)?$/.exec(text);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const at = Date.UTC(year, month - 1, day, hour, minute, second, Number((found[7] ?? '0').padEnd(3, '0')));
  return timeValue(at) === text.slice(0, 14) ? at : undefined;
};

/** Whether a name is meant by a pattern with `*` and `?`. In time proportional to both. */
export const isMatch = (pattern: string, name: string): boolean => {
  let [p, n, star, from] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === '*') [star, from] = [p++, n];
    else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) [p, n] = [p + 1, n + 1];
    else if (star >= 0) [p, n] = [star + 1, ++from];
    else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
};
