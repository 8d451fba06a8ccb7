/** A request as services see it: its head checked (RFC 9110 §7, RFC 9112 §3 and §6), its body still to be read. */
import { type Framing, framingOf } from '../../../protocols/http/framing.ts';
import { type HeadLimits, type ParsedHead, parseHead, type RequestHead } from '../../../protocols/http/head.ts';
import type { ChannelReader } from '../../http/channel-reader.ts';
import { badRequest, StatusError } from './status-error.ts';
import { parseTarget, type Target } from './target.ts';

/** Bytes of the request line and of the header fields, and how many of these. */
const LIMITS: Required<HeadLimits> = { line: 8192 + 64, fields: 16_384 };
const MOST_FIELDS = 128;

export interface Request extends Target {
  readonly method: string;
  /** `GET /a HTTP/1.1`: for the log. */
  readonly line: string;
  /** As it came: for who hands it on. */
  readonly bytes: Uint8Array;
  readonly head: RequestHead;
  /** HTTP/1.0, which knows neither chunks nor news on the way. */
  readonly isOld: boolean;
  /** Without its port, in small letters; empty where an old client named none. */
  readonly host: string;
  readonly framing: Framing;
  /** The connection may go on after it. */
  readonly persists: boolean;
  /** The value of a field, its name in small letters; several of the same name are one list. */
  get(name: string): string | undefined;
}

/** The head of the next request, or undefined where the connection has ended before one. Rejects with a StatusError. */
export const readHead = async (reader: ChannelReader, onFirst: () => void): Promise<HeadRead | undefined> => {
  const wait = new HeadWait(onFirst);
  try {
    const bytes = await reader.until((held) => wait.length(held), 'the end of a head');
    return { bytes, parsed: wait.parsed };
  } catch (error) {
    if (reader.ended && isBlank(reader.held)) return undefined;
    if (reader.ended) throw badRequest('the connection ended before the empty line that ends the head of a request');
    throw error;
  }
};

export interface HeadRead {
  readonly bytes: Uint8Array;
  readonly parsed: ParsedHead;
}

const isBlank = (b: Uint8Array): boolean => b.every((c) => c === 13 || c === 10);

/** Looks for the end of a head that comes in pieces, at each byte once. */
class HeadWait {
  parsed: ParsedHead = { kind: 'more' };
  readonly #onFirst: () => void;
  #looked = 0;
  #begun = false;
  #hasLine = false;

  constructor(onFirst: () => void) {
    this.#onFirst = onFirst;
  }

  length(held: Uint8Array): number {
    if (held.length === 0) return 0;
    if (!this.#begun) this.#onFirst();
    this.#begun = true;
    if (!this.#mayTell(held)) return 0;
    this.parsed = parseHead(held, 0, held.length, LIMITS);
    if (this.parsed.kind === 'more') return 0;
    return this.parsed.kind === 'head' ? this.parsed.length : held.length;
  }

  /** Whether there is more to be known than at the last look: the first line is there, or the empty line, or too much of either. */
  #mayTell(held: Uint8Array): boolean {
    const hadLine = this.#hasLine;
    for (let feed = held.indexOf(10, this.#looked); feed >= 0; feed = held.indexOf(10, feed + 1)) {
      if (feed > 1) this.#hasLine = true;
      if (held[feed - 1] === 10 || (held[feed - 1] === 13 && held[feed - 2] === 10)) return true;
    }
    this.#looked = Math.max(0, held.length - 2);
    return hadLine !== this.#hasLine || held.length > (this.#hasLine ? LIMITS.fields : LIMITS.line);
  }
}

/** Throws a StatusError. */
export const requestOf = ({ bytes, parsed }: HeadRead): Request => {
  if (parsed.kind !== 'head') throw wrongHead(bytes, parsed);
  const { head } = parsed;
  if (head.kind !== 'request') throw badRequest('this is a reply; a client sends requests', { line: firstLine(bytes, 0), at: 0 });
  const line = `${head.method} ${head.target} ${head.version}`;
  if (!head.version.startsWith('HTTP/1.')) throw new StatusError(505, 'this server speaks HTTP/1.1 and HTTP/1.0', { ends: true });
  if (head.fields.length > MOST_FIELDS) throw new StatusError(431, `a request has at most ${MOST_FIELDS} header fields`, { ends: true });
  const target = targetOf(head, line);
  const fields = new Fields(head);
  const isOld = head.version === 'HTTP/1.0';
  const { authority, path, query } = target;
  return {
    authority,
    path,
    query,
    method: head.method,
    line,
    bytes,
    head,
    isOld,
    host: hostOf(fields, target, isOld),
    framing: bodyFraming(head, fields, isOld),
    persists: persists(fields.get('connection'), isOld),
    get: (name) => fields.get(name),
  };
};

/** Header fields by their name in small letters. There are few: to look through them costs less than a map for each request. */
class Fields {
  readonly #names: string[] = [];
  readonly #values: string[] = [];
  #repeated: Set<string> | undefined;

  constructor({ fields }: RequestHead) {
    for (const { name, value } of fields) {
      const key = name.toLowerCase();
      const at = this.#names.indexOf(key);
      if (at < 0) {
        this.#names.push(key);
        this.#values.push(value);
      } else {
        this.#values[at] += `${key === 'cookie' ? '; ' : ', '}${value}`;
        this.#repeated = (this.#repeated ?? new Set()).add(key);
      }
    }
  }

  get(name: string): string | undefined {
    return this.#values[this.#names.indexOf(name)];
  }

  /** There are several of that name. */
  isRepeated(name: string): boolean {
    return this.#repeated?.has(name) === true;
  }
}

const targetOf = (head: RequestHead, line: string): Target =>
  head.method === 'CONNECT'
    ? { authority: head.target, path: '*', query: undefined }
    : parseTarget(head.target, line, head.method.length + 1);

const wrongHead = (bytes: Uint8Array, parsed: Exclude<ParsedHead, { kind: 'head' }>): StatusError => {
  if (parsed.kind === 'more') return badRequest('the head of the request is not whole');
  if (parsed.what === 'line') return new StatusError(414, `an address has at most ${LIMITS.line - 64} bytes`, { ends: true });
  if (parsed.what === 'fields')
    return new StatusError(431, `the header fields have at most ${LIMITS.fields} bytes together`, { ends: true });
  const start = lineStart(bytes, parsed.at);
  return badRequest(parsed.text, { line: firstLine(bytes, start), at: parsed.at - start });
};

const lineStart = (bytes: Uint8Array, at: number): number => (at <= 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1);

const firstLine = (bytes: Uint8Array, from: number): string => {
  const feed = bytes.indexOf(10, from);
  const line = bytes.subarray(from, feed < 0 ? bytes.length : feed);
  return Buffer.from(line.subarray(0, 2000)).toString('latin1').replace(/\r$/, '');
};

const HOST = /^(?:[a-z0-9._~%!$&'()*+,;=-]*|\[[0-9a-f:.]+\])(?::\d{0,5})?$/i;

/** RFC 9112 §3.2: exactly one, and it counts for nothing where the target has its own. */
const hostOf = (fields: Fields, { authority }: Target, isOld: boolean): string => {
  const named = fields.get('host');
  if (fields.isRepeated('host')) throw badRequest('two Host headers: a request names one host', { line: `Host: ${named}`, at: 6 });
  if (named === undefined && !isOld) throw badRequest('a request of HTTP/1.1 has a header "Host: name"; this one lacks it');
  const written = authority ?? named ?? '';
  if (!HOST.test(written)) throw badRequest('a host is a name or an address, and perhaps a port', { line: `Host: ${written}`, at: 6 });
  return written.replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase();
};

/** What two readers may read differently is refused: requests are smuggled so (RFC 9112 §11.2). */
const bodyFraming = (head: RequestHead, fields: Fields, isOld: boolean): Framing => {
  const coding = fields.get('transfer-encoding');
  const length = fields.get('content-length');
  if (coding === undefined && length === undefined) return NO_BODY;
  const framing = framingOf(head);
  if (framing.kind === 'doubt') throw badRequest(`the length of the body is in doubt: ${framing.text}`);
  if (coding === undefined) return checkLength(fields, length ?? '', framing);
  if (isOld) throw badRequest('HTTP/1.0 has no transfer codings', { line: `Transfer-Encoding: ${coding}`, at: 0 });
  if (coding.toLowerCase() !== 'chunked')
    throw new StatusError(501, 'of the transfer codings this server knows chunked alone, once', { ends: true });
  return framing;
};
const NO_BODY: Framing = { kind: 'none' };

/** `+1`, `1, 1` and twice the same are read by some, and by others not. */
const checkLength = (fields: Fields, length: string, framing: Framing): Framing => {
  const spot = { line: `Content-Length: ${length}`, at: 'Content-Length: '.length };
  if (fields.isRepeated('content-length')) throw badRequest('two Content-Length headers', spot);
  if (!/^\d{1,15}$/.test(length)) throw badRequest('a content length is one number', spot);
  return framing;
};

const persists = (connection: string | undefined, isOld: boolean): boolean => {
  if (connection === undefined) return !isOld;
  const words = connection
    .toLowerCase()
    .split(',')
    .map((word) => word.trim());
  return isOld ? words.includes('keep-alive') && !words.includes('close') : !words.includes('close');
};
