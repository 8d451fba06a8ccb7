/** A channel to another thread or process of ours, over messages: chunks, their acknowledgments, the two ends. Boundaries are kept. */
import type { OpenChannel } from '../base/channel.ts';
import type { ChannelFacts } from '../base/tap.ts';
import { ChunkQueue } from './chunk-queue.ts';
import { plainChannel } from './plain-channel.ts';

/** What both sides say. `taken`: bytes that the reader has. */
export type ChannelMessage =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'taken'; readonly count: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'abort'; readonly why: string };

/** A MessagePort, a Worker or a child process. */
export interface MessageEnd {
  post(message: ChannelMessage): void;
  /** Called once: with every message of the other side, and when no more can come. */
  listen(take: (message: ChannelMessage) => void, gone: (error?: Error) => void): void;
  /** Nothing more is said or heard. */
  close(): void;
}

/** Bytes on their way that nobody has taken. */
const MOST_UNTAKEN = 256 << 10;

export const messageChannel = (facts: ChannelFacts, end: MessageEnd): OpenChannel => {
  const room = new Room();
  const queue = new ChunkQueue(() => {});
  const over = { read: false, gone: false };
  const channel = plainChannel(facts, {
    incoming: acknowledged(queue, end, () => settle('read')),
    write: async (bytes) => {
      await room.enough();
      room.sent(bytes.length);
      end.post({ kind: 'data', bytes: bytes.slice() });
    },
    end: async () => end.post({ kind: 'end' }),
    release: (reason) => {
      if (reason !== undefined) end.post({ kind: 'abort', why: reason.message });
      end.close();
    },
  });
  // Who is gone takes nothing any more; what it said before is still read.
  const settle = (what: keyof typeof over): void => {
    over[what] = true;
    if (over.read && over.gone) channel.close();
  };
  end.listen(
    (message) => take(message, queue, room),
    (error) => {
      if (error === undefined) queue.close();
      else fail(error, queue, room);
      settle('gone');
    },
  );
  return channel;
};

const take = (message: ChannelMessage, queue: ChunkQueue, room: Room): void => {
  if (message.kind === 'data') queue.push(message.bytes);
  else if (message.kind === 'taken') room.taken(message.count);
  else if (message.kind === 'end') queue.close();
  else fail(new Error(message.why), queue, room);
};

const fail = (error: Error, queue: ChunkQueue, room: Room): void => {
  queue.cut(error);
  room.fail(error);
};

async function* acknowledged(queue: ChunkQueue, end: MessageEnd, read: () => void): AsyncGenerator<Uint8Array, void> {
  for await (const bytes of queue) {
    end.post({ kind: 'taken', count: bytes.length });
    yield bytes;
  }
  read();
}

/** How much may still be sent. */
class Room {
  #untaken = 0;
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  sent(count: number): void {
    this.#untaken += count;
  }

  taken(count: number): void {
    this.#untaken -= count;
    if (this.#untaken < MOST_UNTAKEN) this.#wake?.();
  }

  fail(error: Error): void {
    this.#error = error;
    this.#wake?.();
  }

  async enough(): Promise<void> {
    while (this.#error === undefined && this.#untaken >= MOST_UNTAKEN)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    if (this.#error !== undefined) throw this.#error;
  }
}
