/** What peers write in heads and no standard allows, but old programs take, put into the form of RFC 9112. */

/**
 * Any white space between the words of the request line, words behind the version, or no version at all (HTTP/0.9); folded header lines
 * (RFC 9112 §5.2), which become one.
 */
export const tidyRequest = (head: string): string => {
  const [first = '', ...rest] = head.replace(/^(\r?\n)+/, '').split(/\r?\n/);
  const [method = '', target = '', version = ''] = first.trim().split(/[ \t]+/);
  const isOld = version === '' && target !== '' && method !== 'CONNECT';
  const line = `${method} ${target} ${isOld ? 'HTTP/1.0' : version}`;
  return unfolded([line, ...rest]);
};

/** Any white space between the words of the status line; folded header lines; lines that are no header are left out. */
export const tidyResponse = (head: string): string => {
  const [first = '', ...rest] = head.split(/\r?\n/);
  const lines = unfolded(rest)
    .split('\r\n')
    .filter((line) => line === '' || /^[^\s:]+:/.test(line));
  return [first.replace(/^(\S+)[ \t]+(\d+)[ \t]*/, '$1 $2 ').trimEnd(), ...lines].join('\r\n');
};

const unfolded = (lines: readonly string[]): string => lines.join('\r\n').replace(/\r\n[ \t]+(?=[^ \t\r])/g, ' ');
