/** The access log: one line a request, in the Common Log Format of NCSA. */

export interface Access {
  readonly remote: string;
  /** Empty where the request could not be read. */
  readonly line: string;
  readonly status: number;
  /** Of the content; without the framing of chunks. */
  readonly bytes: number;
}

/** `at`: milliseconds since 1970. */
export const accessLine = ({ remote, line, status, bytes }: Access, at: number): string => {
  const request = line === '' ? '-' : line.replace(/["\\]/g, '\\$&');
  return `${remote} - - [${logDate(at)}] "${request}" ${status} ${bytes === 0 ? '-' : bytes}`;
};

let last = -1;
let text = '';

/** `29/Nov/2026:05:31:44 +0000` */
const logDate = (at: number): string => {
  const second = Math.floor(at / 1000);
  if (second === last) return text;
  last = second;
  const [, day, month, year, time] = new Date(second * 1000).toUTCString().split(' ');
  text = `${day}/${month}/${year}:${time} +0000`;
  return text;
};
