/** wrappedChannel: a channel over another whose bytes or times are changed on the way. */
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import { plainChannel } from './plain-channel.ts';

export interface WrappedParts {
  readonly scheme: string;
  readonly incoming: AsyncIterable<Uint8Array>;
  write(chunk: Uint8Array): Promise<void>;
  /** Before the end of the channel below: what was held back is written. */
  flush?(): Promise<void>;
  /** Nothing is waited for any more. */
  release?(): void;
}

/** When it is over, so is the one below. */
export const wrappedChannel = (below: OpenChannel, over: WrappedParts): OpenChannel => {
  const channel = plainChannel(
    { ...below.facts, scheme: over.scheme, opened: now() },
    {
      incoming: over.incoming,
      write: (chunk) => over.write(chunk),
      end: async () => {
        await over.flush?.();
        await below.end();
      },
      release: (reason) => {
        over.release?.();
        if (reason === undefined) below.close();
        else below.abort(reason);
      },
    },
  );
  channel.ledger.liesOn(below.ledger);
  return channel;
};
