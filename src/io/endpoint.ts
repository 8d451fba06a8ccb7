/** Endpoint: a kind of place that can be opened or listened on. A kind is one file in `endpoints/` and one line in its registry. */
import type { Channel } from './channel.ts';

export interface EndpointType<A = unknown> {
  readonly scheme: string;
  readonly title: string;
  /** A whole address that works as typed, for help and documentation. */
  readonly example: string;
  readonly framing: 'stream' | 'datagram';
  /** `text` is what follows `scheme:`. Throws a UsageError that says what to write instead. */
  parse(text: string): A;
  /** The address as text again, with the scheme; `parse` of it gives the same value. */
  print(at: A): string;
  open(at: A, signal: AbortSignal): Promise<Channel>;
  readonly accept?: (at: A, signal: AbortSignal) => AsyncIterable<Channel>;
}
