/** Heads of HTTP/1.1 messages (RFC 9112) as far as a proxy needs them. */

export interface Headers {
  /** The first value of a header; names in any case. */
  get(name: string): string | undefined;
  /** All values. */
  all(name: string): readonly string[];
}

export interface ResponseHead {
  readonly version: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: Headers;
  /** The header lines in order, each as `name: value`. */
  readonly lines: readonly string[];
}

export interface RequestHead {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: Headers;
  /** The header lines in order, each as `name: value`. */
  readonly lines: readonly string[];
}

/** Bytes of a head that are taken at most. */
export const LARGEST_HEAD = 16_384;

export interface HeadLimits {
  /** The first line with its end. */
  readonly line: number;
  /** The header lines with their ends, and the empty line. */
  readonly headers: number;
}

/** What of a head is too long. */
export const excessOf = (head: string, { line, headers }: HeadLimits): keyof HeadLimits | undefined => {
  const first = head.indexOf('\n') + 1;
  return first > line ? 'line' : head.length - first > headers ? 'headers' : undefined;
};

/** Undefined where it is no head of a response. */
export const parseResponse = (head: string): ResponseHead | undefined => {
  const lines = linesOf(head);
  const match = /^(HTTP\/\d\.\d) (\d{3})(?: (.*))?$/.exec(lines[0] ?? '');
  const headers = headersOf(lines.slice(1));
  if (match === null || headers === undefined) return undefined;
  return { version: match[1] ?? '', status: Number(match[2]), reason: match[3] ?? '', ...headers };
};

/** Undefined where it is no head of a request. */
export const parseRequest = (head: string): RequestHead | undefined => {
  const lines = linesOf(head);
  const match = /^([!#$%&'*+.^_`|~\w-]+) (\S+) (HTTP\/\d\.\d)$/.exec(lines[0] ?? '');
  const headers = headersOf(lines.slice(1));
  if (match === null || headers === undefined || lines.some((line) => CONTROL.test(line))) return undefined;
  return { method: match[1] ?? '', target: match[2] ?? '', version: match[3] ?? '', ...headers };
};

const linesOf = (head: string): readonly string[] =>
  head
    .replace(/^(\r?\n)+/, '')
    .replace(/\r?\n\r?\n$/, '')
    .split(/\r?\n/);

/** Nobody has a use for them in a request, and readers differ about them. */
const CONTROL = /[^\t\x20-\x7e\x80-\xff]/;

/** A folded line or one without a name makes the whole head bad: what two readers may read differently is not passed on. */
const headersOf = (given: readonly string[]): Pick<RequestHead, 'headers' | 'lines'> | undefined => {
  const values = new Map<string, string[]>();
  const lines: string[] = [];
  for (const line of given) {
    const [name] = /^[!#$%&'*+.^_`|~\w-]+(?=:)/.exec(line) ?? [];
    if (name === undefined) return undefined;
    const value = withoutBlanks(line.slice(name.length + 1));
    lines.push(`${name}: ${value}`);
    const known = values.get(name.toLowerCase());
    if (known === undefined) values.set(name.toLowerCase(), [value]);
    else known.push(value);
  }
  const all = (name: string): readonly string[] => values.get(name.toLowerCase()) ?? [];
  return { headers: { all, get: (name) => all(name)[0] }, lines };
};

/** Spaces and tabs at both ends are no part of a value (RFC 9112 §5). */
export const withoutBlanks = (text: string): string => {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return text.slice(start, end);
};

const isBlank = (c: string | undefined): boolean => c === ' ' || c === '\t';
