/** The head of what a program replies (RFC 3875 §6): header lines, of which Status and Location are for the server. */
import { isToken } from '../../../protocols/shared/text.ts';
import type { Reply } from './reply.ts';
import { StatusError } from './status-error.ts';

export interface CgiHead {
  readonly status: number;
  readonly reason?: string;
  readonly fields: Reply['fields'];
  /** The reply is what this path of the server gives. */
  readonly elsewhere?: string;
}

const LARGEST = 16_384;

/** 0 while it is not whole. Throws a StatusError where it is too long. */
export const cgiHeadLength = (held: Uint8Array): number => {
  for (let feed = held.indexOf(10); feed >= 0; feed = held.indexOf(10, feed + 1)) {
    if (feed === 0 || held[feed - 1] === 10) return feed + 1;
    if (held[feed - 1] === 13 && (feed === 1 || held[feed - 2] === 10)) return feed + 1;
  }
  if (held.length > LARGEST) throw new StatusError(500, `the program's header lines have more than ${LARGEST} bytes`);
  return 0;
};

/** What concerns the connection, and what the server says itself. */
const OURS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'server',
  'status',
  'transfer-encoding',
  'upgrade',
]);

/** Throws a StatusError. */
export const parseCgiHead = (head: string): CgiHead => {
  const lines = head.split(/\r?\n/).filter((line) => line !== '');
  const all = lines.map(parseLine);
  const fieldOf = (wanted: string): string | undefined => all.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const location = fieldOf('location');
  if (location?.startsWith('/') === true && all.length === 1) return { status: 200, fields: [], elsewhere: location };
  const [, code, reason = ''] = /^(\d{3})(?: (.*)|$)/.exec(fieldOf('status') ?? '') ?? [];
  if (fieldOf('status') !== undefined && (code === undefined || Number(code) < 200)) throw wrong(`Status: ${fieldOf('status')}`);
  const status = code === undefined ? (location === undefined ? 200 : 302) : Number(code);
  if (fieldOf('content-type') === undefined && location === undefined && status !== 204 && status !== 304) throw wrong(lines[0] ?? '');
  return { status, ...(reason === '' ? {} : { reason }), fields: all.filter(([name]) => !OURS.has(name.toLowerCase())) };
};

/** Of a reply that goes out as the program writes it: that it is one is all that is looked at. Throws a StatusError. */
export const statusOf = (head: string): number => {
  const [, code] = /^HTTP\/1\.[01] ([1-9]\d\d)(?: |\r?\n)/.exec(head) ?? [];
  if (code !== undefined) return Number(code);
  throw new StatusError(500, 'a program named nph-… says all of its reply, from "HTTP/1.1 200 OK" on; this one did not', {
    spot: { line: head.split(/\r?\n/)[0] ?? '', at: 0 },
  });
};

const parseLine = (line: string): readonly [string, string] => {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(0, colon));
  const value = line.slice(colon + 1).trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would end the line, or the reply
  if (!isToken(name) || /[\0-\x08\x0a-\x1f\x7f]/.test(value)) throw wrong(line);
  return [name, value];
};

const wrong = (line: string): StatusError =>
  new StatusError(500, 'a program begins its reply with "Content-Type: text/html" or the like and an empty line; this one did not', {
    spot: { line, at: 0 },
  });
