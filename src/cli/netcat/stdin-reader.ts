/** Standard input as Ncat reads it: only when somebody is there to be sent to, chunk by chunk. */

import { Ledger } from '../../io/base/ledger.ts';
import { Intake } from '../../io/base/on-read.ts';
import { ChunkQueue, QueueSink } from '../../io/channels/chunk-queue.ts';
import { readFd } from '../../io/fd/fd-read.ts';

export interface Input {
  /** The next chunk, or undefined at the end. Reading stops between two calls. Rejects with the system's error. */
  next(): Promise<Uint8Array | undefined>;
  /** Keeps the process alive no longer. */
  release(): void;
}

/** Reading starts with the first `next`. */
export const openInput = (fd = 0): Input => {
  const intake = new Intake();
  const queue = new ChunkQueue(() => half.resume());
  intake.sink = new QueueSink(queue, new Ledger());
  const half = readFd(
    fd,
    true,
  )({
    intake,
    take: (chunk) => queue.push(chunk),
    ended: () => queue.close(),
    failed: (cause) => queue.close(cause instanceof Error ? cause : new Error(String(cause))),
  });
  const chunks = queue[Symbol.asyncIterator]();
  return {
    next: async () => {
      const result = await chunks.next();
      return result.done ? undefined : result.value;
    },
    release: () => half.release(),
  };
};
