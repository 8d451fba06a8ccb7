/** What the reader of HTTP/1 found: a request, a reply or a later part of a body, as numbers that count from its first byte. */
import type { Message } from '../../wire/stream.ts';

export const Kind = { request: 0, reply: 1, part: 2 } as const;

/** What else is known of a message; bits of `marks`. */
export const Mark = {
  /** The body is in chunks, or goes to the end of the connection. */
  chunked: 1,
  toEnd: 2,
  /** The connection ended inside the head, or inside the body. */
  cutHead: 4,
  cutBody: 8,
  /** No chunk begins where one should: what follows is not read as this body. */
  broken: 16,
  /** The body is larger than LARGEST_BODY: it goes on in parts. */
  goesOn: 32,
  /** HTTP/0.9. */
  simple: 64,
  connect: 128,
  /** The reply to a HEAD. */
  noBody: 256,
  /** Host or target are not as the tree has them: told twice, in parts, too long, no ASCII; or a reply names a host. */
  odd: 512,
  /** A header that is secret. */
  secret: 1024,
  /** The body is a form, or has parts: there may be passwords in it. */
  form: 2048,
} as const;

/** The frames of a request and of the reply that came after it; 0 where there is none. */
export interface Exchange {
  request: number;
  reply: number;
}

export interface HttpMessage extends Message {
  readonly kind: number;
  readonly marks: number;
  /** Bytes of empty lines before the head, of both together, and of the body as it is on the wire. */
  readonly lead: number;
  readonly head: number;
  readonly body: number;
  /** Which request of the conversation it is, or answers, from 1. */
  readonly number: number;
  /** The media type. */
  readonly typeFrom: number;
  readonly typeTo: number;
  /** Of a request; empty in others. */
  readonly method: string;
  /** Of a reply; -1 where it is not three characters long, and in others. */
  readonly status: number;
  /** Of a request that is kept for its reply. */
  readonly host: string;
  readonly target: string;
  /** The exchange before this one, however they belong together: where requests wait in a row, each ends one. */
  before: Exchange | undefined;
}

/** Bytes of a body that are one message with its head at most; what is more follows in parts as long. */
export const LARGEST_BODY = 4 << 20;
/** Longer request targets are not kept for the reply. */
export const LONGEST_TARGET = 1024;

/** A request's address, as far as it is known. */
export const fullUri = (scheme: string, host: string, target: string, connect: boolean): string =>
  host === '' || connect || /^[a-z][a-z0-9+.-]*:\/\//i.test(target) ? target : `${scheme}://${host}${target}`;
