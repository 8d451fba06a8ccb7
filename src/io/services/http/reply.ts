/** Replies as values, and how they go out: head, then content by length, in chunks or up to the end (RFC 9112 §6). */
import type { HeadField } from '../../../protocols/http/head.ts';
import { writeHead } from '../../../protocols/http/head.ts';
import { statusText } from '../../../protocols/shared/http-status.ts';
import type { OpenFile } from '../../files/open-file.ts';

export type Content =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly file: OpenFile; readonly from: number; readonly end: number }
  | {
      readonly kind: 'pieces';
      readonly pieces: AsyncIterable<Uint8Array>;
      /** Where it is known. */
      readonly length?: number;
      /** It is not wanted any more, whether or not it was read. */
      readonly release?: () => void;
    };

export interface Reply {
  readonly status: number;
  /** In other words than usual. */
  readonly reason?: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly content?: Content;
  /** Content is all of it, head and framing too; the connection ends with it. */
  readonly isWhole?: boolean;
}

export const textReply = (status: number, type: string, text: string, fields: Reply['fields'] = []): Reply => ({
  status,
  fields: [['Content-Type', `${type}; charset=utf-8`], ...fields],
  content: { kind: 'bytes', bytes: Buffer.from(text) },
});

/** How the content goes out. */
export interface Framed {
  readonly head: Uint8Array;
  readonly isChunked: boolean;
  /** The connection may go on after it. */
  readonly persists: boolean;
  /** Content follows: neither HEAD nor a status that has none. */
  readonly hasContent: boolean;
}

export interface Asked {
  readonly method: string;
  readonly isOld: boolean;
  readonly persists: boolean;
}

export const frame = (reply: Reply, asked: Asked, now: number): Framed => {
  const { status, content } = reply;
  if (reply.isWhole === true) return { head: new Uint8Array(0), isChunked: false, persists: false, hasContent: true };
  const isBare = status < 200 || status === 204 || status === 304;
  const length = content === undefined ? 0 : lengthOf(content);
  const isChunked = length === undefined && !asked.isOld && !isBare;
  const persists = asked.persists && (length !== undefined || isChunked || isBare);
  const fields: HeadField[] = [
    { name: 'Date', value: dateNow(now) },
    { name: 'Server', value: 'Wirecat' },
  ];
  for (const [name, value] of reply.fields) fields.push({ name, value });
  if (!isBare && length !== undefined) fields.push({ name: 'Content-Length', value: String(length) });
  else if (isChunked) fields.push({ name: 'Transfer-Encoding', value: 'chunked' });
  if (!persists) fields.push({ name: 'Connection', value: 'close' });
  else if (asked.isOld) fields.push({ name: 'Connection', value: 'keep-alive' });
  const head = writeHead({ kind: 'reply', version: 'HTTP/1.1', status, reason: reply.reason ?? statusText(status), fields });
  return { head, isChunked, persists, hasContent: !isBare && asked.method !== 'HEAD' && content !== undefined };
};

const lengthOf = (content: Content): number | undefined => {
  if (content.kind === 'bytes') return content.bytes.length;
  return content.kind === 'file' ? content.end - content.from : content.length;
};

export const release = (content: Content | undefined): void => {
  if (content?.kind === 'file') content.file.close();
  else if (content?.kind === 'pieces') content.release?.();
};

/** Dates as text (RFC 9110 §5.6.7): of the same second as before the same text. */
const dates = (): ((milliseconds: number) => string) => {
  let second = Number.NaN;
  let text = '';
  return (milliseconds) => {
    const now = Math.floor(milliseconds / 1000);
    if (now !== second) text = new Date(now * 1000).toUTCString();
    second = now;
    return text;
  };
};

export const httpDate = dates();
const dateNow = dates();

const DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;

/** Seconds since 1970, of any of the three forms; undefined where it is none. */
export const parseHttpDate = (written: string | undefined): number | undefined => {
  if (written === undefined || !DATE.test(written)) return undefined;
  const time = Date.parse(written.endsWith('GMT') ? written : `${written} GMT`);
  return Number.isNaN(time) ? undefined : time / 1000;
};
