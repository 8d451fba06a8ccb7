/** Copying chunk by chunk, where something is done to each of them: no pump, but the same ends. */
import type { FastChannel } from '../../io/base/channel.ts';
import { ChunkQueue, QueueSink } from '../../io/channels/chunk-queue.ts';
import type { PumpEnd } from '../../io/link/pump.ts';

/** `each` writes what it makes of a chunk; false ends the copying, a rejection is a write that failed. Never rejects. */
export const copyEach = async (from: FastChannel, each: (chunk: Uint8Array) => Promise<boolean>): Promise<PumpEnd> => {
  let writing = false;
  try {
    for await (const chunk of pull(from)) {
      writing = true;
      if (!(await each(chunk))) break;
      writing = false;
    }
    return { kind: 'end' };
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    return { kind: writing ? 'write failed' : 'read failed', error };
  }
};

/** Takes over from whoever read before, as a pump does. */
const pull = (from: FastChannel): AsyncIterable<Uint8Array> => {
  const queue = new ChunkQueue(() => from.resume());
  from.feed(new QueueSink(queue)).then(
    () => queue.close(),
    (error: Error) => queue.close(error),
  );
  return queue;
};
