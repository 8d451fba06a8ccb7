/** StdinReader: standard input as Ncat reads it: chunk by chunk, and only while a peer is connected. */
import { OnRead } from '../../io/base/on-read.ts';
import { ChunkQueue, QueueSink } from '../../io/channels/chunk-queue.ts';
import { readFd } from '../../io/fd/fd-read.ts';

export interface StdinReader {
  /** The next chunk, or undefined at the end. Reading stops between two calls. Rejects with the system's error. */
  next(): Promise<Uint8Array | undefined>;
  /** Keeps the process alive no longer. */
  release(): void;
}

/** Reading starts with the first `next`. */
export const openStdin = (fd = 0): StdinReader => {
  const onRead = new OnRead();
  const queue = new ChunkQueue(() => half.resume());
  onRead.sink = new QueueSink(queue);
  const half = readFd(
    fd,
    true,
  )({
    onRead,
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
