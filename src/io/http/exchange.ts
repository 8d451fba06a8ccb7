/** One request and its reply over a channel (RFC 9112), for clients: whatever bytes go out, and the reply as it comes, piece by piece. */

import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import { chunkSize, LARGEST_CHUNK_LINE } from '../../protocols/http/chunks.ts';
import { type Framing, framingOf } from '../../protocols/http/framing.ts';
import { parseHead, type ReplyHead } from '../../protocols/http/head.ts';
import { latin1Bytes } from '../../protocols/shared/text.ts';
import type { OpenChannel } from '../base/channel.ts';
import { ChannelReader } from './channel-reader.ts';

/** Bytes of a reply's head, and trailer lines. */
const LARGEST_REPLY_HEAD = 65_536;
const MOST_TRAILERS = 128;
/** Replies that are only news on the way (RFC 9110 §15.2). */
const MOST_NEWS = 20;

export interface ReplyEvents {
  onNews?(head: ReplyHead): void;
  onChunk?(size: number, extensions: string): void;
  onTrailer?(line: string): void;
}

export interface Reply {
  readonly head: ReplyHead;
  readonly framing: Framing;
  /** Without the framing of chunks. Rejects with an IoError where the connection ends inside it. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Sends the bytes of a request and reads the head of the reply. `method` is what was asked, as far as it can be known. */
export const exchange = async (
  channel: OpenChannel,
  request: Uint8Array,
  method: string,
  events: ReplyEvents,
  signal: AbortSignal,
): Promise<Reply> => {
  const reader = new ChannelReader(channel, channel.remote, signal);
  let unsent: unknown;
  // A server may reply before it has read all.
  channel.write(request).catch((error: unknown) => {
    unsent = error;
  });
  for (let news = 0; news <= MOST_NEWS; news++) {
    const head = await readHead(reader, channel.remote).catch((error: unknown) => {
      throw unsent ?? error;
    });
    if (head.status >= 200 || head.status === 101) return { head, ...bodyOf(reader, head, method, events, channel.remote) };
    events.onNews?.(head);
  }
  throw new IoError(channel.remote, 'EPROTO', `expected a reply, got more than ${MOST_NEWS} that say it is on the way`);
};

const readHead = async (reader: ChannelReader, place: string): Promise<ReplyHead> => {
  const text = await reader.head(LARGEST_REPLY_HEAD);
  if (text === undefined) throw new IoError(place, 'EPROTO', `expected a head of at most ${LARGEST_REPLY_HEAD} bytes, got more`);
  const parsed = parseHead(latin1Bytes(text), 0, text.length, { lenient: true, line: LARGEST_REPLY_HEAD, fields: LARGEST_REPLY_HEAD });
  if (parsed.kind === 'head' && parsed.head.kind === 'reply') return parsed.head;
  throw new IoError(place, 'EPROTO', sayTrouble('statusLine', { answer: JSON.stringify(text.slice(0, 60)) }));
};

const bodyOf = (reader: ChannelReader, head: ReplyHead, method: string, events: ReplyEvents, place: string): Omit<Reply, 'head'> => {
  const framing = framingOf(head, method);
  if (framing.kind === 'doubt') throw new IoError(place, 'EPROTO', `expected one length of the body, got ${framing.text}`);
  if (head.status === 101) return { framing: { kind: 'none' }, body: nothing() };
  if (framing.kind === 'length') return { framing, body: reader.stretch(framing.length) };
  if (framing.kind === 'chunked') return { framing, body: chunks(reader, events, place) };
  return { framing, body: framing.kind === 'toEnd' ? reader.all() : nothing() };
};

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* chunks(reader: ChannelReader, events: ReplyEvents, place: string): AsyncGenerator<Uint8Array> {
  for (;;) {
    const line = await reader.line(LARGEST_CHUNK_LINE);
    const bytes = latin1Bytes(line);
    const size = chunkSize(bytes, 0, bytes.length);
    if (size < 0) throw new IoError(place, 'EPROTO', `expected the size of a chunk, got ${JSON.stringify(line.slice(0, 60))}`);
    events.onChunk?.(size, line.replace(/^[^;]*/, ''));
    if (size === 0) break;
    yield* reader.stretch(size);
    const rest = await reader.line(LARGEST_CHUNK_LINE);
    if (rest !== '')
      throw new IoError(place, 'EPROTO', `expected the end of a chunk of ${size} bytes, got ${JSON.stringify(rest.slice(0, 60))}`);
  }
  for (let n = 0; n < MOST_TRAILERS; n++) {
    const trailer = await reader.line(LARGEST_CHUNK_LINE);
    if (trailer === '') return;
    events.onTrailer?.(trailer);
  }
}
