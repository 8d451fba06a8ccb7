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
}

export interface RequestHead {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: Headers;
  /** The header lines as they came, in order. */
  readonly lines: readonly string[];
}

/** Bytes of a head, and lines of it, that are taken at most. */
export const LARGEST_HEAD = 16_384;
const MOST_LINES = 128;

/** Undefined where it is no head of a response. */
export const parseResponse = (head: string): ResponseHead | undefined => {
  const lines = linesOf(head);
  const match = /^(HTTP\/\d\.\d) (\d{3})(?: (.*))?$/.exec(lines[0] ?? '');
  const headers = headersOf(lines.slice(1));
  if (match === null || headers === undefined) return undefined;
  return { version: match[1] ?? '', status: Number(match[2]), reason: match[3] ?? '', headers };
};

/** Undefined where it is no head of a request. */
export const parseRequest = (head: string): RequestHead | undefined => {
  const lines = linesOf(head);
  const match = /^([!#$%&'*+.^_`|~\w-]+) (\S+) (HTTP\/\d\.\d)$/.exec(lines[0] ?? '');
  const headers = headersOf(lines.slice(1));
  if (match === null || headers === undefined) return undefined;
  return { method: match[1] ?? '', target: match[2] ?? '', version: match[3] ?? '', headers, lines: lines.slice(1) };
};

const linesOf = (head: string): readonly string[] =>
  head
    .replace(/^(\r?\n)+/, '')
    .replace(/\r?\n\r?\n$/, '')
    .split(/\r?\n/);

/** A folded line or one without a name makes the whole head bad: what two readers may read differently is not passed on. */
const headersOf = (lines: readonly string[]): Headers | undefined => {
  if (lines.length > MOST_LINES) return undefined;
  const values = new Map<string, string[]>();
  for (const line of lines) {
    const match = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    if (match === null) return undefined;
    const name = (match[1] ?? '').toLowerCase();
    values.set(name, [...(values.get(name) ?? []), match[2] ?? '']);
  }
  const all = (name: string): readonly string[] => values.get(name.toLowerCase()) ?? [];
  return { all, get: (name) => all(name)[0] };
};
