/** What `get URL` means: where to connect, and the request as bytes, whatever the user made of it. */

import { joinHostPort } from '../../core/address.ts';
import { concat, utf8 } from '../../core/bytes.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { type HeadField, writeHead } from '../../protocols/http/head.ts';
import { latin1Bytes } from '../../protocols/shared/text.ts';

/** Where a URL leads. */
export interface GetPlace {
  readonly scheme: 'http' | 'https' | 'unix' | 'file' | 'ftp';
  /** As a channel's address; of a file its path. */
  readonly address: string;
  /** What the Host field says, and the name alone. */
  readonly host: string;
  readonly name: string;
  readonly target: string;
  readonly url: string;
}

/** `http://host:port/path`, without scheme too; `unix:/run/x.sock:/path`; `file:///path`. */
export const placeOf = (text: string): GetPlace => {
  const unix = /^(?:http\+)?unix:(?:\/\/)?([^:]+)(?::(\/.*))?$/.exec(text);
  if (unix !== null) return unixPlace(text, unix[1] ?? '', unix[2] ?? '/');
  const url = urlOf(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.startsWith('file:') ? text : `http://${text}`);
  if (url.username !== '' || url.password !== '')
    throw new UsageError('get', sayWrong('noPasswordUrl'), undefined, sayWrong('processList'));
  if (url.protocol === 'file:') return filePlace(url);
  if (url.protocol === 'ftp:') return ftpPlace(url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new UsageError('get', sayWrong('urlSchemes'), text);
  return webPlace(url);
};

const urlOf = (text: string): URL => {
  try {
    return new URL(text);
  } catch {
    throw new UsageError('get', sayWrong('urlForm'), text);
  }
};

const webPlace = (url: URL): GetPlace => {
  const secure = url.protocol === 'https:';
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const address = `${secure ? 'tls:' : ''}tcp:${joinHostPort(name, url.port || (secure ? '443' : '80'))}`;
  return {
    scheme: secure ? 'https' : 'http',
    address,
    host: url.host,
    name,
    target: `${url.pathname}${url.search}`,
    url: url.href.replace(/#.*$/, ''),
  };
};

const ftpPlace = (url: URL): GetPlace => {
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    scheme: 'ftp',
    address: `tcp:${joinHostPort(name, url.port || '21')}`,
    host: url.host,
    name,
    target: url.pathname,
    url: url.href,
  };
};

const unixPlace = (url: string, path: string, target: string): GetPlace => ({
  scheme: 'unix',
  address: `unix:${path}`,
  host: 'localhost',
  name: 'localhost',
  target,
  url,
});

const filePlace = (url: URL): GetPlace => {
  if (url.hostname !== '' && url.hostname !== 'localhost') throw new UsageError('get', sayWrong('ourFile'), url.href);
  return { scheme: 'file', address: decodeURIComponent(url.pathname), host: '', name: '', target: url.pathname, url: url.href };
};

/** Where a Location leads, seen from `from`; undefined where it is no URL of the web. */
export const redirectOf = (from: GetPlace, location: string): GetPlace | undefined => {
  if (from.scheme === 'unix')
    return location.startsWith('/') ? { ...from, target: location, url: `${from.address}:${location}` } : undefined;
  try {
    const url = new URL(location, from.url);
    return /^https?:$/.test(url.protocol) && url.username === '' ? webPlace(url) : undefined;
  } catch {
    return undefined;
  }
};

export interface RequestWords {
  readonly method: string | undefined;
  /** Sent as it is typed. */
  readonly line: string | undefined;
  /** `Name: value` sets a header, `Name:` leaves it out. */
  readonly headers: readonly string[];
  readonly body: Uint8Array | undefined;
}

/** The request as it goes out. */
export const requestBytes = (place: GetPlace, words: RequestWords, cookies: string | undefined, agent: string): Uint8Array => {
  const method = methodOf(words);
  const fields = withHeaders(defaults(place, words, cookies, agent), words.headers);
  const head = headBytes({ kind: 'request', method, target: place.target, version: 'HTTP/1.1', fields });
  const from = head.indexOf(10) + 1;
  const line = words.line === undefined ? head.subarray(0, from) : latin1Bytes(`${words.line}\r\n`);
  return concat([line, head.subarray(from), words.body ?? new Uint8Array(0)]);
};

export const methodOf = ({ line, method, body }: RequestWords): string =>
  line === undefined ? (method ?? (body === undefined ? 'GET' : 'POST')) : (line.split(' ', 1)[0] ?? '');

const headBytes = (head: Parameters<typeof writeHead>[0]): Uint8Array => {
  try {
    return writeHead(head);
  } catch (error) {
    throw new UsageError(
      'get',
      sayWrong('fitRequest'),
      undefined,
      error instanceof Error ? sayWrong('words', { words: error.message }) : undefined,
    );
  }
};

const defaults = (place: GetPlace, { body }: RequestWords, cookies: string | undefined, agent: string): readonly HeadField[] => [
  { name: 'Host', value: place.host },
  { name: 'User-Agent', value: agent },
  { name: 'Accept', value: '*/*' },
  { name: 'Accept-Encoding', value: 'gzip, deflate, br' },
  ...(cookies === undefined ? [] : [{ name: 'Cookie', value: cookies }]),
  ...(body === undefined ? [] : [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }]),
  ...(body === undefined ? [] : [{ name: 'Content-Length', value: String(body.length) }]),
  { name: 'Connection', value: 'close' },
];

/** What was typed wins over what is sent by itself; of what is typed twice both go out. */
const withHeaders = (given: readonly HeadField[], typed: readonly string[]): readonly HeadField[] => {
  const own = typed.map(headerOf);
  const names = new Set(own.map(({ name }) => name.toLowerCase()));
  return [...given.filter(({ name }) => !names.has(name.toLowerCase())), ...own.filter(({ value }) => value !== '')];
};

const headerOf = (text: string): HeadField => {
  const colon = text.indexOf(':');
  if (colon <= 0) throw new UsageError('get --header', sayWrong('headerForm'), text);
  return { name: text.slice(0, colon), value: String.fromCharCode(...utf8(text.slice(colon + 1).trim())) };
};

/** The words of the next request: 303, and 301 and 302 to a POST, are followed by GET (RFC 9110 §15.4); secrets stay with their host. */
export const redirected = (words: RequestWords, status: number, sameHost: boolean): RequestWords => {
  const changes = status === 303 || ((status === 301 || status === 302) && methodOf(words) === 'POST');
  const headers = sameHost ? words.headers : words.headers.filter((h) => !/^(authorization|cookie|proxy-authorization|host)\s*:/i.test(h));
  if (changes && methodOf(words) !== 'HEAD')
    return { method: 'GET', line: undefined, headers: headers.filter((h) => !/^content-/i.test(h)), body: undefined };
  return { ...words, line: undefined, method: methodOf(words), headers };
};
