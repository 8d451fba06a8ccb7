/** Pieces: small services without messages of their own: one is what a segment or a datagram brought, of the client or of the server. */
import type { Bytes } from '../../core/bytes.ts';
import { visibleBytes } from '../../core/text.ts';
import { ROLE } from '../../wire/sentence.ts';
import { type Message, MORE, type Reader } from '../../wire/stream.ts';
import type { Dissecting } from '../../wire/types.ts';

export interface Sided extends Message {
  readonly reply: boolean;
}

export const piecesReader: Reader<undefined, Sided> = {
  unframed: () => true,
  open: () => undefined,
  read: (_, from, _b, o, end) => (end === o ? MORE : { kind: 'message', length: end - o, message: { reply: from === 1 } }),
  resume: () => true,
};

/** Whether the server sent it: the side of a conversation says it, of datagrams alone the port. */
export const isReply = (d: Dissecting, port: number): boolean =>
  (d.message as Sided | undefined)?.reply ?? (d.lower?.v['srcport'] === port || d.lower?.facts?.['role'] === ROLE.server);

/** What a service at a port declares whose pieces are all of one field: `request`, or that of its replies. */
export const inPieces = (port: number, reply: string) => ({
  fields: {},
  on: { 'tcp.port': port, 'udp.port': port },
  stream: piecesReader,
  info: (d: Dissecting) => (isReply(d, port) ? 'Response' : 'Request'),
  body: (d: Dissecting): void => {
    d.put(isReply(d, port) ? reply : 'request', d.start, d.end - d.start);
    d.header = d.end;
  },
});

/** In quotes, as much as a sentence bears. */
export const quoted = (value: unknown): string => {
  if (value instanceof Uint8Array) return quotedBytes(value);
  const text = String(value ?? '').trim();
  return `"${text.slice(0, MOST)}${text.length > MOST ? '…' : ''}"`;
};

const quotedBytes = (bytes: Bytes): string => `"${visibleBytes(bytes.subarray(0, MOST))}${bytes.length > MOST ? '…' : ''}"`;

const MOST = 60;
