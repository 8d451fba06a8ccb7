/** Serve: a service for each channel of a listener. One client's trouble is no other's. */
import type { OpenChannel } from './channel.ts';
import { type Connection, Connections } from './connections.ts';
import type { Listener } from './endpoint.ts';
import { abortReason } from './errors.ts';
import type { Closing } from './ledger.ts';
import { LINGER, linger } from './linger.ts';
import type { Service } from './service.ts';

export interface ServeOptions {
  /** Before the service says its first word: the place to attach taps. */
  readonly onOpen?: (connection: Connection) => void;
  /** When a channel is over. `error` is what the service threw, where it did. */
  readonly onClosed?: (connection: Connection, closing: Closing, error?: Error) => void;
  /** One client at a time: the next is served when the last has gone. */
  readonly oneAtATime?: boolean;
  /** Serves this many and then stops listening (1: nc without `-k`). */
  readonly most?: number;
}

export interface Serving {
  readonly addresses: readonly string[];
  readonly connections: Connections;
  /** Resolves when nobody is served and nobody can come any more. */
  readonly done: Promise<void>;
  /** Stops listening; those being served finish. */
  stop(): Promise<void>;
}

/** Starts at once. Aborting the signal cuts everybody. */
export const serve = (service: Service, listener: Listener, options: ServeOptions, signal: AbortSignal): Serving =>
  serveEach(listener, (channel) => service.serve(channel, signal), options, signal);

/** Runs `talk` with each channel that comes and lets go of it afterwards. What `serve` and `relay` have in common. */
export const serveEach = (
  listener: Listener,
  talk: (channel: OpenChannel, connection: Connection) => Promise<void>,
  options: ServeOptions,
  signal: AbortSignal,
): Serving => {
  const connections = new Connections();
  const cut = (): void => {
    for (const connection of connections.all()) connection.cut(abortReason(signal));
  };
  signal.addEventListener('abort', cut, { once: true });
  const one = async (channel: OpenChannel): Promise<void> => {
    const connection = connections.add(channel);
    options.onOpen?.(connection);
    const error = await talk(channel, connection).then(() => undefined, errorOf);
    if (error === undefined) await linger(channel, LINGER);
    else channel.abort(error);
    options.onClosed?.(connection, await channel.ledger.closing, error);
  };
  const all = async (): Promise<void> => {
    const running = new Set<Promise<void>>();
    let served = 0;
    for await (const channel of listener) {
      const talking = one(channel).finally(() => running.delete(talking));
      running.add(talking);
      if (++served === options.most) break;
      if (options.oneAtATime === true) await talking;
    }
    await Promise.all(running);
    signal.removeEventListener('abort', cut);
  };
  return { addresses: listener.addresses, connections, done: all(), stop: () => listener.close() };
};

const errorOf = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));
