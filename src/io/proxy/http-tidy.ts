/** What clients write in the head of a request and no standard allows, but old proxies take, put into the form of RFC 9112. */

/**
 * Any white space between the words of the request line, words behind the version, or no version at all (HTTP/0.9); folded header lines
 * (RFC 9112 §5.2), which become one.
 */
export const tidyRequest = (head: string): string => {
  const [first = '', ...rest] = head.replace(/^(\r?\n)+/, '').split(/\r?\n/);
  const [method = '', target = '', version = ''] = first.trim().split(/[ \t]+/);
  const isOld = version === '' && target !== '' && method !== 'CONNECT';
  const line = `${method} ${target} ${isOld ? 'HTTP/1.0' : version}`;
  return [line, ...rest].join('\r\n').replace(/\r\n[ \t]+(?=[^ \t\r])/g, ' ');
};
