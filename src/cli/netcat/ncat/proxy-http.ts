/**
 * HTTP as Ncat's proxy reads and writes it (RFC 2616): laxer than RFC 9112 in versions and empty names, stricter in Connection. Heads are
 * text of one byte a character. What Wirecat's own proxy takes is in io/http.
 */

/** Name and value, in the order in which they came. */
export type ProxyHeaders = readonly (readonly [name: string, value: string])[];

export interface ProxyUri {
  /** In small letters; undefined in a CONNECT. */
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: number;
  /** With query and fragment, as it came. */
  readonly path: string;
}

export interface RequestLine {
  readonly method: string;
  readonly uri: ProxyUri;
}

/** Undefined where it is none. A line without a version keeps its end in the target, as in the original. */
export const parseRequestLine = (line: string): RequestLine | undefined => {
  const [, method = '', target = '', rest = ''] = new RegExp(`^ *(${TOKEN}+) *([^ ]+) *([\\s\\S]*)$`).exec(line) ?? [];
  if (method === '' || (rest !== '' && !VERSION.test(rest))) return undefined;
  const uri = method === 'CONNECT' ? parseAuthority(target) : parseUri(target);
  return uri === undefined ? undefined : { method, uri };
};

/** What no control character and no separator is. */
const TOKEN = "[!#$%&'*+\\-.^_`|~\\w\\x80-\\xff]";
const VERSION = /^HTTP\/\d+\.\d+/;

const parseUri = (text: string): ProxyUri | undefined => {
  const [, scheme = '', authority, path = ''] = /^([a-z][a-z\d+.-]*):(?:\/\/([^/?#]*))?([\s\S]*)$/i.exec(text) ?? [];
  if (scheme === '') return undefined;
  const place = authority === undefined ? { path: '' } : parseAuthority(authority);
  return place && { ...place, scheme: scheme.toLowerCase(), path };
};

/** The part before the last colon is the host, whatever it looks like; escapes in it are undone. */
const parseAuthority = (text: string): ProxyUri | undefined => {
  const [, inside, name, port = ''] = /^(?:\[([^\]]*)\]|(?!\[)([\s\S]*?))(?::([^:]*))?$/.exec(text) ?? [];
  const host = unescaped(inside ?? name ?? '@');
  if (text.includes('@') || host === undefined) return undefined;
  if (port === '') return { host, path: '' };
  const number = /^\d+$/.test(port) ? Number(port) : 0;
  return number < 1 || number > 65535 ? undefined : { host, port: number, path: '' };
};

/** As far as a zero byte; undefined where an escape is none. */
const unescaped = (text: string): string | undefined => {
  if (/%(?![\da-f]{2})/i.test(text)) return undefined;
  return text.replace(/%(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))).replace(/\0[\s\S]*$/, '');
};

/** Of a head without its first line, with all its line ends; undefined where it is none. */
export const parseHeaders = (text: string): ProxyHeaders | undefined => {
  const headers: [string, string][] = [];
  for (const line of text.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/)) {
    if (line === '') break;
    const [, name, value = ''] = HEADER.exec(line) ?? [];
    if (name === undefined || CONTROL.test(value)) return undefined;
    headers.push([name, value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '')]);
  }
  return headers;
};

const HEADER = new RegExp(`^(${TOKEN}*):([\\s\\S]*)$`);
const CONTROL = /[^\t\x20-\x7e\x80-\xff]/;

/** All of a name, in any case, as one list; undefined where there is none. */
export const headersNamed = (headers: ProxyHeaders, name: string): string | undefined => {
  const values = valuesOf(headers, name);
  return values.length === 0 ? undefined : values.join(', ');
};

const valuesOf = (headers: ProxyHeaders, name: string): readonly string[] =>
  headers.filter(([one]) => one.toLowerCase() === name.toLowerCase()).map(([, value]) => value);

/** The length that the first Content-Length says; undefined where it says none, `bad` where it is no number. */
export const lengthOf = (headers: ProxyHeaders): number | 'bad' | undefined => {
  const [text] = valuesOf(headers, 'Content-Length');
  if (text === undefined) return undefined;
  return /^\d{1,18}$/.test(text) ? Number(text) : 'bad';
};

/** Without the headers of one hop, and with these in the place of any of the same name; undefined where Connection is no list of words. */
export const forwardedHeaders = (headers: ProxyHeaders, own: ProxyHeaders): ProxyHeaders | undefined => {
  const list = headersNamed(headers, 'Connection');
  const words = list === undefined ? [] : list.split(',').map((word) => word.trim());
  if (words.some((word) => !WORD.test(word))) return undefined;
  const gone = new Set([...ONE_HOP, ...words, ...own.map(([name]) => name)].map((name) => name.toLowerCase()));
  return [...headers.filter(([name]) => !gone.has(name.toLowerCase())), ...own];
};

const WORD = new RegExp(`^${TOKEN}+$`);

const ONE_HOP: readonly string[] = [
  'Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'TE',
  'Trailers',
  'Transfer-Encoding',
  'Upgrade',
];

export const headText = (first: string, headers: ProxyHeaders): string =>
  [first, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');

export interface StatusLine {
  readonly status: number;
  readonly reason: string;
}

export const parseStatusLine = (line: string): StatusLine | undefined => {
  const [, status, reason = ''] = /^HTTP\/\d+\.\d+ *(\d+) *([^\n]*?)\r?\n$/.exec(line) ?? [];
  return status === undefined ? undefined : { status: Number(status), reason };
};
