/** Normalizing heads: what peers write and no standard allows, but old programs take, put into the form of RFC 9112. */
import { withoutBlanks } from './head.ts';

/**
 * Any number of spaces between the words of the request line, words behind the version, or no version at all (HTTP/0.9); folded header lines
 * (RFC 9112 §5.2), which become one.
 */
export const normalizeRequest = (head: string): string => {
  const [first = '', ...rest] = head.replace(/^(\r?\n)+/, '').split(/\r?\n/);
  const [method = '', target = '', version = ''] = first.trim().split(/ +/);
  const isOld = version === '' && target !== '' && method !== 'CONNECT';
  const line = `${method} ${target} ${isOld ? 'HTTP/1.0' : version}`;
  return [line, ...unfolded(rest)].join('\r\n');
};

/** Any number of spaces between the words of the status line; folded header lines. */
export const normalizeResponse = (head: string): string => {
  const [first = '', ...rest] = head.split(/\r?\n/);
  return [first.replace(/^(\S+) +(\d+) */, '$1 $2 ').trimEnd(), ...unfolded(rest)].join('\r\n');
};

/** Without the lines that are no header. */
export const onlyHeaders = (head: string): string => {
  const [first = '', ...rest] = head.split('\r\n');
  return [first, ...rest.filter((line) => line === '' || /^[^\s:]+:/.test(line))].join('\r\n');
};

/** A line that begins with white space goes on with the one before it; the first of them belongs to nothing. */
const unfolded = (lines: readonly string[]): readonly string[] => {
  const whole: string[] = [];
  for (const line of lines) {
    const before = whole.at(-1);
    if (before === undefined || !/^[ \t]/.test(line)) whole.push(line);
    else whole[whole.length - 1] = `${withoutBlanks(before)} ${withoutBlanks(line)}`;
  }
  return whole;
};
