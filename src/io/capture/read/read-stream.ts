/** Captures that arrive in pieces: pipes, standard input, gzip. Every whole record is handed on at once, so a live pipe shows at once. */

import { createReadStream } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Fault } from '../../../core/fault.ts';
import type { Decoder } from '../../../formats/decoder.ts';
import { GENEROUS_HEAD, HEAD, openFormat } from '../../../formats/index.ts';
import type { FrameBatch } from '../../../wire/frame.ts';
import { listenForAbort } from '../../base/abort-listener.ts';
import { ioError } from '../../base/errors.ts';
import type { Capture } from './capture.ts';
import { GzipError, gunzipped, isGzip } from './gunzip.ts';
import { Window } from './window.ts';

/** Takes over the descriptor, or the stream, and closes it at the end. */
export const streamCapture = async (place: string, from: number | Readable, signal: AbortSignal): Promise<Capture> => {
  const raw = pieces(place, typeof from === 'number' ? opened(from, signal) : from, signal);
  const front = await ahead(raw, 2);
  const packed = isGzip(front.bytes);
  const input = packed ? gunzipped(joined(front.bytes, raw)) : joined(front.bytes, raw);
  try {
    const head = await ahead(input, packed ? GENEROUS_HEAD : HEAD);
    const { decoder, start } = openFormat(place, head.bytes, head.over);
    const found: { fault?: Fault } = head.damage === undefined ? {} : { fault: damageFault(head.damage, head.bytes.length) };
    return {
      place,
      decoder,
      size: undefined,
      batches: streamBatches(decoder, start, joined(head.bytes.subarray(start), input), found),
      close: () => void input.return(undefined),
      get fault() {
        return found.fault ?? decoder.fault;
      },
    };
  } catch (error) {
    await input.return(undefined);
    throw error;
  }
};

type Pieces = AsyncGenerator<Uint8Array, void>;

/** What the stream yields, until it ends or `signal` aborts. */
async function* pieces(place: string, stream: Readable, signal: AbortSignal): Pieces {
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    if (signal.aborted) throw asError(signal.reason);
    throw ioError(place, 'more of the capture', error);
  } finally {
    stream.destroy();
  }
}

/** Pipes as sockets, because a waiting file read would hold a thread and could not be given up. */
const opened = (fd: number, signal: AbortSignal): Readable => {
  try {
    const socket = new Socket({ fd, readable: true, writable: false });
    const abort = (): void => {
      socket.destroy(asError(signal.reason));
    };
    socket.once('close', listenForAbort(signal, abort));
    return socket;
  } catch {
    return createReadStream('', { fd, signal, highWaterMark: 1 << 20, autoClose: fd !== 0 });
  }
};

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));

interface Front {
  readonly bytes: Uint8Array;
  /** There is no more. */
  readonly over: boolean;
  readonly damage?: GzipError;
}

/** Bytes from the front of a stream: at least `count` where there are so many. */
const ahead = async (input: Pieces, count: number): Promise<Front> => {
  let bytes: Uint8Array = new Uint8Array(0);
  try {
    while (bytes.length < count) {
      const next = await input.next();
      if (next.done === true) return { bytes, over: true };
      const more = new Uint8Array(bytes.length + next.value.length);
      more.set(bytes);
      more.set(next.value, bytes.length);
      bytes = more;
    }
    return { bytes, over: false };
  } catch (error) {
    if (error instanceof GzipError) return { bytes, over: true, damage: error };
    throw error;
  }
};

async function* joined(first: Uint8Array, rest: Pieces): Pieces {
  if (first.length > 0) yield first;
  yield* rest;
}

async function* streamBatches(decoder: Decoder, start: number, input: Pieces, found: { fault?: Fault }): AsyncGenerator<FrameBatch, void> {
  const window = new Window(1 << 20, start);
  try {
    for await (const piece of input) {
      // Taken in parts that fit, so that the buffer grows for a large record only.
      for (let taken = 0; taken < piece.length; ) {
        const part = piece.subarray(taken, taken + window.bytes.length - window.have);
        window.bytes.set(part, window.have);
        window.have += part.length;
        taken += part.length;
        yield* window.batches(decoder);
        if (decoder.fault !== undefined) return;
      }
    }
  } catch (error) {
    if (!(error instanceof GzipError)) throw error;
    found.fault = damageFault(error, window.base + window.have);
  } finally {
    await input.return(undefined);
  }
  decoder.end(window.have, window.base);
}

const damageFault = (damage: GzipError, position: number): Fault => ({
  layer: 'gzip',
  severity: 'warn',
  kind: 'malformed',
  offset: position,
  length: 0,
  text: `the gzip data is damaged (${damage.message}) after ${position} unpacked bytes`,
});
