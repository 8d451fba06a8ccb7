/** Standard input alone: as a channel that has no other direction, and chunk by chunk for who reads only now and then. */
import type { FastChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import { NO_READ, NO_WRITE, type OpenRead, type OpenWrite } from '../../channels/half.ts';
import { JoinedChannel } from '../../channels/joined-channel.ts';
import { readFd } from '../../fd/fd-read.ts';

/** `local` is the program's name. Throws the system's error. */
export const inputChannel = (local: string, read: OpenRead = readFd(0, true)): FastChannel =>
  new JoinedChannel(factsOf(local, 'stdin'), { place: 'stdin', read, write: NO_WRITE });

/** The same for standard output, in the way that `write` has. */
export const outputChannel = (local: string, write: OpenWrite): FastChannel =>
  new JoinedChannel(factsOf(local, 'stdout'), { place: 'stdout', read: NO_READ, write });

const factsOf = (local: string, remote: string) => {
  const at = now();
  return { scheme: 'stdio', role: 'initiator', local, remote, started: at, opened: at } as const;
};

export interface InputReader {
  /** The next chunk, or undefined at the end. Reading stops between two calls. Rejects with an error that has the system's code. */
  next(): Promise<Uint8Array | undefined>;
  /** Keeps the process alive no longer; who waits for a chunk then waits for ever. */
  release(): void;
}

/** Reading starts with the first `next`. */
export const inputReader = (channel: FastChannel): InputReader => {
  const chunks = channel.incoming[Symbol.asyncIterator]();
  let released = false;
  return {
    next: async () => {
      const result = await chunks.next();
      if (released) return new Promise(() => {});
      return result.done ? undefined : result.value;
    },
    release: () => {
      released = true;
      channel.close();
    },
  };
};
