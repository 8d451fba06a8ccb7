/** How the body of a message is told from what follows it (RFC 9112 §6.3), for heads as values. */

import { latin1Bytes } from '../shared/text.ts';
import { BAD_LENGTH, contentLength, NO_LENGTH } from './content-length.ts';
import type { Head } from './head.ts';
import { fieldValues } from './head.ts';
import { lastCoding, Transfer } from './head-scan.ts';

export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  /** All to the end of the connection. */
  | { readonly kind: 'toEnd' }
  /** Two readers may disagree: not to be passed on (RFC 9112 §11.2). */
  | { readonly kind: 'doubt'; readonly text: string };

/** `asked`: the method that a reply answers. */
export const framingOf = (head: Head, asked = ''): Framing => {
  if (head.kind === 'reply' && hasNoBody(head.status, asked)) return { kind: 'none' };
  const codings = fieldValues(head, 'transfer-encoding');
  const lengths = fieldValues(head, 'content-length');
  if (codings.length > 0) return transferFraming(head, codings, lengths);
  if (lengths.length === 0) return { kind: head.kind === 'request' ? 'none' : 'toEnd' };
  const all = new Set(lengths.flatMap((text) => text.split(',')).map(lengthOf));
  const [length = BAD_LENGTH] = all;
  if (all.has(BAD_LENGTH)) return { kind: 'doubt', text: 'a content length that is no number' };
  return all.size > 1 ? { kind: 'doubt', text: 'content lengths that differ' } : { kind: 'length', length };
};

const hasNoBody = (status: number, asked: string): boolean =>
  asked === 'HEAD' || status < 200 || status === 204 || status === 304 || (asked === 'CONNECT' && status < 300);

const transferFraming = (head: Head, codings: readonly string[], lengths: readonly string[]): Framing => {
  if (lengths.length > 0) return { kind: 'doubt', text: 'a transfer coding and a content length' };
  const b = codings.map(latin1Bytes);
  const last = b.reduce<number>((before, text) => lastCoding(before, text, 0, text.length), Transfer.none);
  if (last === Transfer.chunked) return { kind: 'chunked' };
  if (head.kind === 'reply') return { kind: 'toEnd' };
  return last === Transfer.none ? { kind: 'none' } : { kind: 'doubt', text: 'a transfer coding that is not chunked at last' };
};

const lengthOf = (text: string): number => {
  const b = latin1Bytes(text);
  return contentLength(NO_LENGTH, b, 0, b.length);
};
